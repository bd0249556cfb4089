"""Build the demo county in an empty database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from gongkai.demo.county import build
from gongkai.demo.people import logins


class Command(BaseCommand):
    """造演示县。"""

    help = "在空数据库里造演示县，并写下账号"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write the logins."""
        parser.add_argument("--mark", type=Path, required=True, help="写账号的文件")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, then leave the mark that the folder holds a demo."""
        build(timezone.localtime())
        told = {"url": "", "logins": logins()}
        mark: Path = options["mark"]
        mark.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
