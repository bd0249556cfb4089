"""Remedy clauses, which when; the deadlines of the applicant and of the office."""

import re
from datetime import date

import pytest

from gongkai.law.choices import Choices
from gongkai.law.figures import figure
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import (
    Dispute,
    Forum,
    Remedy,
    Result,
    Track,
    applicable,
    clause,
    may_take,
    report_correction_by,
    respond_by,
    served_on,
    text,
    until,
)
from gongkai.law.request_events import Way
from gongkai.law.tables import table
from gongkai.law.workdays import official

CALENDAR = official()
ON = date(2026, 3, 2)
FORUM = Forum("青禾县人民政府", "青禾县人民法院", "https://example.invalid/fuyi")
A = (
    "如不服本决定，应当自收到本告知书之日起60日内先向青禾县人民政府申请行政复议；"
    "对复议决定仍不服的，可以在收到复议决定书之日起15日内向青禾县人民法院提起行政诉讼。"
)
B = (
    "如对本告知不服，可以自收到之日起60日内向青禾县人民政府申请行政复议，"
    "也可以自收到之日起6个月内向青禾县人民法院提起行政诉讼。"
)


def test_the_clauses_say_where_and_until_when():
    assert clause(Remedy.FIRST, FORUM, ON) == A
    assert clause(Remedy.EITHER, FORUM, ON) == B
    both = clause(Remedy.BOTH, FORUM, ON)
    assert "不予公开的部分，应当自收到本告知书之日起60日内先向青禾县人民政府" in both
    assert "对其余部分不服的，可以自收到之日起60日内" in both
    assert "缴费期满后" in text("C", ON)


def test_the_numbers_in_the_clauses_are_the_figures():
    wanted = {
        figure(key, ON).text for key in ("remedy.reconsider", "remedy.suit", "remedy.suit_after")
    }
    said = {
        found
        for row in table("remedies")["clauses"]
        for found in re.findall(r"\d+个?[日月]", row["text"])
    }
    assert said == wanted


def test_served_online_the_online_way_to_reconsideration_is_told():
    told = clause(Remedy.EITHER, FORUM, ON, online=True)
    assert told == f"{B}网上提交行政复议申请：{FORUM.url}"
    with pytest.raises(NotAllowed, match="请先设置网址"):
        clause(Remedy.EITHER, Forum("甲", "乙"), ON, online=True)
    assert clause(Remedy.EITHER, Forum("甲", "乙"), date(2023, 1, 1), online=True).endswith(
        "诉讼。"
    )


@pytest.mark.parametrize("forum", [Forum("", "乙"), Forum("甲", "")])
def test_no_clause_without_organ_and_court(forum):
    with pytest.raises(NotAllowed, match="还没有设置行政复议机关和管辖法院"):
        clause(Remedy.FIRST, forum, ON)


def test_before_2024_a_refusal_could_be_sued_at_once():
    assert [applicable(remedy, date(2023, 12, 31)) for remedy in Remedy] == [Remedy.EITHER] * 3
    assert [applicable(remedy, date(2024, 1, 1)) for remedy in Remedy] == [*Remedy]
    assert clause(Remedy.FIRST, FORUM, date(2023, 12, 31)) == B
    assert may_take(Dispute.SUIT_DIRECT, Remedy.FIRST, date(2023, 12, 31)) == ""
    with pytest.raises(NotAllowed, match="2023年12月31日没有可以适用的救济告知"):
        text("A", date(2023, 12, 31))


def test_a_partial_reply_may_be_treated_as_a_refusal_by_setting():
    own = Choices({"remedy.partial": "A"})
    assert clause(Remedy.BOTH, FORUM, ON, choices=own) == A


def test_who_may_sue_at_once():
    assert "应当先申请行政复议" in may_take(Dispute.SUIT_DIRECT, Remedy.FIRST, ON)
    for dispute, remedy in (
        (Dispute.RECONSIDERATION, Remedy.FIRST),
        (Dispute.SUIT_AFTER, Remedy.FIRST),
        (Dispute.SUIT_DIRECT, Remedy.EITHER),
        (Dispute.SUIT_DIRECT, Remedy.BOTH),
    ):
        assert may_take(dispute, remedy, ON) == ""


@pytest.mark.parametrize(
    ("dispute", "told", "last"),
    [
        (Dispute.RECONSIDERATION, True, date(2026, 5, 6)),
        (Dispute.SUIT_DIRECT, True, date(2026, 9, 2)),
        (Dispute.SUIT_AFTER, True, date(2026, 3, 17)),
        (Dispute.SUIT_AFTER, False, date(2026, 3, 17)),
        (Dispute.RECONSIDERATION, False, date(2027, 3, 2)),
        (Dispute.SUIT_DIRECT, False, date(2027, 3, 2)),
    ],
)
def test_until_when_an_applicant_may_go(dispute, told, last):
    # 60 days after 2 March fall on 1 May; the holidays end on 5 May.
    assert until(dispute, ON, CALENDAR, told=told).due_on == last


@pytest.mark.parametrize(
    ("track", "last"),
    [
        (Track.SUMMARY, date(2026, 3, 9)),
        (Track.ORDINARY, date(2026, 3, 16)),
        (Track.COURT, date(2026, 3, 17)),
    ],
)
def test_until_when_the_office_answers_as_respondent(track, last):
    found = respond_by(track, ON, CALENDAR)
    assert found.due_on == last
    assert found.basis
    assert track.label


def test_the_correction_is_reported_within_sixty_days():
    assert report_correction_by(ON, CALENDAR).due_on == date(2026, 5, 6)


def test_an_announcement_serves_after_thirty_days():
    assert served_on(Way.ANNOUNCED, ON, CALENDAR) == date(2026, 4, 1)
    assert served_on(Way.DIRECT, ON, CALENDAR) == ON


def test_table_four_has_a_cell_for_every_dispute_and_result():
    cells = {dispute.cell(result) for dispute in Dispute for result in Result}
    assert len(cells) == 12
    assert Dispute.SUIT_AFTER.cell(Result.UPHELD) == "suit_after.upheld"
    assert [result.label for result in Result] == ["结果维持", "结果纠正", "其他结果", "尚未审结"]
    assert [dispute.label for dispute in Dispute] == ["行政复议", "未经复议直接起诉", "复议后起诉"]
    assert all(remedy.label for remedy in Remedy)
