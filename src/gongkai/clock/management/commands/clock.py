"""One tick: everything whose time has come is done once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.clock.tick import tick


class Command(BaseCommand):
    """做完现在该做的事：到时发布、期满撤下。"""

    help = "做完现在该做的事：到时发布、期满撤下"

    def handle(self, *args: Any, **options: Any) -> None:
        """Tick now, and say what was refused."""
        for sentence in tick(timezone.now()):
            self.stdout.write(sentence)
