"""`manage publish`: bring the public site up to date, or pack it for another system."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, now

from gongkai.kernel.alone import Busy
from gongkai.publish import full, package, site, waiting


class Command(BaseCommand):
    """Render the site to files; quick when nothing changed."""

    help = "生成静态网站"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--out`: the folder of the site, the installation's own by default."""
        parser.add_argument("--out", type=Path, default=None)
        parser.add_argument("--full", action="store_true")
        parser.add_argument("--prefix", default="")
        parser.add_argument("--package", type=Path, default=None)
        parser.add_argument("--since", default="")
        parser.add_argument("--organ", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and tell in one line what was done; exit code 1 when it was not."""
        if options["package"]:
            self._pack(options["package"], options["since"], options["organ"])
            return
        folder = Path(options["out"] or settings.GONGKAI["site"])
        prefix, at = path_prefix(options["prefix"]), now()
        try:
            done = site.publish(folder, at, whole=options["full"], prefix=prefix)
        except (site.DiskFull, full.ShareFailed, Busy) as why:
            raise CommandError(str(why), returncode=1) from why
        for name in done.missing:
            self.stderr.write(f"附件或图片在文件库里丢失或损坏，没有公开：{name}")
        if done.trouble:
            self.stderr.write(f"公开登记簿没有续上：{done.trouble}")
        if any(waiting.is_due(row, at) for row in waiting.read(folder)):
            # By command: what keeps a finding loads every act about documents.
            call_command("verify_pages", out=folder, prefix=prefix, stderr=self.stderr)
        if options["verbosity"]:
            self.stdout.write(told(done))

    def _pack(self, target: Path, since: str, organ: str) -> None:
        try:
            wanted = package.Wanted(date.fromisoformat(since) if since else None, organ)
        except ValueError as why:
            raise CommandError(
                f"看不懂日期“{since}”，请写成 2026-11-23 这样", returncode=2
            ) from why
        try:
            packed = package.write(target, wanted, localdate(now()))
        except OSError as why:
            raise CommandError(f"交换包没有写成：{why.strerror}", returncode=1) from why
        for name in packed.missing:
            self.stderr.write(f"附件或图片在文件库里丢失或损坏，没有放进交换包：{name}")
        self.stdout.write(
            f"交换包已写好：公开 {packed.articles} 件，撤下 {packed.withdrawn} 件，"
            f"附件和图片 {packed.files} 个（{target}）"
        )


def told(done: site.Outcome) -> str:
    """Return the outcome as a sentence."""
    if done.release is None:
        return "还没有设置机关，没有生成网站"
    if not done.changed:
        return "没有变化，网站保持原样"
    if done.whole:
        return f"网站已更新：{done.files} 个文件，其中新写 {done.written} 个（{done.release}）"
    return f"网站已更新：改动 {done.files} 个文件（{done.release}）"


def path_prefix(given: str) -> str:
    """Return a path on the host as addresses need it: `gk/` → `/gk`, nothing for the top."""
    inner = given.strip().strip("/")
    return f"/{inner}" if inner else ""
