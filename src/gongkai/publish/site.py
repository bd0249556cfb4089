"""Publication: what changed goes into the current release; what changes everything makes a new one."""

import filecmp
import gc
import shutil
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localdate

from gongkai.disclosures.models.document import address_of
from gongkai.disclosures.queries import reach
from gongkai.kernel.alone import alone
from gongkai.portal import pages, release
from gongkai.portal.shell import NoHost, Shell
from gongkai.publish import full, manifest, outbox, proving, waiting
from gongkai.publish.change import Change, chunks
from gongkai.publish.commit import Commit
from gongkai.publish.journal import Put
from gongkai.publish.outbox import Line, Position
from gongkai.publish.shelf import STATE, Shelf
from gongkai.publish.state import State
from gongkai.publish.writer import NO_SPACE

FULL = "磁盘空间不足，网站没有更新，公众看到的仍是原来的版本。请清理磁盘后再生成。"
BUSY = "另一个进程正在生成网站，请等它做完"
AT_ONCE = 100
"""Documents in one publication; more are published in several, so that memory stays small."""
TRIES = 3
"""How often pages are rendered again because somebody published while they were rendered."""
LOG_LEAST = 1 << 20
"""Bytes the manifest's log may always have before it is compacted."""


class DiskFull(Exception):
    """There was no room for the publication; the site stands as before."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication did. `release` is None when there was nothing to show.

    `files` counts the site's files after a full build (`whole`), else those that changed;
    `trouble` says why the public log could not be continued.
    """

    release: Path | None
    changed: bool = False
    whole: bool = False
    files: int = 0
    written: int = 0
    missing: list[str] = field(default_factory=list)
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to do: a full build, or these documents; `fresh` is the state after it."""

    whole: bool
    documents: frozenset[int]
    fresh: State
    read: int

    @property
    def is_nothing(self) -> bool:
        """True when the site is up to date."""
        return not (self.whole or self.documents or self.read)


def publish(site: Path, at: datetime, *, whole: bool = False, prefix: str = "") -> Outcome:
    """Bring the public site below a folder up to date; nothing is done when nothing changed.

    `whole` asks for a full build, compared with what stands; `prefix` is the path the site has on
    its host. Raises DiskFull, full.ShareFailed, and `Busy` when somebody else is publishing
    there. An installation without offices has no site yet.
    """
    shelf, commit = Shelf(site), Commit(site)
    state = shelf.state()
    look = _look(state, localdate(at), prefix)
    same_day = state is not None and state.on == look.fresh.on
    if not whole and look.is_nothing and same_day and not commit.journal.size:
        return Outcome(shelf.current)
    with _full_disk_is_said(), alone(site, BUSY), _undisturbed():
        commit.begin()
        if shelf.state() != state:  # somebody published while the lock was taken
            state = shelf.state()
            look = _look(state, localdate(at), prefix)
        try:
            if state is None or whole or look.whole:
                return _build(shelf, commit, look, at, prefix)
            if not look.is_nothing or state.on != look.fresh.on:
                return _catch_up(shelf, commit, state, look, at, prefix)
            _rest(shelf, commit)
            return Outcome(shelf.current)
        except NoHost:
            return Outcome(None)
        finally:
            commit.end()


def _look(state: State | None, on: date, prefix: str) -> Look:
    """Read the outbox."""
    if state is None:
        return Look(True, frozenset(), State.now(Position(), on, prefix), 0)
    fresh = State.now(state.position, on, prefix, state.number)
    lines = state.position.unread()
    if lines is None or not fresh.has_the_same_shape(state) or fresh.on < state.on:
        return Look(True, frozenset(), fresh, 0)
    whole = any(line.is_about_everything for line in lines)
    after = fresh.at(state.position.after(lines), state.number)
    return Look(whole, _documents(lines), after, len(lines))


def _documents(lines: Sequence[Line]) -> frozenset[int]:
    return frozenset().union(*(line.documents for line in lines))


# ── One publication ──────────────────────────────────────────────────────────────────────────


def _catch_up(
    shelf: Shelf, commit: Commit, state: State, look: Look, at: datetime, prefix: str
) -> Outcome:
    """Publish what the outbox says, and on a new day what the day changes."""
    current = shelf.current
    assert current is not None  # noqa: S101  there is a state
    on = localdate(at)
    shell = _shell(on, prefix, *_key(current))
    turned: set[int] = set()
    if state.on != look.fresh.on:
        turned = pages.turned(date.fromisoformat(state.on), on)
    pieces = list(chunks(look.documents | turned, AT_ONCE))
    done = Outcome(current)
    for number, piece in enumerate(pieces, start=1):
        is_last = number == len(pieces)
        trouble = proving.seal(at)
        log = proving.changed(current) if is_last else iter(())
        change, position = _rendered(shelf.site, current, shell, piece, look.fresh.position, at)
        if is_last and position != look.fresh.position:  # more was sealed meanwhile
            deque(log, maxlen=0)
            log = proving.changed(current)
        change.add(log)
        if is_last and state.on != look.fresh.on:
            change.add(pages.dated(shell))
        told = frozenset(piece) & look.documents
        fresh = look.fresh.at(position, state.number + number) if is_last else state
        _carry_out(shelf, commit, change, fresh, at, told, state.number + number)
        done = replace(
            done,
            changed=done.changed or change.files > 0,
            files=done.files + change.files,
            written=done.written + change.files,
            missing=done.missing + change.missing,
            trouble=trouble,
        )
    return done


def _rendered(
    site: Path,
    current: Path,
    shell: Shell,
    documents: Sequence[int],
    position: Position,
    at: datetime,
) -> tuple[Change, Position]:
    """Render what shows these documents, again as long as somebody publishes meanwhile."""
    wanted = set(documents)
    for _ in range(TRIES):
        change = _change(site, current, shell, wanted)
        if wanted:
            change.add(pages.touched(shell, wanted)).mark()
        late = position.unread() or []
        new = _documents(late)
        if not new or any(line.is_about_everything for line in late):
            break
        wanted |= new
        position = position.after(late)
        proving.seal(at)
    return change, position


def _change(site: Path, current: Path, shell: Shell, documents: set[int]) -> Change:
    addresses = {
        each.pk: (address_of(each.published_at, each.seq), each.live is not None)
        for each in (reach.named(documents) if documents else ())
        if each.seq and each.published_at
    }
    same = partial(pages.same, shell)
    return Change(site, current, addresses, gzip=settings.GONGKAI["gzip"], same=same)


def _carry_out(
    shelf: Shelf,
    commit: Commit,
    change: Change,
    fresh: State,
    at: datetime,
    told: frozenset[int],
    number: int,
) -> None:
    operations = change.operations(number, at.isoformat())
    if not operations:
        shelf.remember(fresh)
        return
    asked = waiting.with_new(shelf.site, told, change)
    commit.make(
        [
            *operations,
            Put(STATE, fresh.text().encode()),
            *([Put(waiting.NAME, asked)] if told else []),
        ]
    )


def _key(current: Path) -> tuple[str, int]:
    known = (current / release.MANIFEST).stat()
    return str(current), known.st_mtime_ns


@lru_cache(maxsize=1)
def _shell(on: date, prefix: str, current: str, made_ns: int) -> Shell:
    """Return what all pages share; it lives as long as no full build was asked for."""
    del current, made_ns
    shell = Shell(on)
    shell.site = replace(shell.site, base_url=shell.site.base_url + prefix)
    return shell


# ── A full build ─────────────────────────────────────────────────────────────────────────────


def _build(shelf: Shelf, commit: Commit, look: Look, at: datetime, prefix: str) -> Outcome:
    gc.enable()
    if commit.journal.size:
        commit.settle()
    shelf.tidy()
    position = outbox.end()
    trouble = proving.seal(at)
    shell = _new_shell(localdate(at), prefix)
    current, part = shelf.current, shelf.begin()
    try:
        built = full.build(part, current, shell, full.cores())
        if _documents(position.unread() or []):
            position = _late(shelf, commit, part, shell, position, at)
        if current and _is_same(part, current):
            shutil.rmtree(part)
            shown, changed = current, False
        else:
            shown, changed = shelf.finish(part), True
    except BaseException:
        shelf.tidy()
        raise
    shelf.remember(look.fresh.at(position, look.fresh.number + 1))
    shelf.tidy()
    return Outcome(shown, changed, True, built.files, built.written, built.missing, trouble)


def _new_shell(on: date, prefix: str) -> Shell:
    _shell.cache_clear()
    return _shell(on, prefix, "", 0)


def _late(
    shelf: Shelf, commit: Commit, part: Path, shell: Shell, position: Position, at: datetime
) -> Position:
    """Put into a new release what was published while it was written, before anybody sees it."""
    lines = position.unread() or []
    proving.seal(at)
    for piece in chunks(_documents(lines), AT_ONCE):
        change = _change(shelf.site, part, shell, set(piece))
        change.add(pages.touched(shell, piece)).mark()
        change.add(proving.changed(part))
        operations = change.operations(0, at.isoformat())
        if operations:
            commit.make(operations)
    commit.settle()
    whole = any(line.is_about_everything for line in lines)
    return position if whole else position.after(lines)


def _is_same(part: Path, current: Path) -> bool:
    """True when a full build made the very files that stand."""
    logs = (part / release.MANIFEST_LOG, current / release.MANIFEST_LOG)
    if any(log.is_file() and log.stat().st_size for log in logs):
        return False
    old, new = current / release.MANIFEST, part / release.MANIFEST
    return old.is_file() and filecmp.cmp(old, new, shallow=False)


# ── When there is nothing to publish ─────────────────────────────────────────────────────────


def _rest(shelf: Shelf, commit: Commit) -> None:
    """Use the pause: bring files to the disk, and write the manifest anew when its log is long."""
    commit.settle()
    current = shelf.current
    if current is None:
        return
    log, base = current / release.MANIFEST_LOG, current / release.MANIFEST
    if log.is_file() and log.stat().st_size > max(LOG_LEAST, base.stat().st_size):
        manifest.compact(current)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nobody look for cycles in memory meanwhile; what a publication makes has none to speak of.

    A whole site, made of millions of objects, collects as usual in the processes that write it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _full_disk_is_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        raise DiskFull(FULL) from error
