"""Traditional and simplified characters, by phrases."""

import pytest

from gongkai.text.script import is_traditional, to_simplified, to_traditional


@pytest.mark.parametrize(
    ("simple", "traditional"),
    [("发展", "發展"), ("头发", "頭髮"), ("干部", "幹部"), ("干涉", "干涉"), ("皇后", "皇后")],
)
def test_both_ways(simple, traditional):
    assert to_traditional(simple) == traditional
    assert to_simplified(traditional) == simple


def test_what_is_traditional():
    assert is_traditional("發")
    assert not is_traditional("人")
