"""The ready-made list of the demo county is itself a catalogue without a fault."""

import io
import json
from importlib import resources

import pytest

from gongkai.catalogue.importers import read_xlsx, write_xlsx
from gongkai.catalogue.models import Item
from gongkai.catalogue.operations import ItemContent, content_of, import_items, lay_columns, tidied
from gongkai.catalogue.queries import FIELD_ORDER
from tests.catalogue.conftest import AT


@pytest.fixture
def contents():
    text = resources.files("gongkai.demo").joinpath("data", "catalogue.json").read_text("utf-8")
    return [
        ItemContent(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()})
        for row in json.loads(text)
    ]


def test_it_is_long_and_wide_enough(contents):
    assert len(contents) >= 64
    assert len({content.field for content in contents} & FIELD_ORDER.keys()) >= 12
    assert len({content.key for content in contents}) == len(contents)


def test_it_is_written_as_it_is_kept(contents):
    assert [tidied(content) for content in contents] == contents


def test_it_goes_in_and_comes_back_as_a_spreadsheet(contents, county):
    lay_columns(by=county.admin, at=AT)
    import_items(county.town, contents, by=county.town_admin, at=AT)
    items = Item.objects.filter(organ=county.town).select_related("column").order_by("number")
    assert [content_of(item) for item in items] == contents
    sheet = read_xlsx(io.BytesIO(write_xlsx(items)))
    assert [f"{error}" for error in sheet.errors] == []
    assert list(sheet.rows) == contents
    again = import_items(county.town, sheet.rows, by=county.town_admin, at=AT)
    assert (again.added, again.revised, again.unchanged) == ((), (), len(contents))
