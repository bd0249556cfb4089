"""A case from the copy received to the file, at the right time and in the right hands."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from gongkai.kernel.case import ChangedMeanwhile
from gongkai.kernel.ledger_line import history
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Result, Track
from gongkai.remedies import access, operations, queries
from gongkai.remedies.models import Dispute
from tests.people import CHINA
from tests.remedies.conftest import AT, COPY, ITEMS, SUIT

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 12, 21, 9, 0, tzinfo=CHINA)


def stored(case: Dispute) -> Dispute:
    return Dispute.objects.get(pk=case.pk)


def test_term_to_answer_runs_from_the_copy(respondent):
    assert respondent.registered().respond_by == date(2026, 11, 26)
    ordinary = replace(COPY, track=Track.ORDINARY, number="青政复〔2026〕13号")
    assert respondent.registered(ordinary).respond_by == date(2026, 12, 3)
    suit = respondent.registered(SUIT)
    assert (suit.respond_by, suit.provisional) == (date(2026, 12, 4), False)
    assert str(suit) == "未经复议直接起诉 （2026）青行初3号"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "请填写案由"),
        ({"forum": ""}, "请填写复议机关或者法院"),
        ({"number": ""}, "请填写案号"),
        ({"why": ""}, "为什么涉及"),
        ({"received_on": date(2026, 11, 21)}, "不能晚于今天"),
        ({"track": Track.COURT}, "程序与案件种类不一致"),
    ],
)
def test_copy_that_does_not_hold_together_is_refused(respondent, change, words):
    with pytest.raises(NotAllowed, match=words):
        respondent.registered(replace(COPY, **change))
    assert not Dispute.objects.exists()


def test_number_is_registered_once(respondent):
    respondent.registered()
    with pytest.raises(NotAllowed, match="已经登记过"):
        respondent.registered()


def test_only_the_office_sees_and_registers(respondent, county):
    case = respondent.registered()
    stranger = respondent.actor("钱")
    assert list(access.disputes(respondent.clerk)) == [case]
    assert not access.disputes(stranger).exists()
    assert access.dispute(respondent.actor("孙监"), case.pk) == case
    with pytest.raises(Dispute.DoesNotExist):
        access.dispute(stranger, case.pk)
    with pytest.raises(NotAllowed, match="没有办理"):
        operations.register(COPY, organ=county.liuxi.pk, by=stranger, at=AT)
    operations.list_evidence(case, ITEMS, by=respondent.clerk, at=AT)
    with pytest.raises(NotAllowed, match="这个机关案件的职责"):
        operations.respond(case, response="答复合法", by=respondent.actor("高主任"), at=AT)


def test_answer_goes_with_its_evidence_and_closes_the_list(respondent):
    case = respondent.registered()
    with pytest.raises(NotAllowed, match="视为没有证据"):
        operations.respond(case, response="答复合法", by=respondent.head, at=AT)
    operations.list_evidence(case, ITEMS[:1], by=respondent.clerk, at=AT)
    rows = operations.list_evidence(case, ITEMS, by=respondent.clerk, at=AT)
    assert [str(row) for row in rows] == ["1 答复书", "2 检索记录"]
    with pytest.raises(NotAllowed, match="要点"):
        operations.respond(case, response=" ", by=respondent.head, at=AT)
    case = operations.respond(case, response="答复合法", by=respondent.head, at=AT)
    assert (case.state, case.responded_on) == ("responded", date(2026, 11, 20))
    with pytest.raises(NotAllowed, match="不能再改证据清单"):
        operations.list_evidence(case, ITEMS, by=respondent.clerk, at=AT)
    acts = [line.act for line in history(case.reference)]
    assert acts == [
        "remedies.dispute.register",
        "remedies.dispute.list_evidence",
        "remedies.dispute.list_evidence",
        "remedies.dispute.respond",
    ]


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([operations.Item("", "证明")], "第 1 项"),
        ([*ITEMS, operations.Item("规定", "依据", 0)], "第 3 项"),
        (ITEMS * 101, "最多 200 项"),
    ],
)
def test_incomplete_evidence_is_refused(respondent, items, words):
    case = respondent.registered()
    with pytest.raises(NotAllowed, match=words):
        operations.list_evidence(case, items, by=respondent.clerk, at=AT)
    assert not case.evidence.exists()


def test_late_answer_needs_its_reason_and_keeps_it(respondent):
    case = respondent.registered()
    operations.list_evidence(case, ITEMS, by=respondent.clerk, at=AT)
    late = AT + timedelta(days=10)
    assert (case.is_late(late.date()), case.is_late(AT.date())) == (True, False)
    assert list(queries.to_answer({case.organ_id})) == [case]
    with pytest.raises(NotAllowed, match="逾期"):
        operations.respond(case, response="答复合法", by=respondent.head, at=late)
    case = operations.respond(
        case, response="答复合法", by=respondent.head, at=late, reason="洪水中断交通"
    )
    assert case.responded_late == "洪水中断交通"
    assert not queries.to_answer({case.organ_id}).exists()


def test_two_people_at_once_the_second_is_told(respondent):
    case = respondent.registered()
    operations.list_evidence(case, ITEMS, by=respondent.clerk, at=AT)
    operations.respond(case, response="甲", by=respondent.head, at=AT)
    with pytest.raises(ChangedMeanwhile, match="王主任"):
        operations.respond(case, response="乙", by=respondent.head, at=AT)
    assert stored(case).response == "甲"


def test_hearing_is_noted_while_the_case_runs(respondent):
    case = respondent.responded()
    given = {"on": AT + timedelta(days=9), "by": respondent.clerk, "at": AT}
    made = operations.note_hearing(case, place="第三法庭", attendee="王主任", **given)
    assert str(made) == "2026-11-29 第三法庭"
    with pytest.raises(NotAllowed, match="地点和参加人"):
        operations.note_hearing(case, place="第三法庭", attendee="", **given)
    case = respondent.decided(copy=replace(COPY, number="青政复〔2026〕14号"))
    with pytest.raises(NotAllowed, match="不能再登记"):
        operations.note_hearing(case, place="第三法庭", attendee="王主任", **given)


def test_decision_upheld_is_filed(respondent):
    case = respondent.decided()
    assert (case.state, case.result, case.appeal_until) == ("decided", "upheld", None)
    with pytest.raises(NotAllowed, match="只有结果纠正"):
        operations.take_up(case, by=respondent.clerk, at=LATER)
    case = operations.close(case, by=respondent.clerk, at=LATER)
    assert (case.state, case.is_pending) == ("closed", False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"result": Result.PENDING}, "审理结果"),
        ({"number": " "}, "文号"),
        ({"on": date(2026, 11, 18)}, "前后不合"),
        ({"received_on": date(2026, 12, 17)}, "前后不合"),
        ({"received_on": date(2026, 12, 30)}, "前后不合"),
    ],
)
def test_decision_that_does_not_hold_together_is_refused(respondent, change, words):
    case = respondent.responded()
    good = operations.Decision(
        Result.UPHELD, "青政复决〔2026〕5号", date(2026, 12, 18), date(2026, 12, 19)
    )
    with pytest.raises(NotAllowed, match=words):
        operations.decide(case, replace(good, **change), by=respondent.clerk, at=LATER)
    assert (stored(case).state, stored(case).result) == ("responded", "")


def test_refused_step_leaves_nothing_written(respondent):
    case = respondent.responded()
    good = operations.Decision(Result.UPHELD, "决5号", date(2026, 12, 18), date(2026, 12, 19))
    with pytest.raises(NotAllowed, match="没有“登记审理结果”的职责"):
        operations.decide(case, good, by=respondent.head, at=LATER)
    assert (stored(case).result, stored(case).decided_on) == ("", None)


def test_corrected_case_is_put_right_before_it_is_filed(respondent):
    case = respondent.decided(Result.CORRECTED)
    with pytest.raises(NotAllowed, match="先落实纠正"):
        operations.close(case, by=respondent.clerk, at=LATER)
    case = operations.take_up(case, by=respondent.clerk, at=LATER)
    given = {"by": respondent.head, "at": LATER}
    with pytest.raises(NotAllowed, match="怎样落实纠正"):
        operations.comply(case, remedied=" ", lesson="先检索", **given)
    with pytest.raises(NotAllowed, match="教训"):
        operations.comply(case, remedied="重新答复", lesson="", **given)
    renewed = "柳政公开答〔2026〕31号"
    case = operations.comply(case, remedied="重新答复", lesson="先检索", renewed=renewed, **given)
    assert (case.state, case.renewed, case.remedied_on) == ("closed", renewed, date(2026, 12, 21))


def test_appeal_makes_the_case_pending_again_and_is_the_last(respondent):
    case = respondent.decided(copy=SUIT)
    assert case.appeal_until == date(2027, 1, 4)  # 3 January 2027 is a day off
    with pytest.raises(NotAllowed, match="还没有届满"):
        operations.close(case, by=respondent.clerk, at=LATER)
    good = {
        "on": date(2026, 12, 28), "number": "（2026）终行9号", "forum": "中级人民法院",
        "received_on": date(2026, 12, 30),
        "by": respondent.clerk, "at": datetime(2026, 12, 31, 9, tzinfo=CHINA),
    }  # fmt: skip
    for change, words in (
        ({"number": ""}, "二审案号"),
        ({"on": date(2026, 12, 1)}, "前后不合"),
        ({"on": date(2027, 1, 5), "received_on": date(2027, 1, 6),
          "at": datetime(2027, 1, 7, 9, tzinfo=CHINA)}, "已经届满"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match=words):
            operations.appeal(case, **good | change)
    case = operations.appeal(case, **good)
    assert (case.state, case.result, case.first_result) == ("registered", "", "upheld")
    assert (case.respond_by, case.opened_on) == (date(2027, 1, 14), date(2026, 11, 19))
    operations.list_evidence(case, ITEMS, by=respondent.clerk, at=good["at"])
    case = operations.respond(case, response="判决正确", by=respondent.head, at=good["at"])
    final = operations.Decision(Result.OTHER, "终判", date(2027, 2, 1), date(2027, 2, 2))
    at = datetime(2027, 2, 3, 9, tzinfo=CHINA)
    case = operations.decide(case, final, by=respondent.clerk, at=at)
    with pytest.raises(NotAllowed, match="不能再上诉"):
        operations.appeal(case, **good | {"received_on": date(2027, 2, 3), "on": date(2027, 2, 3),
                                          "at": at})  # fmt: skip
    assert operations.close(case, by=respondent.clerk, at=at).state == "closed"


def test_reconsideration_cannot_be_appealed(respondent):
    case = respondent.decided()
    with pytest.raises(NotAllowed, match="只有行政诉讼"):
        operations.appeal(
            case, on=date(2026, 12, 20), number="x", forum="y", received_on=date(2026, 12, 20),
            by=respondent.clerk, at=LATER,
        )  # fmt: skip


def test_opinion_is_answered_within_sixty_days(respondent):
    case = respondent.decided(Result.CORRECTED)
    given = {"by": respondent.clerk, "at": LATER}
    with pytest.raises(NotAllowed, match="没有收到"):
        operations.report_correction(case, report="已纠正", **given)
    with pytest.raises(NotAllowed, match="收到副本以后"):
        operations.note_opinion(case, received_on=date(2026, 11, 1), **given)
    case = operations.note_opinion(case, received_on=date(2026, 12, 21), **given)
    assert case.opinion_due_on == date(2027, 2, 19)
    assert list(queries.due({case.organ_id})) == [case]
    assert (case.opinion_is_late(date(2027, 2, 19)), case.opinion_is_late(date(2027, 2, 20))) == (
        False, True,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="写明纠正情况"):
        operations.report_correction(case, report="", **given)
    with pytest.raises(NotAllowed, match="没有办理"):
        operations.report_correction(case, report="已纠正", by=respondent.head, at=LATER)
    case = operations.report_correction(case, report="已纠正", **given)
    assert not queries.due({case.organ_id}).exists()
    suit = respondent.registered(SUIT)
    with pytest.raises(NotAllowed, match="由复议机关制发"):
        operations.note_opinion(suit, received_on=date(2026, 11, 20), **given)
