"""柳溪镇 at work, with one column; big files are big from the first byte where a test asks."""

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
        slug="social-assistance",
        column_type="数据发布",
        description="社会救助信息",
        keywords="低保",
    )


@pytest.fixture
def office(county: County, column: Column, home) -> Office:
    return Office(county, column)


@pytest.fixture
def in_background(monkeypatch) -> None:
    """Every attachment is looked through by the clock."""
    monkeypatch.setattr("gongkai.disclosures.operations.parts.AT_ONCE_BYTES", 0)
