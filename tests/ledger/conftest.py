"""A county with columns and a press, and somebody who corrects and repeals."""

from tests.people import county
from tests.portal.conftest import press

__all__ = ["county", "press"]
