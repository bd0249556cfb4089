"""`manage verify_pages`: look at the addresses just published as the public does."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.timezone import now

from gongkai.publish.verification import verify


class Command(BaseCommand):
    """Keep what was found; a sentence for each address that was not as published."""

    help = "核对刚公开的网址"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--out`: the folder of the site; `--prefix`: its path on the host (`/gk`)."""
        parser.add_argument("--out", type=Path, default=None)
        parser.add_argument("--prefix", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look and tell."""
        folder = Path(options["out"] or settings.GONGKAI["site"])
        for sentence in verify(folder, now(), options["prefix"]):
            self.stderr.write(f"未核验 {sentence}")
