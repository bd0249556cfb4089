"""A disk that is full at any moment leaves the site as it was."""

import errno
import os

import pytest
from django.core.management import CommandError, call_command

from gongkai.portal import release
from gongkai.publish import commit, full, journal, manifest
from gongkai.publish.commit import Commit
from gongkai.publish.manifest import verify
from gongkai.publish.shelf import Shelf
from gongkai.publish.site import DiskFull, publish
from gongkai.publish.writer import Writer
from tests.portal.press import AT
from tests.publish.trees import tree


@pytest.fixture
def shown(press, folder):
    """An old site, and something new to be published over it."""
    press.publish("旧的")
    built = publish(folder, AT).release
    press.publish("新的", files=[("a.txt", b"new")])
    return built


def refused(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")


# ── A full build ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("at", [1, 2, 7, 13])
def test_at_any_page_of_a_full_build(shown, folder, monkeypatch, at):
    before = tree(folder)
    real, calls = Writer.create, []

    def create(self, place, data):
        calls.append(place)
        if len(calls) == at:
            real(self, place, data[: len(data) // 2])
            refused()
        real(self, place, data)

    monkeypatch.setattr(Writer, "create", create)
    with pytest.raises(DiskFull, match="磁盘空间不足"):
        publish(folder, AT, whole=True)
    assert tree(folder) == before
    assert release.current(folder) == shown


@pytest.mark.parametrize(
    "where",
    [(Writer, "keep"), (os, "link"), (Shelf, "_show"), (manifest, "merge"), (full._Work, "do")],
)
def test_at_any_other_place_of_a_full_build(shown, folder, monkeypatch, where):
    with monkeypatch.context() as patch:
        patch.setattr(*where, refused)
        with pytest.raises(DiskFull):
            publish(folder, AT, whole=True)
    assert release.current(folder) == shown
    assert verify(shown) == []
    assert [path.name for path in (folder / "releases").iterdir()] == [shown.name]
    done = publish(folder, AT, whole=True)
    assert "新的" in (done.release / "index.html").read_text()
    assert verify(done.release) == []


def test_command_says_full_disk_in_one_sentence(shown, folder, monkeypatch):
    monkeypatch.setattr(Commit, "make", refused)
    with pytest.raises(CommandError) as told:
        call_command("publish", out=folder)
    assert told.value.returncode == 1
    assert str(told.value).count("\n") == 0
    assert "仍是原来的版本" in str(told.value)


def test_other_faults_are_not_taken_for_a_full_disk(shown, folder, monkeypatch):
    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Writer, "create", broken)
    with pytest.raises(OSError, match="Input/output"):
        publish(folder, AT, whole=True)
    assert release.current(folder) == shown
    assert [path.name for path in (folder / "releases").iterdir()] == [shown.name]


# ── One publication ──────────────────────────────────────────────────────────────────────────


def counted(monkeypatch, owner, name, at):
    """Let a function work until its `at`-th call, which finds the disk full half way."""
    real, calls = getattr(owner, name), []

    def call(*given, **named):
        calls.append(given)
        if len(calls) == at:
            if name in ("_write", "write"):
                real(given[0], given[1][: len(given[1]) // 2])
            refused()
        return real(*given, **named)

    monkeypatch.setattr(owner, name, call)
    return calls


PLACES = [
    *[(commit, "_write", at) for at in (1, 2, 5, 12)],  # staging
    (journal, "write", 1),  # the journal
    (os, "fdatasync", 1),
    (commit, "write", 14),  # the manifest's log (staged files are written before it)
    (Commit, "_append", 1),
    (os, "makedirs", 1),
]


@pytest.mark.parametrize(("owner", "name", "at"), PLACES)
def test_at_any_place_of_a_publication(shown, folder, monkeypatch, owner, name, at):
    before = tree(folder)
    with monkeypatch.context() as patch:
        counted(patch, owner, name, at)
        with pytest.raises(DiskFull):
            publish(folder, AT)
    after = tree(folder)
    assert after.pop("journal", b"") == b""
    assert after == before
    assert verify(shown) == []
    done = publish(folder, AT)
    assert "新的" in (done.release / "index.html").read_text()
    assert verify(done.release) == []


@pytest.mark.parametrize("at", [1, 2, 5, 9])
def test_folder_that_cannot_grow_gets_the_reserve(shown, folder, monkeypatch, at):
    counted(monkeypatch, Commit, "_name", at)
    publish(folder, AT)
    assert "新的" in (shown / "index.html").read_text()
    assert verify(shown) == []
    assert not (folder / "reserve").exists()
    publish(folder, AT)
    assert (folder / "reserve").stat().st_size > 0


@pytest.mark.parametrize("at", [1, 2, 5, 9])
def test_refused_name_is_made_good_by_the_next_publication(shown, folder, monkeypatch, at):
    (folder / "reserve").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(commit, "RESERVED", 0)
        counted(patch, Commit, "_name", at)
        patch.setattr(Commit, "_surely", lambda self, *given: self._name(*given))
        with pytest.raises(DiskFull):
            publish(folder, AT)
    assert publish(folder, AT).release == shown
    assert "新的" in (shown / "index.html").read_text()
    assert verify(shown) == []
