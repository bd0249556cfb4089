"""Old workbooks as documents (the library tells the formats apart by itself)."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from python_calamine import PasswordError

from gongkai.text.document import Document, Hidden
from gongkai.text.documents import gathering, xls
from gongkai.text.refusal import BadFile
from gongkai.text.signature import LOCKED, Kind
from tests.text.documents import ole


def saved(book: openpyxl.Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    return file


def read(file: io.BytesIO) -> Document:
    found = xls.read(file)
    return Document(Kind.XLS, tuple(found.parts), tuple(found.notes))


def book() -> io.BytesIO:
    made = openpyxl.Workbook()
    page = made.active
    page.title = "名单"
    page["B3"], page["C3"] = "姓名", 13800138000
    page["B5"], page["C5"] = True, 1.5
    page["B6"], page["C6"] = date(2026, 11, 24), datetime(2026, 11, 24, 9, 30)
    page.merge_cells("B8:C9")
    page["B8"] = "合计"
    secret = made.create_sheet("底表")
    secret["A1"] = "身份证"
    secret.sheet_state = "hidden"
    made.create_sheet("空表")
    made.create_chartsheet("图")
    return saved(made)


def test_cells_sheets_and_places():
    made = read(book())
    grid = made.tables[0]
    assert grid.rows == (
        ("姓名", "13800138000"), ("TRUE", "1.5"), ("2026-11-24", "2026-11-24 09:30:00"),
        ("合计", ""),
    )  # fmt: skip
    assert (grid.name, grid.row_numbers, grid.first_column) == ("名单", (3, 5, 6, 8), 2)
    assert grid.spans == {(3, 0): (1, 2)}
    assert made.tables[1].hidden == Hidden.SHEET
    assert made.notes == (xls.OLD,)


@pytest.mark.parametrize(
    ("value", "seen"),
    [(float("inf"), ""), (float("nan"), ""), (time(9, 30), "09:30:00"), (" 甲 ", "甲"),
     (timedelta(hours=1), "1:00:00"), (date(2026, 1, 2), "2026-01-02"), (3.0, "3")],
)  # fmt: skip
def test_values_as_seen(value: object, seen: str):
    assert xls._shown(value) == seen


def test_merged_cells_of_rows_without_values_are_left_out(monkeypatch: pytest.MonkeyPatch):
    class Sheet:
        start, height, width = (0, 0), 1, 1
        merged_cell_ranges = [((5, 0), (6, 0))]

        def to_python(self) -> list[list[str]]:
            return [["甲"]]

    class Book:
        def get_sheet_by_index(self, _at: int) -> Sheet:
            return Sheet()

    found = gathering.Gathering()
    xls._sheet(Book(), 0, "表", False, found)
    assert found.parts[0].spans == {}


class PanicException(BaseException):  # as the library's own language names its failures
    """Not an Exception."""


@pytest.mark.parametrize(
    ("error", "raised", "reason"),
    [
        (PasswordError("x"), BadFile, LOCKED),
        (PanicException("x"), BadFile, "损坏"),
        (KeyboardInterrupt(), KeyboardInterrupt, "^$"),
    ],
)
def test_failures_of_the_library(monkeypatch, error, raised, reason):
    def fail(_file):
        raise error

    monkeypatch.setattr(xls, "load_workbook", fail)
    with pytest.raises(raised, match=reason):
        read(io.BytesIO(b""))


def test_damaged_and_large_files(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(BadFile, match="损坏"):
        read(ole("Workbook"))
    monkeypatch.setattr(gathering, "MAX_CELLS", 3)
    with pytest.raises(BadFile, match="单元格"):
        read(book())
    monkeypatch.setattr(xls, "MAX_BYTES", 3)
    with pytest.raises(BadFile, match=r"另存为 \.xlsx"):
        read(book())
