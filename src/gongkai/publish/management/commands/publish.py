"""`manage publish`: bring the public site up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from gongkai.publish import site
from gongkai.publish.gate import Busy


class Command(BaseCommand):
    """Render the site to files; quick when nothing changed."""

    help = "生成静态网站"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--out`: the folder of the site, the installation's own by default."""
        parser.add_argument("--out", type=Path, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and tell in one line what was done; exit code 1 when it was not."""
        folder = Path(options["out"] or settings.GONGKAI["site"])
        try:
            done = site.publish(folder, now())
        except (site.DiskFull, Busy) as why:
            raise CommandError(str(why), returncode=1) from why
        for name in done.missing:
            self.stderr.write(f"附件或图片在文件库里丢失或损坏，没有公开：{name}")
        if options["verbosity"]:
            self.stdout.write(told(done))


def told(done: site.Outcome) -> str:
    """Return the outcome as a sentence."""
    if done.release is None:
        return "还没有设置机关，没有生成网站"
    if not done.changed:
        return "没有变化，网站保持原样"
    return f"网站已更新：{done.files} 个文件，其中新写 {done.written} 个（{done.release}）"
