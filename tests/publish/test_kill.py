"""kill -9 at any moment of a publication leaves a whole site."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="这个系统没有 fork")
def test_killed_publisher_leaves_a_whole_site(tmp_path):
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    line = [sys.executable, "-m", "tests.publish.killing", str(tmp_path)]
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told["killed"]) >= 10
    assert [each for each in told["killed"] if each["faults"]] == []
    assert any(each["part"] for each in told["killed"])
    assert told["done"] > 0
    assert told["last"]["faults"] == []
    assert told["last"]["part"] == []
