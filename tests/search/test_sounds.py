"""Words by their sound."""

import pytest

from gongkai.search import everyday, sounds


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dibao", "低保"), ("DiBao", "低保"), ("dī bǎo", "低保"), ("di bao", "低保"), ("第宝", "低保"),
     ("yikatong", "一卡通"), ("ycxgh", ""), ("d", ""), ("x" * 100, ""), ("", ""), ("低保", "")],
)  # fmt: skip
def test_meant(typed, meant):
    found = sounds.meant(typed)
    assert found[0] == meant if meant else not found


def test_initials_and_names_are_known():
    assert "桃溪村" in sounds.meant("txc", ("桃溪村",))
    assert sounds.meant("taoxicun", ("桃溪村",)) == ("桃溪村",)


def test_begins_by_characters_first_then_inside():
    found = sounds.begins("保险")
    assert found
    assert all("保险" in word for word in found)
    assert sounds.begins("低")[0] == "低保"


def test_begins_by_pinyin():
    assert "低保" in sounds.begins("diba")
    assert sounds.begins("zzzzz") == ()
    assert sounds.begins("") == ()
    assert sounds.begins("很" * 50) == ()


def test_everyday_words_are_offered():
    assert everyday.words()[0] == "低保"
