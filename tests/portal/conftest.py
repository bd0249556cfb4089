"""A county with columns, a press, and a whole site in memory."""

import pytest

from gongkai.portal import pages
from gongkai.portal.page import Page
from gongkai.portal.shell import Shell
from tests.people import county
from tests.portal.press import ON, Press, fill, lay_columns

__all__ = ["county", "press"]


@pytest.fixture
def press(county, home) -> Press:
    """Somebody who puts documents into public; files and site stand in the test's own folder."""
    return Press(county, lay_columns())


@pytest.fixture
def printed(press):
    """One document of every kind, by what it shows."""
    return fill(press)


@pytest.fixture(scope="session")
def _kept() -> dict[str, str]:
    """The pages of `rendered`: the same documents give the same bytes, so they are made once."""
    return {}


@pytest.fixture
def rendered(printed, _kept) -> dict[str, str]:
    """Every page of the site by its path."""
    if not _kept:
        found = pages.everything(Shell(ON))
        _kept.update((each.path, each.text) for each in found if isinstance(each, Page))
    return dict(_kept)
