"""Text files and separated values, in whatever encoding."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.document import Paragraph, Place
from gongkai.text.documents import gathering, plain
from gongkai.text.encoding import wide
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind, sniff

TABLE = '姓名,金额\n\n甲,"1,000"\n'
CODECS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("codec", CODECS)
def test_any_encoding(codec: str):
    content = ("关于做好青禾县公开工作的通知\r\n各村、各单位2026年\n" * 9).encode(codec)
    found = plain.read_text(io.BytesIO(content))
    assert found.parts[1] == Paragraph("各村、各单位2026年", Place(row=2))
    assert sniff(io.BytesIO(content), "a.txt") == Kind.TXT
    grid = plain.read_csv(io.BytesIO(TABLE.encode(codec))).parts[0]
    assert (grid.rows, grid.row_numbers) == ((("姓名", "金额"), ("甲", "1,000")), (1, 3))


def test_zeros_are_no_proof_of_wide_characters():
    assert wide(b"plain a\0b") == ""
    assert wide(b"\x81\x82\0\x83\x21\x21") == ""
    assert wide(b"odd\0\0") == ""


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("甲,乙\n丙,丁", ","), ("甲;乙\n丙;丁", ";"), ("甲\t乙\n丙\t丁", "\t"), ("甲|乙\n丙|丁", "|"),
        ("甲;乙,丙;丁\n戊;己;庚", ";"), ('"甲;乙;丙",丁\n"戊;己;庚",辛', ","), ("甲\n乙", ","), ("", ","),
    ],
)  # fmt: skip
def test_the_separator_that_parts_most_lines_alike(text: str, separator: str):
    assert plain.separator(text) == separator


def test_an_empty_table_and_a_broken_one(monkeypatch: pytest.MonkeyPatch):
    assert plain.read_csv(io.BytesIO(b"\n,\n")).parts == []
    monkeypatch.setattr(gathering, "MAX_CELLS", 9)
    with pytest.raises(BadFile, match="表格太大"):
        plain.read_csv(io.BytesIO(b"a,b\n" * 2))
    before = csv.field_size_limit(10)
    try:
        with pytest.raises(BadFile, match="引号"):
            plain.read_csv(io.BytesIO(b'"' + b"a" * 20))
    finally:
        csv.field_size_limit(before)


CELLS = st.text('青禾,;"ab\n12', max_size=5).map(str.strip)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(any), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_a_table_comes_back(rows: list[list[str]], codec: str):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    grid = next(iter(plain.read_csv(io.BytesIO(file.getvalue().encode(codec))).parts))
    assert [list(row) for row in grid.rows] == rows


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes):
    for read in (plain.read_text, plain.read_csv):
        try:
            found = read(io.BytesIO(content))
        except BadFile as why:
            found = why
        assert isinstance(found, BadFile) or all(part.place for part in found.parts)
