"""Real documents as documents: no character is lost, and tables stay tables."""

import html
import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest

from gongkai.text.document import Document
from gongkai.text.documents.every import read_document
from gongkai.text.signature import sniff

SHARED = Path(__file__).parents[2].parent / "shared"
KINDS = {".pdf", ".docx", ".html", ".txt", ".csv"}
FILES = sorted(
    path
    for folder in ("corpus", "seeds")
    for path in (SHARED / folder).rglob("*")
    if path.suffix in KINDS
)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason="../shared is not here"),
]


def letters(text: str) -> str:
    return "".join(text.replace("\ufeff", "").split())


def read(path: Path) -> Document:
    with path.open("rb") as stream:
        return read_document(stream, sniff(stream, path.name), path.name)


def rows_of(grid: Any) -> int:
    """Rows of a table of a .docx, those of tables inside its cells left out."""
    return sum(node.tag.endswith("}tr") for node in grid)


def of(suffix: str) -> list[Path]:
    return [path for path in FILES if path.suffix == suffix]


@pytest.mark.parametrize("path", of(".txt"), ids=lambda path: path.stem)
def test_text_files(path: Path):
    assert letters(read(path).text) == letters(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", of(".csv"), ids=lambda path: path.stem)
def test_separated_values(path: Path):
    made = read(path)
    assert len(made.tables) == 1
    signs = re.compile(r'[",;|\s\ufeff]')
    assert signs.sub("", made.text) == signs.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", of(".html"), ids=lambda path: path.stem)
def test_web_pages(path: Path):
    source = path.read_text(encoding="utf-8")
    bare = re.sub(r"<!--.*?-->|<(title|style|script)\b.*?</\1>|<[^>]*>", "", source, flags=re.S)
    made = read(path)
    assert letters(made.text) == letters(html.unescape(bare))
    assert len(made.tables) == source.count("<table")
    assert sum(len(table.rows) for table in made.tables) == len(re.findall(r"<tr\b", source))


@pytest.mark.parametrize("path", of(".docx"), ids=lambda path: path.stem)
def test_word_files(path: Path):
    found = python_docx.Document(str(path))
    made = read(path)
    texts = [node.text or "" for node in found.element.body.iter() if node.tag.endswith("}t")]
    assert letters(made.text).endswith(letters("".join(texts))[-200:])
    assert not Counter(letters("".join(texts))) - Counter(letters(made.text))
    seen = [table for table in made.tables if not table.hidden]
    grids = [node for node in found.element.body.iter() if node.tag.endswith("}tbl")]
    assert len(seen) == len(grids)
    assert Counter(len(table.rows) for table in seen) == Counter(map(rows_of, grids))
    for table in seen:
        assert len(set(map(len, table.rows))) == 1


@pytest.mark.parametrize("path", of(".pdf"), ids=lambda path: path.stem)
def test_pdfs_and_their_texts(path: Path):
    made = read(path)
    beside = path.with_suffix(".txt")
    seen = "".join(said.text for said in made.said() if not said.hidden)
    if beside.exists():
        expected = Counter(letters(beside.read_text(encoding="utf-8")))
        assert not expected - Counter(letters(made.text))
    assert letters(seen) == letters(made.text)
    figures = [t for t in made.tables if any(re.search(r"\d", c) for r in t.rows for c in r)]
    assert len(figures) >= 4
    assert all(len(set(map(len, table.rows))) == 1 for table in made.tables)
    assert not any("扫描件" in note for note in made.notes)


def test_a_budget_table_is_a_table():
    path = SHARED / "corpus" / "yusuan" / "06f4c375.pdf"
    total = [row for table in read(path).tables for row in table.rows if row[0] == "收入总计"]
    assert total[0] == ("收入总计", "91,016,775.35", "支出总计", "91,016,775.35")
