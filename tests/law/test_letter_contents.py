"""What a form asks for a letter, and what is checked before a letter is frozen."""

import pytest

from gongkai.law.answers import answer
from gongkai.law.letter_contents import check, contents
from gongkai.law.letters import all_letters
from gongkai.law.procedure import NotAllowed


def fields(code: str, of: str = "") -> dict[str, bool]:
    found = contents(code, answer(of) if of else None)
    return {each.name: each.required for each in found}


def test_a_form_asks_for_what_the_system_cannot_know():
    assert fields("L13", "A7") == {
        "事实和理由": True,
        "禁止公开的法律、行政法规和条款": False,
        "征求第三方意见的经过和结果": True,
        "为什么不予公开是适当的": True,
    }
    assert fields("L16", "A13") == {"理由": True, "负责公开的机关名称和联系方式": False}
    assert fields("L5") == {"延期的理由": True, "延长后的答复期限": True}
    assert fields("L3")["逾期不补正的后果"] is False
    assert fields("L28")["送达日期"] is False
    assert fields("L1")["承办人"] is True


@pytest.mark.parametrize("row", all_letters(), ids=lambda row: row.id)
def test_every_field_has_a_chinese_name(row):
    assert not [name for name in fields(row.id) if name.isascii()]


def test_what_must_be_told_can_be_checked_before_a_letter_is_frozen():
    check("L13", {"reasons": "甲", "weighing": "乙"}, answer("A8"))
    with pytest.raises(
        NotAllowed, match="《政府信息不予公开告知书》还没有写明：为什么不予公开是适当的"
    ):
        check("L13", {"reasons": "甲", "weighing": " "}, answer("A8"))
