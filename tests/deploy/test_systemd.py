"""The units for systemd name what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.cli.main import parser

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
GRANIAN = Path(sys.executable).with_name("granian")
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_service_runs_a_command_that_is_there(unit):
    for line in re.findall(r"^ExecStart(?:Pre)?=(.+)$", unit.read_text("utf-8"), re.MULTILINE):
        program, *words = line.split()
        if words[:2] == ["-m", "gongkai.cli"]:
            assert parser().parse_args(words[2:]).command
        elif program.startswith("/opt/gongkai/deploy/"):
            assert (ROOT / program.removeprefix("/opt/gongkai/")).stat().st_mode & 0o100
        else:
            assert program == "/opt/gongkai/.venv/bin/granian"


def test_web_server_knows_the_options_of_its_unit():
    told = subprocess.run([GRANIAN, "--help"], check=True, capture_output=True, text=True).stdout
    text = (ROOT / "deploy" / "systemd" / "gongkai-web.service").read_text("utf-8")
    (line,) = [each for each in text.splitlines() if "granian" in each]
    assert [o for o in re.findall(r"--[a-z-]+", line) if o not in told] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_unit_is_in_the_howto(unit):
    told = (ROOT / "docs" / "howto" / "deploy.md").read_text("utf-8")
    assert unit.name.partition(".")[0] in told
