"""kill -9 at any moment of a publication leaves a whole site."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="这个系统没有 fork")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the killing program saw."""
    home = tmp_path_factory.mktemp("killing")
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    line = [sys.executable, "-m", "tests.publish.killing", str(home)]
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_killed_full_build_leaves_the_old_site(told):
    full = told["full"]
    assert len(full["killed"]) >= 10
    assert [each for each in full["killed"] if each["faults"]] == []
    assert any(each["part"] for each in full["killed"])
    assert full["done"] > 0
    assert full["last"] == {"faults": [], "part": []}


@pytest.mark.parametrize("kind", ["appearing", "going"])
def test_killed_publication_is_there_or_not(told, kind):
    killed = told[kind]
    assert len(killed) >= 10
    assert [each for each in killed if each["faults"]] == []
    assert [each for each in killed if not (each["old"] or each["new"])] == []
    assert not any(each["same"] for each in killed)
    found = [each["new"] for each in killed]
    assert not found[0]
    assert found[-1]
    assert found == sorted(found), "once the record is on the disk it is there for good"
