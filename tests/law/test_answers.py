"""The master table of answers: every row proved whole, against the grounds and the two forms."""

import pytest

from gongkai.law.answers import (
    UnknownAnswer,
    all_answers,
    answer,
    refusal_on,
    report_form,
    row_label,
)
from gongkai.law.exemptions import GROUNDS, Force
from gongkai.law.remedies import Remedy
from gongkai.law.tables import table

REFUSALS = ["A4", "A5", "A6", "A7", "A8", "A9", "A10"]


def test_there_are_twenty_three():
    assert [row.code for row in all_answers()] == [f"A{n}" for n in range(1, 24)]
    assert len({row.title for row in all_answers()}) == 23


@pytest.mark.parametrize("row", all_answers(), ids=lambda row: row.code)
def test_every_row_is_whole(row):
    assert row.situation
    assert row.basis
    assert row.letter.id == row.letter_id
    assert row.row(2025) in table("answers")["rows"]
    assert answer(row.code) is row
    # The letter ends with the clause of the answer.
    assert row.letter.remedy == row.remedy


@pytest.mark.parametrize("row", all_answers(), ids=lambda row: row.code)
def test_every_ground_agrees_with_the_table_of_grounds(row):
    """A refusal rests on one ground, cites its article and is counted where the ground says."""
    if row.partial:
        assert {g.code for g in row.grounds} == {
            g.code for g in GROUNDS if g.force is not Force.OTHER_LAW
        }
        return
    for ground in row.grounds:
        assert len(row.grounds) == 1
        assert row.basis.startswith(ground.article)
        assert row.row(2025) == f"r3_3_{ground.report_row[-1]}"
        assert refusal_on(ground.code) is row


def test_refusals_go_to_reconsideration_first_and_nothing_else_does():
    first = [row.code for row in all_answers() if row.remedy is Remedy.FIRST]
    assert first == REFUSALS
    assert [row.code for row in all_answers() if row.remedy is Remedy.BOTH] == ["A3"]
    assert [row.code for row in all_answers() if row.withholds] == ["A3", *REFUSALS]


def test_article_16_asks_for_the_weighing():
    assert [row.code for row in all_answers() if row.needs_discretion] == ["A8", "A9", "A10"]


def test_every_row_of_the_form_of_2021_is_counted_and_of_2019_too():
    rows = {row.row(2021) for row in all_answers()}
    assert rows == table("answers")["rows"].keys() - {"r3_6"}
    older = {row.row(2019) for row in all_answers() if row.code != "A22"}
    assert older == {key for key in table("answers")["rows"] if not key.startswith("r3_6_")}


def test_forms_follow_the_years():
    assert [report_form(year) for year in (2019, 2020, 2021, 2030)] == [
        "2019",
        "2019",
        "2021",
        "2021",
    ]
    with pytest.raises(UnknownAnswer, match="2018年的年度报告没有统一的表格"):
        report_form(2018)
    with pytest.raises(UnknownAnswer, match="没有“逾期未缴费”这一行"):
        answer("A22").row(2020)
    assert row_label("r3_4_1") == "（四）无法提供 1.本机关不掌握相关政府信息"


def test_what_is_unknown_is_refused():
    with pytest.raises(UnknownAnswer, match="没有代码为“A24”的答复类型"):
        answer("A24")
    with pytest.raises(UnknownAnswer, match="没有以“R19”为理由的答复类型"):
        refusal_on("R19")
    with pytest.raises(UnknownAnswer, match="年度报告表三没有“r9”这一行"):
        row_label("r9")


def test_marks_of_some_rows():
    assert [row.code for row in all_answers() if row.on_spot] == ["A1", "A18"]
    assert [row.code for row in all_answers() if row.closing] == ["A21", "A22"]
    assert [row.code for row in all_answers() if row.suit_doubtful] == [
        "A11", "A14", "A16", "A17", "A18", "A20", "A23",
    ]  # fmt: skip
