"""青禾县 for every test of its offices."""

from tests.people import county

__all__ = ["county"]
