"""The two faces of the project say the same and are true."""

import re
from pathlib import Path

import pytest

from gongkai.cli.main import parser
from gongkai.demo.people import logins

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, CHINESE = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")
)
LINK = re.compile(r"\]\(([^)]+)\)")
ACCOUNT = re.compile(r"^\| `([a-z]+)` \|", re.MULTILINE)
LARGEST = 400 * 1024


def test_twins_link_to_the_same_pages_in_the_same_order():
    def pages(text):
        return [page for page in LINK.findall(text) if not page.startswith("README")]

    assert pages(ENGLISH) == pages(CHINESE)


def test_twins_have_as_many_sections_and_commands():
    for pattern in (r"^## ", r"^python3 dev \w+$", r"^- "):
        english, chinese = (re.findall(pattern, t, re.MULTILINE) for t in (ENGLISH, CHINESE))
        assert (len(english), english) == (len(chinese), chinese)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_accounts_are_those_of_the_demo(text):
    known = {login["username"]: login for login in logins()}
    for account in ACCOUNT.findall(text):
        assert known[account]["name"].partition("（")[0] in text
    assert {login["password"] for login in known.values()} == {"qinghe-2026-demo"}
    assert "`qinghe-2026-demo`" in text


def test_pictures_are_small():
    pictures = [ROOT / page for page in LINK.findall(ENGLISH) if page.endswith(".png")]
    assert [picture.name for picture in pictures] == ["desk.png", "article.png"]
    assert [p.name for p in pictures if p.stat().st_size > LARGEST] == []


def reached(page):
    """The pages that one links to, and those that they link to."""
    found, left = set(), [page]
    while left:
        here = left.pop()
        links = [each.partition("#")[0] for each in LINK.findall(here.read_text(encoding="utf-8"))]
        pages = {(here.parent / each).resolve() for each in links if each.endswith(".md")}
        left += [each for each in pages - found if each.is_file()]
        found |= pages
    return found


def test_every_document_is_reached_from_the_readme():
    found = reached(ROOT / "README.md")
    pages = [p for p in (ROOT / "docs").rglob("*.md") if p.parent.name != "decisions"]
    assert [p.name for p in pages if p not in found] == []


def test_commands_in_the_changelog_exist():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"命令行（(.+?)）", text)
    (commands,) = [a.choices for a in parser()._actions if a.choices and "demo" in a.choices]
    assert set(re.findall(r"`(\w+)`", line)) == set(commands)
