"""Traditional and simplified characters, by phrases."""

import pytest

from gongkai.text.script import Script, is_traditional, script_of, to_simplified, to_traditional


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
    assert to_simplified("政務公開，瞭解乾隆") == "政务公开，了解乾隆"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("人民", Script(0, 0, ())),
        ("皇后在里面，乾坤", Script(0, 0, ())),
        ("政务公开", Script(2, 0, ())),
        ("政務公開", Script(0, 2, ())),
        ("政务公开，乡镇發展", Script(4, 1, ((7, "發"),))),
        ("政務公開，发", Script(1, 2, ((5, "发"),))),
    ],
)
def test_mixed_scripts_are_told_with_the_strays(text, script):
    assert script_of(text) == script
    assert script_of(text).is_mixed == bool(script.strays)
