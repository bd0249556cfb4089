"""Workbooks of invented persons, and how a list is read from them."""

import io

import pytest
from openpyxl import Workbook

from gongkai.kernel.detector import VALIDATORS
from gongkai.text.documents.every import read_document
from gongkai.text.listing import read_listing
from gongkai.text.personal import KEPT
from gongkai.text.signature import Kind


@pytest.fixture
def book():
    """A function that writes rows into a new workbook, changes it, and returns its bytes."""

    def made(rows, change=lambda sheet: None, name="名单"):
        workbook = Workbook()
        sheet = workbook.active
        sheet.title = name
        for row in rows:
            sheet.append(row)
        change(sheet)
        written = io.BytesIO()
        workbook.save(written)
        return written

    return made


@pytest.fixture
def listed(book):
    """A function that reads the list in rows."""

    def read(rows, change=lambda sheet: None, sheet=""):
        document = read_document(book(rows, change), Kind.XLSX, "a.xlsx")
        return read_listing(document, VALIDATORS, KEPT, sheet)

    return read
