"""The scripts beside the program: backup, and carrying the site across a one-way gap."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parents[2] / "deploy" / "bin"
pytestmark = pytest.mark.skipif(not shutil.which("rsync"), reason="没有 rsync")


def run(name, *words, **env):
    line = [BIN / name, *map(str, words)]
    return subprocess.run(
        line, check=False, capture_output=True, text=True, env={**os.environ, **env}
    )


def put(folder, **files):
    for name, text in files.items():
        place = folder / name.replace("_", "/").replace("0", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def holds(folder):
    found = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in found}


# ── Backup ───────────────────────────────────────────────────────────────────────────────────


def test_backup_holds_database_files_and_key(tmp_path):
    home, to = tmp_path / "home", tmp_path / "backup"
    put(home, files_aa_aa1="text", files_incoming_tmp="half", secret_key="")
    (home / "secret_key").write_text("key", encoding="utf-8")
    with sqlite3.connect(home / "gongkai.sqlite3") as line:
        line.execute("PRAGMA journal_mode=WAL")
        line.execute("CREATE TABLE t (a)")
        line.execute("INSERT INTO t VALUES ('kept')")
        line.commit()
        done = run("gongkai-backup", to, GONGKAI_HOME=str(home), DATABASE_URL="")
    assert (done.returncode, done.stderr) == (0, "")
    (copy,) = to.glob("gongkai-*.sqlite3")
    with sqlite3.connect(copy) as line:
        assert line.execute("SELECT a FROM t").fetchall() == [("kept",)]
    assert holds(to / "files") == {"aa/aa1": "text"}
    assert (to / "secret_key").read_text(encoding="utf-8") == "key"


def test_backup_of_another_database_is_refused(tmp_path):
    done = run("gongkai-backup", tmp_path, GONGKAI_HOME=str(tmp_path), DATABASE_URL="mysql://x")
    assert done.returncode == 2
    assert "没有备份" in done.stderr


# ── Across the gap ───────────────────────────────────────────────────────────────────────────


class Gap:
    """An office on one side, the public web server on the other, and what passes between."""

    def __init__(self, folder):
        self.site, self.www, self.way = folder / "site", folder / "www", folder / "way"
        self.sent = folder / "sent"
        self.current = self.site / "current"
        self.current.mkdir(parents=True)

    def out(self):
        done = run("gongkai-carry-out", self.site, self.sent, self.way)
        assert done.returncode == 0, done.stderr
        return sorted(path.name for path in self.way.iterdir())

    def into(self):
        return run("gongkai-carry-in", self.way, self.www)


@pytest.fixture
def gap(tmp_path):
    return Gap(tmp_path)


def test_only_what_changed_is_carried_and_the_other_side_becomes_the_same(gap):
    large = "x" * 100_000
    put(gap.current, index0html="one", big0html=large, old0html="old")
    assert gap.out() == ["00000001.batch", "00000001.sha256"]
    assert gap.into().returncode == 0
    assert holds(gap.www / "current") == holds(gap.current)

    put(gap.current, index0html="two", new0html="new")
    (gap.current / "old.html").unlink()
    before = (gap.www / "current").resolve()
    gap.out()
    assert (gap.way / "00000002.batch").stat().st_size < 10_000
    assert gap.into().returncode == 0
    assert holds(gap.www / "current") == {"index.html": "two", "big.html": large, "new.html": "new"}
    assert holds(before)["index.html"] == "one"


def test_nothing_changed_carries_nothing(gap):
    put(gap.current, index0html="one")
    gap.out()
    gap.into()
    assert gap.out() == []


def test_several_batches_arrive_together_in_order(gap):
    for text in ("one", "two!", "three!!"):
        put(gap.current, index0html=text)
        gap.out()
    assert gap.into().returncode == 0
    assert holds(gap.www / "current") == {"index.html": "three!!"}
    assert [path.name for path in sorted((gap.www / "releases").iterdir())] == ["2", "3"]


@pytest.mark.parametrize("fault", ["damaged", "missing"])
def test_damaged_or_missing_batch_leaves_the_site_as_it_was(gap, fault):
    put(gap.current, index0html="one")
    gap.out()
    gap.into()
    for text in ("two!", "three!!"):
        put(gap.current, index0html=text)
        gap.out()
    second = gap.way / "00000002.batch"
    if fault == "damaged":
        second.write_bytes(second.read_bytes()[:-1])
    else:
        second.unlink()
        (gap.way / "00000002.sha256").unlink()
    done = gap.into()
    assert done.returncode == 1
    assert "批次" in done.stderr
    assert holds(gap.www / "current") == {"index.html": "one"}
