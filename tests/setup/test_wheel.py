"""What a wheel must carry besides modules: hatch packs every file of the package git does not ignore."""

import subprocess
import tomllib
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = {
    "gongkai.law": ["data/letter_texts.json", "data/letters.json"],
    "gongkai.typeset.letters": ["letter.typ", "envelope.typ", "seal-place.png"],
}


@pytest.mark.parametrize("package", DATA)
def test_data_of_letters_stands_in_the_package_and_is_not_ignored(package):
    folder = resources.files(package)
    paths = [folder.joinpath(name) for name in DATA[package]]
    assert [path for path in paths if not path.is_file()] == []
    line = ["git", "check-ignore", "--no-index", *map(str, paths)]
    assert subprocess.run(line, cwd=ROOT, capture_output=True, check=False).stdout == b""


def test_the_wheel_leaves_nothing_of_the_package_out():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["src/gongkai"]}
