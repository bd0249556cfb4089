"""The county and one column, for every test of documents."""

import pytest

from gongkai.catalogue.models import Column
from tests.disclosures.walks import Office
from tests.people import County, county

__all__ = ["county"]


@pytest.fixture
def column(db: None) -> Column:
    return Column.objects.create(
        section="statutory",
        name="社会救助",
        slug="aid",
        column_type="数据发布",
        description="社会救助信息",
        keywords="低保",
    )


@pytest.fixture
def office(county: County, column: Column, home) -> Office:
    """柳溪镇 at work, with files of its own."""
    return Office(county, column)
