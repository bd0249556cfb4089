"""The county and an office that answers requests, for every test of requests."""

import pytest

from tests.foi.walks import Office
from tests.people import County, county

__all__ = ["county"]


@pytest.fixture
def office(county: County, home) -> Office:
    """柳溪镇 at work on requests, with files and keys of its own."""
    made = Office(county)
    made.bureau()
    return made
