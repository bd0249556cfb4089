"""What is committed: no path of a machine, no registry, no big file, nothing borrowed."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, name

MEBIBYTE = 1024 * 1024
SHARED = ROOT.parent / "shared"
HOME_FOLDERS = re.compile(r"(?<![\w.~*-])/(?:home|Users|root)/[\w.-]+|\b[A-Z]:\\Users\\")
UNTRACKED = {".git", ".venv", "var", "dist", "__pycache__"}


def committed() -> list[Path]:
    """The files git knows; in an unpacked archive, all but those that git would ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        return [p for n in listed.stdout.split("\0") if n and (p := ROOT / n).is_file()]
    return [p for p in ROOT.rglob("*") if p.is_file() and not UNTRACKED & set(p.parts)]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_path_of_a_machine():
    around = ROOT.parent
    own = re.compile(rf"(?<![\w.]){re.escape(str(around))}/(?:{ROOT.name}|shared)\b")
    found = [
        f"{name(path)}: {match[0]}"
        for path in committed()
        for pattern in (own, HOME_FOLDERS)
        if (match := pattern.search(text_of(path)))
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=name)
def test_requirements_name_no_registry(path):
    assert "://" not in path.read_text(encoding="utf-8")


def test_no_file_is_big():
    assert [name(path) for path in committed() if path.stat().st_size > MEBIBYTE] == []


def test_no_link_leaves_the_tree():
    links = [path for path in committed() if path.is_symlink()]
    assert [name(path) for path in links if not path.resolve().is_relative_to(ROOT)] == []


@pytest.mark.corpus
def test_nothing_of_the_shared_folder_is_committed():
    def digests(paths: list[Path]) -> dict[str, str]:
        big_enough = (path for path in paths if path.stat().st_size > 200)
        return {hashlib.sha256(path.read_bytes()).hexdigest(): str(path) for path in big_enough}

    shared = digests([path for path in SHARED.rglob("*") if path.is_file()])
    ours = digests(committed())
    assert [ours[digest] for digest in ours.keys() & shared.keys()] == []
