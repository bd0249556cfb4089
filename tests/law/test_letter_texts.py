"""The words of the letters: all there, whole sentences, no place left open."""

import re

import pytest

from gongkai.law import letter_texts
from gongkai.law.answers import all_answers, answer
from gongkai.law.letter_texts import Kind, passages
from gongkai.law.letters import UnknownLetter, all_letters
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Channel
from gongkai.law.tables import table

BOOK = table("letter_texts")
GIVEN = {"you": "您", "asked": "甲", "number": "1号", "received": "2026年3月2日", "channel": "邮寄"}


def test_every_letter_answer_and_channel_has_words():
    assert BOOK["letters"].keys() == {row.id for row in all_letters()}
    assert BOOK["decisions"].keys() == {row.code for row in all_answers()}
    assert {letter_texts.came_by(channel) for channel in Channel} == set(BOOK["channels"].values())
    assert BOOK["also"].keys() <= BOOK["decisions"].keys()


@pytest.mark.parametrize("row", all_letters(), ids=lambda row: row.id)
def test_every_need_of_a_letter_is_said_or_stands_on_the_sheet(row):
    on_the_sheet = {"addressee", "body", "date", "contact", "request", "article", "basis"}
    whole = str(BOOK["letters"][row.id])
    said = set(re.findall(r"[{'\"]([a-z_]+)['\"}]", whole))
    forms = {"applicant", "opinion", "signature", "proof", "review", "approved"}
    assert set(row.needs) - on_the_sheet - said - forms == set()


@pytest.mark.parametrize("row", all_answers(), ids=lambda row: row.code)
def test_a_decision_names_its_basis_in_full(row):
    assert "依照{basis}的规定" in letter_texts.concluded(row)
    full = letter_texts.in_full(row.basis)
    assert "《政府信息公开条例》" not in full


def test_sentences_end_once_and_every_paragraph_of_a_value_does():
    said = passages("L5", {**needs("L5"), **GIVEN, "reason": "甲。\n乙", "due_on": "2026年4月1日"})
    assert said[1].text.endswith("理由是：甲。\n乙。")


def test_an_address_at_the_end_is_left_as_it_is():
    path = "网址：https://gk.qinghe.example/1.html"
    told = {**GIVEN, **needs("L10"), "reasons": "已公开", "path": path}
    assert passages("L10", told, answer("A1"))[-1].text == path


def test_the_office_may_word_the_decision_and_the_usual_sentences_itself():
    told = {**GIVEN, **needs("L24"), "reasons": "撤回", "decision": "本机关终止办理"}
    assert passages("L24", told, answer("A23"))[-1].text == "本机关终止办理。"
    own = {**GIVEN, **needs("L3"), "items": "甲\n乙", "consequence": "另行告知"}
    said = passages("L3", own)
    assert said[2].items == ("甲。", "乙。")
    assert "另行告知。" in said[4].text


def test_usual_sentences_speak_to_the_receiver():
    told = {**GIVEN, **needs("L6"), "you": "贵单位", "parts": ("甲",)}
    told.pop("right")
    assert "贵单位可以同意公开" in str(passages("L6", told))
    assert "{" not in str(passages("L6", told)).replace("{}", "")


def test_forms_leave_room_and_lack_nothing():
    (form, _) = passages("L28", {})
    assert form.kind is Kind.FORM
    assert form.rows[0] == ("送达的文书和文号", "")


def test_the_sentence_names_all_that_lacks():
    with pytest.raises(
        NotAllowed, match=r"《延期答复告知书》还没有写明：.*延期的理由、延长后的答复期限"
    ):
        passages("L5", GIVEN)


def test_an_unknown_letter_has_no_words():
    with pytest.raises(UnknownLetter):
        passages("L99", {})


def test_titles_leave_out_what_tells_variants_apart():
    assert letter_texts.title("L22") == "不予处理告知书"
    assert letter_texts.title("L31") == "行政复议答复书"


def needs(code: str) -> dict[str, str]:
    return dict.fromkeys(next(row.needs for row in all_letters() if row.id == code), "某事")


def test_the_reply_slip_goes_with_the_letter_to_a_third_party():
    assert letter_texts.enclosed("L6") == ("第三方意见回复单",)
    assert letter_texts.enclosed("L3") == ()


def test_a_table_may_be_typed_as_lines():
    told = {**GIVEN, **needs("L12"), "withheld": "账号｜隐私|第十五条\n\n住址\t隐私｜第十五条"}
    assert passages("L12", told, answer("A3"))[-1].rows == (
        ("1", "账号", "隐私", "第十五条"),
        ("2", "住址", "隐私", "第十五条"),
    )
    told["withheld"] = "农户的账号属于个人隐私（第十五条）\n住址"
    assert passages("L12", told, answer("A3"))[-1].items == (
        "农户的账号属于个人隐私（第十五条）。",
        "住址。",
    )
