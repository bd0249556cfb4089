"""Documents that can be wrong by machine are checked by machine."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def relative(path):
    return path.relative_to(ROOT).as_posix()


def named_in(requirement):
    return re.match(r"[A-Za-z0-9-]+", requirement)[0].lower()


def declared():
    """Every distribution that pyproject.toml names, in whatever group."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = told["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    groups = [line for lines in told["dependency-groups"].values() for line in lines]
    written = [line for line in [*extras, *groups] if isinstance(line, str)]
    return {named_in(line) for line in [*project["dependencies"], *written]}


def first_column(path):
    cells = re.findall(r"^\| ([A-Za-z0-9-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {cell.lower() for cell in cells}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_links_lead_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    local = [t for t in targets if not t.startswith(("http://", "https://", "mailto:"))]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", DECISIONS, ids=relative)
def test_decision_has_its_four_parts(page):
    headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[:4] == ["背景", "决定", "理由", "后果"]


def test_decisions_are_numbered_without_gaps():
    assert [page.name[:4] for page in DECISIONS] == [
        f"{n:04}" for n in range(1, len(DECISIONS) + 1)
    ]


def test_every_dependency_was_decided():
    (page,) = (ROOT / "docs" / "decisions").glob("0002-*.md")
    assert declared() - first_column(page) == set()


def test_every_distributed_package_is_listed_with_its_licence():
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    names = {name.lower() for name in re.findall(r"^([A-Za-z0-9-]+)==", pinned, re.MULTILINE)}
    assert names - first_column(ROOT / "THIRD_PARTY.md") == set()
