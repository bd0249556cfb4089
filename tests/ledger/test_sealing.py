"""Several sealers at once, killed sealers, and a line that is committed late."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from tests.kernel.conftest import own_database
from tests.kernel.racing import ROOT

__all__ = ["own_database"]


@pytest.fixture
def start(own_database, tmp_path):
    """Start a job of `tests.ledger.sealing`; it waits for a line before it works."""

    def started(job, *words):
        env = {**os.environ, "DATABASE_URL": own_database, "GONGKAI_HOME": str(tmp_path)}
        env |= {"GONGKAI_SECRET_KEY": "only-for-tests"}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        line = [sys.executable, "-m", "tests.ledger.sealing", job, *map(str, words)]
        pipe = subprocess.PIPE
        return subprocess.Popen(line, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, text=True)

    return started


def run(*jobs):
    """Let jobs work at once; return what each told, None for one that was killed."""
    assert [job.stdout.readline() for job in jobs] == ["ready\n"] * len(jobs)
    for job in jobs:
        job.stdin.write("go\n")
        job.stdin.flush()
    told = [job.communicate()[0] for job in jobs]
    assert all(job.returncode in (0, -signal.SIGKILL) for job in jobs)
    return [json.loads(each) if each else None for each in told]


def test_two_sealers_make_each_line_one_leaf(start):
    (lines,) = run(start("prepare"))
    assert lines > 0
    made = run(start("seal", 12), start("seal", 12))
    run(start("seal", 0))
    (seen,) = run(start("told"))
    assert sum(made) == seen["leaves"] == seen["lines"] == seen["size"] == 5 + 24
    assert (seen["gapless"], seen["true"]) == (True, True)


@pytest.mark.skipif(os.name == "nt", reason="这个系统没有 SIGKILL")
def test_killed_sealer_leaves_all_of_a_batch_or_nothing(start):
    run(start("prepare"))
    for table in ("leaf", "head"):
        assert run(start("killed", f'INSERT INTO "ledger_{table}"', "before")) == [None]
    assert run(start("killed", 'UPDATE "ledger_edge"', "after")) == [None]
    run(start("seal", 1))
    (seen,) = run(start("told"))
    assert seen["leaves"] == seen["lines"] == seen["size"]
    assert (seen["gapless"], seen["true"]) == (True, True)


@pytest.mark.django_db
def test_line_committed_after_thousands_of_later_ones_is_sealed(start):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite 一次只有一个写入者")
    run(start("prepare"))
    assert run(start("late")) == [4]
