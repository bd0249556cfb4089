"""The journal gives back what was put in, whole records only."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publish.commit import SPARES, Commit
from gongkai.publish.journal import Append, Drop, Journal, Move, Put

PATHS = st.text(min_size=1, max_size=20)
OPERATIONS = st.one_of(
    st.builds(Put, PATHS, st.binary(max_size=50)),
    st.builds(Move, PATHS, PATHS),
    st.builds(Drop, PATHS),
    st.builds(Append, PATHS, st.integers(0, 2**40), st.binary(max_size=50)),
)


@given(st.lists(st.lists(OPERATIONS, max_size=6), max_size=4), st.integers(0, 400))
def test_whole_records_come_back_and_torn_ones_do_not(tmp_path_factory, records, cut):
    journal = Journal(tmp_path_factory.mktemp("journal"))
    ends = [journal.append(record) for record in records] + [journal.size]
    assert list(journal.records()) == records
    if records:
        size = max(0, journal.size - cut)
        os.truncate(journal.path, size)
        assert list(journal.records()) == records[: sum(end <= size for end in ends[1:])]


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_changed_byte_ends_the_journal(tmp_path_factory, at, by):
    journal = Journal(tmp_path_factory.mktemp("journal"))
    record = [Put("a", b"some text"), Drop("b")]
    end = [journal.append(record) for _ in range(2)][1]
    data = bytearray(journal.path.read_bytes())
    at %= len(data)
    data[at] ^= by
    journal.path.write_bytes(bytes(data))
    assert list(journal.records()) == ([record] if at >= end else [])


def test_journal_that_is_not_there_is_empty(tmp_path):
    journal = Journal(tmp_path)
    journal.cut()
    assert (journal.size, list(journal.records())) == (0, [])


@pytest.fixture
def site(tmp_path):
    """A folder with some files."""
    for name in ("a", "b", "log"):
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def test_recovery_does_the_last_of_each_path(site):
    journal = Journal(site)
    (site / "stage").mkdir()
    (site / "stage" / "1").write_bytes(b"moved")
    journal.append([Put("a", b"1"), Put("c/d", b"new"), Drop("b"), Append("log", 3, b"+1")])
    journal.append([Put("a", b"2"), Drop("c/d"), Move("e/f", "stage/1"), Append("log", 5, b"+2")])
    journal.append([Move("lost", "stage/2")])
    assert Commit(site).recover()
    assert (site / "a").read_bytes() == b"2"
    assert (site / "log").read_bytes() == b"log+1+2"
    assert (site / "e" / "f").read_bytes() == b"moved"
    assert not any((site / name).exists() for name in ("b", "c/d", "lost"))
    assert not any(path.stat().st_size for path in (site / "stage").iterdir())
    assert not Commit(site).recover()


def test_recovery_may_itself_be_repeated(site):
    operations = [Put("a", b"1"), Drop("b"), Append("log", 3, b"+")]
    Commit(site).make(operations)
    before = {path.name: path.read_bytes() for path in site.iterdir() if path.is_file()}
    Commit(site).recover()
    assert {p.name: p.read_bytes() for p in site.iterdir() if p.is_file()} | {
        "journal": before["journal"]
    } == before


def test_long_journal_is_emptied_between_publications(site, monkeypatch):
    monkeypatch.setattr("gongkai.publish.commit.JOURNAL_MOST", 10)
    Commit(site).make([Put("a", b"much more than ten bytes")])
    assert Journal(site).size == 0


def test_another_writers_records_are_made_good_first(site):
    mine = Commit(site)
    mine.begin()
    mine.end()
    Journal(site).append([Put("a", b"killed before the names changed")])
    mine = Commit(site)
    mine.begin()
    assert (site / "a").read_bytes() == b"killed before the names changed"


def test_own_records_are_not_done_again(site):
    mine = Commit(site)
    mine.begin()
    mine.make([Put("a", b"1")])
    mine.end()
    (site / "a").write_bytes(b"since")
    Commit(site).begin()
    assert (site / "a").read_bytes() == b"since"


def test_staged_files_are_new_or_were_made_empty(site):
    stage = site / "stage"
    stage.mkdir()
    (stage / "spare.0").write_bytes(b"")
    (stage / "spare.1").write_bytes(b"left by a killed writer")
    os.link(stage / "spare.1", site / "linked")
    (stage / "spare.2").hardlink_to(site / "b")
    Commit(site).make([Put("a", b"1"), Put("c", b"2"), Put("d", b"3")])
    assert [(site / name).read_bytes() for name in "acd"] == [b"1", b"2", b"3"]
    assert (site / "linked").read_bytes() == b"left by a killed writer"
    assert (site / "b").read_bytes() == b"b"


def test_pause_removes_what_lost_its_name_and_makes_spare_files(site):
    mine = Commit(site)
    for number in range(3):
        mine.make([Put("a", str(number).encode()), Put("new", b"x")])
    mine.settle()
    found = list((site / "stage").iterdir())
    assert len(found) == SPARES
    assert not any(path.stat().st_size for path in found)
    assert (site / "a").read_bytes() == b"2"
