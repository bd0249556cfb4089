"""Files for spreadsheets and programs."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal.cells import csv_text, harmless, json_text


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_formula_gets_an_apostrophe(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "甲", "1", "a=b"])
def test_other_cells_stay(cell):
    assert harmless(cell) == cell


def test_cells_of_a_row_do_not_run_into_each_other():
    _, row = csv.reader(io.StringIO(csv_text(["甲", "乙"], [("a\x1f=1", "=1")])))
    assert row == ["a\x1f=1", "'=1"]


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.integers())))
def test_both_kinds_give_back_what_was_put_in(rows):
    head, *read = csv.reader(io.StringIO(csv_text(["甲", "乙"], rows).removeprefix("\ufeff")))
    assert head == ["甲", "乙"]
    assert read == [[harmless(a), harmless(str(b))] for a, b in rows]
    assert [tuple(each.values()) for each in json.loads(json_text(["a", "b"], rows))] == rows
