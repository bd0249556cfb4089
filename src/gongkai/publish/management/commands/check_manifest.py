"""`manage check_manifest`: what is wrong with a published folder by its own list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.publish.manifest import verify


class Command(BaseCommand):
    """Print one line for each fault, nothing when every file is as listed."""

    help = "按清单核对一个网站文件夹"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`folder`: where the site stands."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and print."""
        for fault in verify(options["folder"]):
            self.stdout.write(fault)
