"""Amounts, and a public list written anew."""

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from gongkai.text.listing import amount, body_table, said, summed, workbook


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("500", 500), ("1,200.50", Decimal("1200.50")), ("￥３００元", 300), ("-5", -5),
        ("5 人", 5), ("A类", None), ("", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(cell, number):
    assert amount(cell) == number


def test_sums_say_what_they_could_not_read():
    found = summed("金额", ["1,000", "", "200.5", "待定"])
    assert (found.heading, found.text, found.unread) == ("金额", "1,200.5", 1)
    assert [said(Decimal(each)) for each in ("1000", "0.10")] == ["1,000", "0.1"]


HEADINGS = ["姓名", "金额"]
ROWS = [["张建国<b>", "1,200"], ["=cmd|'/c calc'!A1", "12.5"], ["-王", "待定"]]


def test_a_text_holds_the_rows_as_a_canonical_table():
    made = body_table(HEADINGS, ROWS, {1})
    assert made.startswith("<table><thead><tr><th>姓名</th>")
    assert '<td>张建国&lt;b&gt;</td><td class="r">1,200</td>' in made


def test_a_workbook_is_new_and_holds_no_formula():
    data = workbook("名单", HEADINGS, ROWS, {1})
    sheet = load_workbook(io.BytesIO(data)).active
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert told == [
        ["名单", None], HEADINGS, ["张建国<b>", 1200], ["=cmd|'/c calc'!A1", 12.5], ["-王", "待定"],
    ]  # fmt: skip
    assert sheet["A4"].data_type == "s"
    assert sheet["A4"].quotePrefix is True
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = b"".join(map(archive.read, archive.namelist()))
    assert b"<f>" not in whole
    assert b"openpyxl" not in whole.replace(b"openpyxl.org", b"")
