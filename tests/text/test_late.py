"""A late pattern answers as the compiled one does."""

import re

import pytest

from gongkai.text.late import late


def test_it_answers_as_the_pattern_does() -> None:
    pattern = late("(?P<word>[a-z]+)", re.IGNORECASE)
    assert [found["word"] for found in pattern.finditer("Ab 1 c")] == ["Ab", "c"]
    assert pattern.sub("x", "Ab 1 c") == "x 1 x"
    assert pattern.groupindex == {"word": 1}


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("")
