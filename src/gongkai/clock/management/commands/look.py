"""The next big text is looked through, after everything that has a time has been done."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.clock.tick import look


class Command(BaseCommand):
    """检查一份排队的大文件。"""

    help = "检查一份排队的大文件"

    def handle(self, *args: Any, **options: Any) -> None:
        """Look through one text, and say whether there was one."""
        if look(timezone.now()) and options["verbosity"]:
            self.stdout.write("检查了一份大文件")
