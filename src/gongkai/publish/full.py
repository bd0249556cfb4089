"""A full build: every page into a new release, one process a core, memory constant."""

import gc
import json
import os
import shutil
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from gongkai.portal import pages, release
from gongkai.portal.links import file_name
from gongkai.portal.page import Page
from gongkai.portal.pages import Piece
from gongkai.portal.shell import Shell
from gongkai.publish import manifest, proving
from gongkai.publish.manifest import Runs
from gongkai.publish.state import PACKAGE
from gongkai.publish.writer import NO_SPACE, Writer

LOOK = (
    *("tokens.css", "base.css", "portal.css", "figures.css", "kiosk.css", "print.css"),
    *("theme.js", "portal.js", "kiosk.js", "qr.js"),
)
SWEEPS = (5000, 5, 5)
"""How often a process looks for garbage: templates leave some, and each holds a page."""
CACHE_KB = 8192
"""What each process keeps of the database: it reads everything once, and little twice."""
NUMBER = 2
"""Bytes of the number of a piece of work."""
RUNS = "runs"
"""Below a release in the making: the pieces of its manifest; gone before it is shown."""


class ShareFailed(Exception):
    """A process that wrote a share of the site died or failed; the old site stands."""


@dataclass(slots=True)
class Built:
    """What was written."""

    files: int = 0
    written: int = 0
    missing: list[str] = field(default_factory=list)

    def add(self, other: "Built") -> None:
        """Count another share in."""
        self.files += other.files
        self.written += other.written
        self.missing += other.missing


def cores() -> int:
    """Return how many processes may build: one where a process cannot safely be forked.

    A test's database lives in one process's memory, and a forked thread's locks stay locked.
    """
    alone = connection.in_atomic_block or ":memory:" in str(connection.settings_dict["NAME"])
    if alone or not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return os.cpu_count() or 1


def build(part: Path, before: Path | None, shell: Shell, of: int) -> Built:
    """Fill the folder of a new release in `of` processes and write its manifest.

    Raises ShareFailed, and OSError as the disk does.
    """
    runs = part.with_suffix(f".{RUNS}")
    shutil.rmtree(runs, ignore_errors=True)
    runs.mkdir()
    built, work = Built(), _Work(part, before, shell, runs, [None, *pages.pieces(of)])
    try:
        if of == 1:
            built.add(work.do("0", range(len(work.pieces))))
        else:
            for told in _forked(of, work):
                built.add(Built(**told))
        pieces = sorted(p for p in runs.iterdir() if p.name.startswith("share"))
        manifest.merge(pieces, part / release.MANIFEST)
        (part / release.MANIFEST_LOG).write_bytes(b"")
    finally:
        shutil.rmtree(runs, ignore_errors=True)
    built.missing = list(dict.fromkeys(built.missing))
    return built


@dataclass(frozen=True, slots=True)
class _Work:
    """The site in pieces; None stands for what no kind of page makes."""

    part: Path
    before: Path | None
    shell: Shell
    runs: Path
    pieces: list[Piece | None]

    def do(self, name: str, numbers: Iterable[int]) -> Built:
        """Write these pieces and tell what was written."""
        runs = Runs(self.runs, f"share-{name}")
        writer = Writer(self.part, self.before, runs, settings.GONGKAI["gzip"])
        for number in numbers:
            piece = self.pieces[number]
            for each in piece.rendered(self.shell) if piece else self._own():
                if isinstance(each, Page):
                    writer.write(file_name(each.path), each.data)
                else:
                    writer.keep(file_name(each.path), each.sha256)
        runs.flush()
        return Built(writer.files, writer.written, writer.missing)

    def _own(self) -> Iterator[Page]:
        """Yield the look, other packages' files, the marks of 410."""
        for name in LOOK:
            yield Page(f"/look/{name}", (PACKAGE / "typeset" / "look" / name).read_bytes())
        yield from (each for each in proving.changed(self.part) if isinstance(each, Page))
        for address in pages.tombstones(self.shell):
            yield Page(f"/{release.GONE}{address}", b"")


def _forked(of: int, work: _Work) -> list[dict[str, Any]]:
    """Do the work in `of` processes, each taking the next piece as long as there is one."""
    connections.close_all()
    numbers, given = os.pipe()  # a few hundred numbers of two bytes: they all fit into the pipe
    os.write(given, b"".join(n.to_bytes(NUMBER, "big") for n in range(len(work.pieces))))
    os.close(given)

    def child(index: int) -> None:
        gc.set_threshold(*SWEEPS)
        if connection.vendor == "sqlite":
            connection.cursor().execute(f"PRAGMA cache_size = -{CACHE_KB}")
        taken = iter(lambda: os.read(numbers, NUMBER), b"")
        built = work.do(str(index), (int.from_bytes(number, "big") for number in taken))
        told = work.runs / f"told.{index}"
        told.write_text(json.dumps(asdict(built)), encoding="utf-8")

    gc.freeze()  # what was made before is shared with the children, not looked through by each
    try:
        children = [_fork(child, index) for index in range(of)]
    finally:
        gc.unfreeze()
        os.close(numbers)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    full = [code for code in codes if code in NO_SPACE]
    if full:
        raise OSError(full[0], os.strerror(full[0]))
    if any(codes):
        raise ShareFailed(f"生成网站的一个进程没有做完（{codes}），公众看到的仍是原来的版本")
    told = [work.runs / f"told.{index}" for index in range(of)]
    return [json.loads(each.read_text(encoding="utf-8")) for each in told]


def _fork(work: Callable[[int], None], number: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work(number)
        code = 0
    except OSError as why:
        code = why.errno if why.errno in NO_SPACE else 1
        traceback.print_exc()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code or 0)
