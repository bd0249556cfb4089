"""A county with columns and a press."""

import pytest

from tests.people import county
from tests.portal.press import Press, lay_columns

__all__ = ["county", "press"]


@pytest.fixture
def press(county, home) -> Press:
    """Somebody who puts documents into public; files and site stand in the test's own folder."""
    return Press(county, lay_columns())
