"""`manage search`: bring the search index up to what is public."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from gongkai.kernel.alone import Busy
from gongkai.search import operations


class Command(BaseCommand):
    """更新检索索引; quick when the ledger has no new line."""

    help = "更新检索索引"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--rebuild`: build it anew; the old one answers until the new one is whole."""
        parser.add_argument("--rebuild", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Catch up or rebuild, and say in one line what was done."""
        act = operations.rebuild if options["rebuild"] else operations.catch_up
        try:
            done = act(at=now())
        except Busy as why:
            raise CommandError(str(why), returncode=1) from why
        if options["verbosity"]:
            self.stdout.write(told(done))


def told(done: operations.Outcome) -> str:
    """Return the outcome as a sentence."""
    if done.rebuilt:
        return f"检索索引已建好：{done.written} 条"
    return f"检索索引已更新：写入 {done.written} 条，移除 {done.gone} 条"
