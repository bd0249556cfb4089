"""Rules that the law leaves open: marked, dated, with a default that an office may change."""

from datetime import date

import pytest

from gongkai.law.choices import DEFAULTS, Choices, NoChoice, all_choices
from gongkai.law.figures import Confidence

ON = date(2026, 3, 2)


@pytest.mark.parametrize("row", all_choices(), ids=lambda row: row.key)
def test_every_open_rule_is_marked_and_has_its_default_among_its_ways(row):
    assert row.confidence is not Confidence.VERIFIED
    assert len(row.options) > 1
    assert row.text == row.options[row.value]
    assert row.title
    assert row.article.startswith("《")
    assert DEFAULTS.way(row.key, ON) == row.value
    for option in row.options:
        assert Choices({row.key: option}).way(row.key, ON) == option


def test_keys_are_single():
    assert len({row.key for row in all_choices()}) == len(all_choices())


def test_what_is_not_there_is_refused():
    with pytest.raises(NoChoice, match="没有名为“x”的规则"):
        DEFAULTS.way("x", ON)
    with pytest.raises(NoChoice, match="没有名为“x”的规则"):
        Choices({"x": "y"})
    with pytest.raises(NoChoice, match="没有“never”这种做法，可以选：anew、resumed"):
        Choices({"request.after_payment": "never"})
    with pytest.raises(NoChoice, match="2020年1月1日没有关于“缴费以后的答复期限”的规定"):
        DEFAULTS.way("request.after_payment", date(2020, 1, 1))
