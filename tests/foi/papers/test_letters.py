"""Every answer type and every letter: its words, its remedy, what it refuses to leave out.

`GONGKAI_WRITE_SNAPSHOTS=1 pytest tests/foi/papers` writes the words anew.
"""

import io
import os
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table

from gongkai.foi.papers import reply
from gongkai.law import remedies
from gongkai.law.answers import all_answers, answer
from gongkai.law.letters import all_letters
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Forum, Remedy
from gongkai.typeset.letters import Head, Letter, Seal, make
from tests.foi.papers.cases import (
    ANSWERS,
    COMPANY,
    FARM,
    LETTERS,
    MATTER,
    SENDER,
    answered,
    sent,
    told,
)
from tests.typeset.letters.papers import docx_words, pdf_words

SNAPSHOTS = Path(__file__).parent / "snapshots"
ALL = {**dict.fromkeys(ANSWERS, answered), **dict.fromkeys(LETTERS, sent)}


def words(docx: bytes) -> str:
    """What the Word file says, a paragraph or a row of a table a line."""
    lines = []
    for block in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(line for line in lines if line.strip(" |")) + "\n"


def test_every_answer_and_every_letter_has_a_case():
    carried = {row.letter_id for row in all_answers()}
    assert ANSWERS.keys() == {row.code for row in all_answers()}
    assert LETTERS.keys() == {row.id for row in all_letters()} - carried


@pytest.mark.parametrize("code", ALL)
def test_letter_says_what_the_snapshot_says_in_both_files(code):
    made, kept = make(ALL[code](code)), SNAPSHOTS / f"{code}.txt"
    assert docx_words(made.docx) == pdf_words(made.pdf)
    if os.environ.get("GONGKAI_WRITE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(words(made.docx), encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == words(made.docx)


def test_no_snapshot_is_left_over():
    assert {path.stem for path in SNAPSHOTS.glob("*")} == ALL.keys()


@pytest.mark.parametrize("code", ANSWERS)
def test_remedy_is_that_of_the_answer_with_organ_and_court_of_the_office(code):
    letter, row = answered(code), answer(code)
    assert letter.remedy == remedies.clause(row.remedy, SENDER.forum, letter.on)
    assert "青禾县人民政府" in letter.remedy
    assert "青禾县人民法院" in letter.remedy
    assert ("先向" in letter.remedy) is (row.remedy is not Remedy.EITHER)


def test_remedy_follows_the_law_of_the_day():
    before = answered("A8", on=date(2023, 12, 29), matter=_received(date(2023, 12, 4)))
    assert "先向" not in before.remedy
    assert "先向" in answered("A8", on=date(2024, 1, 2)).remedy


def test_other_remedies():
    assert sent("L25").remedy == remedies.text("C", SENDER_ON)
    assert "如对本告知不服" in sent("L9").remedy
    for code in ("L3", "L4", "L5", "L5b", "L6", "L7", "L8", "L8b", "L29", "L31"):
        assert sent(code).remedy == ""
    assert answered("A2", online=True).remedy.endswith("https://fuyi.qinghe.example/")


SENDER_ON = date(2026, 3, 20)


def _received(on: date):
    return type(MATTER)(**{**{k: getattr(MATTER, k) for k in MATTER.__slots__}, "received_on": on})


@pytest.mark.parametrize(
    ("code", "key", "sentence"),
    [
        (code, key, "还没有写明")
        for code in ANSWERS
        for key in ANSWERS[code]
        if key not in {"right_body", "door"}
    ],
)
def test_nothing_an_answer_must_say_can_be_left_out(code, key, sentence):
    given = {k: v for k, v in ANSWERS[code].items() if k != key}
    with pytest.raises(NotAllowed, match=sentence):
        answered(code, given=given)
    with pytest.raises(NotAllowed, match=sentence):
        answered(code, given={**given, key: "  "})


def test_a_refusal_without_reasons_says_what_lacks():
    with pytest.raises(
        NotAllowed, match="《政府信息不予公开告知书》还没有写明：事实和理由、为什么不予公开是适当的"
    ):
        answered("A9", given={})


def test_what_can_stay_away():
    told_ = {k: v for k, v in ANSWERS["A13"].items() if k != "right_body"}
    assert "据本机关了解" not in str(answered("A13", given=told_).body)


def test_wrong_pairs_and_missing_settings_are_refused():
    with pytest.raises(NotAllowed, match="“不予公开（内部事务）”用《政府信息不予公开告知书》"):
        sent("L15", answer=answer("A8"), given=ANSWERS["A12"])
    with pytest.raises(NotAllowed, match="还没有编文号"):
        answered("A2", number="")
    bare = type(SENDER)("青禾县柳溪镇人民政府", ("电话：0",), Forum("", ""))
    with pytest.raises(NotAllowed, match="行政复议机关和管辖法院"):
        answered("A2", sender=bare)
    with pytest.raises(NotAllowed, match="答复的结论"):
        sent("L10", given=ANSWERS["A1"])


def test_a_third_party_never_reads_who_applied():
    for code in ("L6", "L6b", "L8", "L9"):
        letter = sent(code)
        assert "周先生" not in str(letter)
        assert letter.query is None
    assert COMPANY in sent("L6").addressee


def test_organisations_are_addressed_as_such():
    matter = type(MATTER)(
        **{**{k: getattr(MATTER, k) for k in MATTER.__slots__}, "applicant": FARM}
    )
    letter = answered("A3", matter=matter)
    assert "贵单位" in str(letter.body)
    assert "您" not in str(letter.body)


def test_what_people_write_never_becomes_a_pattern():
    letter = answered("A19")
    assert "共收到{x}同一内容" in str(letter.body)
    braces = answered("A2", given={"reasons": "{basis}{provision}", "provision": "见附件"})
    assert "{basis}{provision}" in str(braces.body)


def test_the_seal_is_only_on_what_the_office_signs():
    sender = type(SENDER)(SENDER.organ, SENDER.contact, SENDER.forum, Seal(), SENDER.issued_by)
    assert answered("A2", sender=sender).seal == Seal()
    assert sent("L28", sender=sender).seal is None
    assert not sent("L28").signed


def test_only_letters_that_leave_have_a_red_head():
    assert sent("L3").head is Head.RED
    assert {code for code in LETTERS if sent(code).head is Head.PLAIN} == {
        "L0",
        "L1",
        "L2",
        "L6b",
        "L8b",
        "L28",
        "L30",
    }


def test_another_heading():
    assert sent("L31").title == "行政复议答复书"
    assert sent("L31", heading="行政诉讼答辩状").title == "行政诉讼答辩状"
    assert isinstance(reply(answer("A2"), **told("L11", given=ANSWERS["A2"])), Letter)


def test_a_remedy_that_was_frozen_is_printed_as_it_was():
    given = {**ANSWERS["A2"], "remedy": "（已定）可以申请行政复议。"}
    assert answered("A2", given=given).remedy == "（已定）可以申请行政复议。"
