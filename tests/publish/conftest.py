"""A county with columns, a press and the folder of its site."""

import pytest

from tests.people import county
from tests.portal.conftest import press

__all__ = ["county", "press"]


@pytest.fixture
def folder(home):
    """The folder of the published site."""
    return home / "site"
