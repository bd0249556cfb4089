"""A full build: every page into a new release, one process a core, memory constant."""

import gc
import json
import os
import shutil
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from gongkai.portal import pages, release
from gongkai.portal.links import file_name
from gongkai.portal.page import Page
from gongkai.portal.share import ALL, Share
from gongkai.portal.shell import Shell
from gongkai.publish import manifest, proving
from gongkai.publish.manifest import Runs
from gongkai.publish.state import PACKAGE
from gongkai.publish.writer import NO_SPACE, Writer

LOOK = (
    *("tokens.css", "base.css", "portal.css", "figures.css", "kiosk.css", "print.css"),
    *("theme.js", "portal.js", "kiosk.js", "qr.js"),
)
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
    try:
        built = _own(part, before, shell, runs)
        if of == 1:
            built.add(_share(part, before, shell, runs, ALL))
        else:
            _forked(of, lambda n: _child(part, before, shell, runs, Share(n, of)))
            for number in range(of):
                told = json.loads((runs / f"told.{number}").read_text(encoding="utf-8"))
                built.add(Built(**told))
        pieces = sorted(p for p in runs.iterdir() if p.name.startswith("share"))
        manifest.merge(pieces, part / release.MANIFEST)
        (part / release.MANIFEST_LOG).write_bytes(b"")
    finally:
        shutil.rmtree(runs, ignore_errors=True)
    built.missing = list(dict.fromkeys(built.missing))
    return built


def _writer(part: Path, before: Path | None, runs: Path, name: str) -> Writer:
    return Writer(part, before, Runs(runs, f"share-{name}"), settings.GONGKAI["gzip"])


def _own(part: Path, before: Path | None, shell: Shell, runs: Path) -> Built:
    """Write what belongs to no share: the look, other packages' files, the marks of 410."""
    writer = _writer(part, before, runs, "own")
    for name in LOOK:
        writer.write(f"look/{name}", (PACKAGE / "typeset" / "look" / name).read_bytes())
    for each in proving.changed(part):
        if isinstance(each, Page):
            writer.write(file_name(each.path), each.data)
    for address in pages.tombstones(shell):
        writer.write(f"{release.GONE}{address}", b"")
    return _told(writer)


def _share(part: Path, before: Path | None, shell: Shell, runs: Path, share: Share) -> Built:
    writer = _writer(part, before, runs, str(share.index))
    for each in pages.everything(shell, share):
        if isinstance(each, Page):
            writer.write(file_name(each.path), each.data)
        else:
            writer.keep(file_name(each.path), each.sha256)
    return _told(writer)


def _told(writer: Writer) -> Built:
    writer.runs.flush()
    return Built(writer.files, writer.written, writer.missing)


def _child(part: Path, before: Path | None, shell: Shell, runs: Path, share: Share) -> None:
    told = asdict(_share(part, before, shell, runs, share))
    (runs / f"told.{share.index}").write_text(json.dumps(told), encoding="utf-8")


def _forked(of: int, work: Callable[[int], None]) -> None:
    """Run a piece of work in each of `of` processes; all are waited for."""
    connections.close_all()
    gc.freeze()  # what was made before is shared with the children, not looked through by each
    try:
        children = [_fork(work, number) for number in range(of)]
    finally:
        gc.unfreeze()
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    full = [code for code in codes if code in NO_SPACE]
    if full:
        raise OSError(full[0], os.strerror(full[0]))
    if any(codes):
        raise ShareFailed(f"生成网站的一个进程没有做完（{codes}），公众看到的仍是原来的版本")


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
