"""A county with columns, a press, and a whole site in memory."""

import pytest

from gongkai.portal import pages
from gongkai.portal.page import Page
from gongkai.portal.shell import Shell
from tests.kept import Kept
from tests.people import county
from tests.portal.press import ON, Press, fill, put_columns

__all__ = ["county", "press"]


@pytest.fixture
def press(county, home) -> Press:
    """Somebody who puts documents into public; files and site stand in the test's own folder."""
    return Press(county, put_columns())


@pytest.fixture
def printed(press):
    """One document of every kind, by what it shows."""
    return fill(press)


def _render() -> dict[str, str]:
    found = pages.everything(Shell(ON))
    return {each.path: each.text for each in found if isinstance(each, Page)}


_rendered = Kept(_render)


@pytest.fixture
def rendered(printed) -> dict[str, str]:
    """Every page of the site by its path."""
    return _rendered()
