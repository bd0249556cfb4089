"""Everyday words, offered before and while somebody types; apart from the pinyin tables."""

import json
from functools import cache
from importlib.resources import files


@cache
def words() -> tuple[str, ...]:
    """Return the words, most asked for first."""
    text = (files(__package__) / "data" / "everyday.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["words"])
