"""A county whose documents are put into public at once, and an index folder of the test's own."""

from tests.people import county
from tests.portal.conftest import press

__all__ = ["county", "press"]
