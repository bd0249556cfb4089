"""The clock of a request: the book's cases, the sentences of what is refused, the ruler."""

from datetime import date, timedelta

import pytest

from gongkai.law.choices import Choices
from gongkai.law.clocks import Explained
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_clock import Standing, UnlawfulEvent, read
from gongkai.law.request_events import (
    Abandoned,
    Abandonment,
    Arrived,
    Channel,
    Confirmed,
    Corrected,
    CorrectionAsked,
    Delayed,
    Delivered,
    Event,
    Extended,
    FeeNotified,
    Opinion,
    OpinionAsked,
    OpinionGiven,
    Paid,
    Party,
    Reached,
    ReasonsAsked,
    ReasonsGiven,
    Way,
)
from gongkai.law.workdays import Rest, WorkCalendar, YearNotice, official

CALENDAR = official()


def day(text):
    return date.fromisoformat(f"2026-{text}" if len(text) == 5 else text)


def arrived(on, channel=Channel.IN_PERSON, **more):
    return Arrived(on=day(on), channel=channel, **more)


def clock(*events, **ways):
    own = {key.replace("__", "."): value for key, value in ways.items()}
    return read(events, CALENDAR, choices=Choices(own))


def due(*events, **ways):
    return clock(*events, **ways).due.due_on


def asked(on, party=Party.THIRD_PARTY, key="一"):
    return OpinionAsked(on=day(on), party=party, key=key)


def given(on, opinion=Opinion.CONSENTS, key="一"):
    return OpinionGiven(on=day(on), key=key, opinion=opinion)


def extended(on, days=None, approved=None):
    return Extended(on=day(on), days=days, approved_on=day(approved or on))


def reached(on, letter):
    return Reached(on=day(on), letter=letter)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("01-05", "02-02"),
        ("02-10", "03-16"),
        ("02-13", "03-19"),
        ("04-30", "06-01"),
        ("09-21", "10-26"),
        ("12-01", "12-29"),
    ],
)
def test_a_reply_is_due_after_twenty_working_days(received, last):
    assert due(arrived(received)) == day(last)


@pytest.mark.parametrize(("received", "last"), [("02-13", "04-17"), ("09-21", "11-23")])
def test_an_extension_adds_twenty_more(received, last):
    start = arrived(received)
    on = due(start)
    assert due(start, Extended(on=on, approved_on=on)) == day(last)


def test_the_first_worked_example_correction_starts_afresh():
    before = clock(arrived("02-10"))
    assert before.correction_until.due_on == day("02-26")
    asking = CorrectionAsked(on=day("02-26"))
    assert clock(arrived("02-10"), asking).due is None
    after = clock(arrived("02-10"), asking, Corrected(on=day("03-05")))
    assert after.due.due_on == CALENDAR.add_workdays(day("03-05"), 20) == day("04-02")
    assert after.correction_until is None


def test_the_second_worked_example_consultation_is_not_counted():
    events = (arrived("03-02"), asked("03-09"), reached("03-10", "一"), given("03-20"))
    assert due(*events) == day("04-13")
    assert due(*events, extended("04-13")) == CALENDAR.add_workdays(day("04-13"), 20)
    with pytest.raises(UnlawfulEvent, match="答复期限已于2026年4月13日届满，不能再延期"):
        clock(*events, extended("04-14"))


def test_posting_on_the_last_day_is_in_time_and_a_courier_is_no_service():
    start = arrived("02-10")
    assert clock(start, Delivered(on=day("03-16"), way=Way.POST)).late_by == 0
    late = clock(start, Delivered(on=day("03-18"), way=Way.DIRECT))
    assert late.late_by == 2
    assert late.faults == ("答复送达时已超过法定期限（2026-03-16）",)
    with pytest.raises(UnlawfulEvent, match="应当交邮政企业寄送"):
        clock(start, Delivered(on=day("03-16"), way=Way.COURIER))


# ── Receipt ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("channel", Channel)
def test_receipt_is_the_day_art_31_says(channel):
    first = clock(arrived("02-10", channel))
    waits = channel in {Channel.POST_PLAIN, Channel.ONLINE, Channel.FAX, Channel.EMAIL}
    assert channel.needs_confirmation is waits
    assert first.received_on == (None if waits else day("02-10"))
    assert first.standing(day("02-10")) is (Standing.UNCONFIRMED if waits else Standing.RUNNING)
    assert channel.label
    assert "收到申请之日" in channel.receipt


def test_nothing_runs_before_the_confirmation():
    waiting = clock(arrived("02-10", Channel.ONLINE))
    assert (waiting.due, waiting.left(day("02-10"))) == (None, None)
    assert waiting.correction_until is None
    assert waiting.days == (Explained(day("02-10"), False, "等待与申请人确认收到申请"),)
    confirmed = clock(arrived("02-10", Channel.ONLINE), Confirmed(on=day("02-12")))
    assert [row.why for row in confirmed.days[:3]] == [
        "等待与申请人确认收到申请",
        "等待与申请人确认收到申请",
        "起算日不计入",
    ]
    assert confirmed.faults == ()
    assert clock().days == ()


def test_a_plain_letter_confirmed_late_is_a_fault_and_a_stray_letter_waits():
    plain = arrived("02-10", Channel.POST_PLAIN)
    assert clock(plain, Confirmed(on=day("02-10"))).faults == ()
    assert "晚于当日" in clock(plain, Confirmed(on=day("02-11"))).faults[0]
    stray = arrived("02-10", Channel.POST_SIGNED, astray=True)
    assert clock(stray).received_on is None
    assert clock(stray, Confirmed(on=day("02-11"))).received_on == day("02-11")


# ── Opinions ─────────────────────────────────────────────────────────────────────────────────


def test_silence_of_a_third_party_is_no_consent_of_a_co_maker_it_is():
    for party, follows in ((Party.THIRD_PARTY, None), (Party.CO_MAKER, True)):
        found = clock(arrived("03-02"), asked("03-09", party), reached("03-10", "一"))
        end = CALENDAR.add_workdays(day("03-10"), 15)
        assert found.waits[0].ends.due_on == end
        assert found.waits[0].certain
        assert found.consents("一", end) is None
        assert found.consents("一", end + timedelta(1)) is follows
        assert party.silence_consents is bool(follows)
        assert found.due.due_on == CALENDAR.add_workdays(day("03-30"), 16)
        assert party.label in found.days[10].why
        assert "逾期未提出意见" in party.on_silence


@pytest.mark.parametrize(
    ("opinion", "consents"),
    [(Opinion.CONSENTS, True), (Opinion.PARTLY, None), (Opinion.OBJECTS, False)],
)
def test_an_opinion_says_what_it_says(opinion, consents):
    found = clock(arrived("03-02"), asked("03-09"), given("03-12", opinion))
    assert found.consents("一", day("03-12")) is consents
    assert found.waits == ()
    assert opinion.label
    with pytest.raises(KeyError):
        found.consultation("二")


def test_a_late_objection_of_a_co_maker_changes_nothing_and_stops_nothing():
    sent = (arrived("03-02"), asked("03-09", Party.CO_MAKER), reached("03-10", "一"))
    late = clock(*sent, given("04-20", Opinion.OBJECTS))
    assert late.consents("一", day("04-21")) is True
    assert late.due == clock(*sent).due
    third = (arrived("03-02"), asked("03-09"), reached("03-10", "一"))
    assert clock(*third, given("04-20", Opinion.OBJECTS)).consents("一", day("04-21")) is False


def test_a_letter_that_never_arrived_is_reckoned_from_sending_and_is_uncertain():
    found = clock(arrived("03-02"), asked("03-09", Party.CO_MAKER))
    assert not found.waits[0].certain
    assert found.waits[0].ends.due_on == CALENDAR.add_workdays(day("03-09"), 15)
    assert found.consents("一", day("06-01")) is None


# ── How it stands ────────────────────────────────────────────────────────────────────────────


def test_standing_follows_the_days():
    running = clock(arrived("03-02"), asked("03-09"), given("03-20"))
    seen = [running.standing(day(on)) for on in ("03-09", "03-10", "03-20", "03-23", "04-14")]
    assert [each.name for each in seen] == ["RUNNING", "STOPPED", "STOPPED", "RUNNING", "OVERDUE"]
    assert running.left(day("03-09")) == running.left(day("03-20")) == 15
    assert running.left(day("04-13")) == 0
    correcting = clock(arrived("03-02"), CorrectionAsked(on=day("03-03")))
    assert correcting.standing(day("03-04")) is Standing.CORRECTING
    paying = clock(arrived("03-02"), FeeNotified(on=day("03-03")))
    assert paying.standing(day("03-04")) is Standing.PAYING
    over = clock(arrived("03-02"), Delivered(on=day("03-03"), way=Way.DIRECT))
    assert over.standing(day("03-04")) is Standing.ENDED
    assert (over.late_by, over.faults) == (0, ())
    assert clock(arrived("03-02")).late_by == 0
    assert all(each.label for each in Standing)


def test_the_ruler_shows_what_is_spent_and_what_is_awaited():
    events = (arrived("03-02"), CorrectionAsked(on=day("03-04"), days=5))
    waiting = clock(*events, reached("03-05", "correction"))
    assert {row.why for row in waiting.days} == {"等待申请人补正"}
    assert waiting.days[-1].on == waiting.waits[0].ends.due_on == day("03-12")
    after = clock(*events, Corrected(on=day("03-09")))
    assert [row.why for row in after.days[:8]] == [
        *["补正以前的时间，收到补正后重新起算"] * 7,
        "起算日不计入",
    ]


def test_extended_and_delayed_days_say_so():
    longer = clock(arrived("01-05"), extended("02-02", 5))
    assert longer.days[-1].why == "延长期限第5个工作日"
    delayed = clock(
        arrived("01-05"),
        ReasonsAsked(on=day("01-06")),
        ReasonsGiven(on=day("01-09")),
        Delayed(on=day("01-12"), until=day("02-16")),
    )
    assert delayed.due.due_on == day("02-16")
    assert delayed.days[-1] == Explained(day("02-16"), False, "春节放假")
    assert Explained(day("02-13"), True, "延迟答复期间") in delayed.days


def test_an_opinion_asked_after_the_delay_was_fixed_does_not_move_it():
    fixed = (
        arrived("01-05"),
        ReasonsAsked(on=day("01-06")),
        ReasonsGiven(on=day("01-09")),
        Delayed(on=day("01-12"), until=day("02-06")),
    )
    assert due(*fixed, asked("01-13")) == day("02-06")


def test_payment_after_a_fixed_delay_starts_an_ordinary_period():
    fixed = (
        arrived("01-05"),
        ReasonsAsked(on=day("01-06")),
        ReasonsGiven(on=day("01-09")),
        Delayed(on=day("01-12"), until=day("04-30")),
    )
    paid = (FeeNotified(on=day("01-13")), Paid(on=day("01-14")))
    assert due(*fixed, *paid) == CALENDAR.add_workdays(day("01-14"), 20)


def test_days_in_a_year_without_notice_are_provisional():
    found = clock(arrived("12-10"))
    assert found.due.provisional
    assert found.days[-1].why.endswith("（暂定）")
    assert not clock(arrived("12-01")).due.provisional
    assert clock(arrived("12-01"), extended("12-29")).due.provisional


def test_a_new_notice_moves_the_days_and_what_stands_recorded_stays():
    start, longer = arrived("12-10"), extended("2027-01-08", 5)
    assert due(start) == day("2027-01-08")
    notice = YearNotice(
        year=2027,
        source="测试用的放假安排",
        rest=(Rest("元旦", day("2027-01-01"), day("2027-01-02")),),
        makeup=(day("2027-01-03"),),
    )
    announced = WorkCalendar((*CALENDAR.notices, notice))
    assert read([start], announced).due.due_on == day("2027-01-07")
    with pytest.raises(UnlawfulEvent, match="2027年1月7日届满"):
        read([start, longer], announced)
    found = read([start, longer], announced, recorded=2)
    assert found.due.due_on == day("2027-01-14")
    assert found.faults == ("答复期限已于2027年1月7日届满，不能再延期（条例第三十三条）",)
    with pytest.raises(UnlawfulEvent, match="不能再次延期"):
        read([start, longer, longer], announced, recorded=3)


# ── The open rules ───────────────────────────────────────────────────────────────────────────


def test_payment_starts_the_period_afresh_or_goes_on_where_an_office_says_so():
    events = (arrived("03-02"), FeeNotified(on=day("03-09")), Paid(on=day("03-20")))
    assert due(*events) == CALENDAR.add_workdays(day("03-20"), 20)
    assert due(*events, request__after_payment="resumed") == day("04-13")


def test_a_late_correction_is_refused_unless_an_office_says_otherwise():
    late = (arrived("02-10"), CorrectionAsked(on=day("02-27")))
    with pytest.raises(UnlawfulEvent, match=r"告知补正的期限已于2026年2月26日届满.*第三十条"):
        clock(*late)
    assert clock(*late, request__late_correction="accepted").due is None


def test_an_extension_is_spent_or_not_by_a_restart():
    events = (arrived("03-02"), extended("03-03"), FeeNotified(on=day("03-04")))
    again = (*events, Paid(on=day("03-05")), extended("03-06"))
    with pytest.raises(UnlawfulEvent, match="只能延长一次"):
        clock(*again)
    assert due(*again, request__extension_after_restart="again") == CALENDAR.add_workdays(
        day("03-05"), 40
    )


# ── What the law refuses ─────────────────────────────────────────────────────────────────────

IN = arrived("03-02")
CORRECTING = (IN, CorrectionAsked(on=day("03-03"), days=5), reached("03-04", "correction"))
PAYING = (IN, FeeNotified(on=day("03-03")), reached("03-04", "fee"))
REASONED = (IN, ReasonsAsked(on=day("03-03")), ReasonsGiven(on=day("03-04")))
DELAYED = (*REASONED, Delayed(on=day("03-05"), until=day("05-06")))
LATE = day("03-31")


def drop(why, on):
    return Abandoned(on=day(on), why=why)


UNCORRECTED, UNPAID = Abandonment.UNCORRECTED, Abandonment.UNPAID

REFUSALS = [
    ((Delivered(on=LATE, way=Way.POST),), "还没有登记申请的到达"),
    ((arrived("2019-05-14"),), "适用2008年的条例"),
    ((IN, arrived("03-03")), "到达日期已经登记"),
    ((IN, extended("03-01")), "2026年3月1日早于已经登记的2026年3月2日"),
    ((IN, Confirmed(on=day("03-03"))), "不能再次确认"),
    ((arrived("03-02", Channel.FAX), asked("03-03")), "还没有与申请人确认收到申请"),
    ((IN, Delivered(on=LATE, way=Way.POST), extended("04-01")), "已经办结"),
    ((*CORRECTING, asked("03-05")), "正在等待申请人补正"),
    ((*PAYING, extended("03-05")), "正在等待申请人缴费"),
    ((IN, CorrectionAsked(on=day("03-03"), days=0)), "补正期限至少是1个工作日"),
    ((IN, CorrectionAsked(on=day("03-03"), days=9999)), "期限应在1至1200个工作日之间"),
    (
        (*CORRECTING, Corrected(on=day("03-05")), CorrectionAsked(on=day("03-06"))),
        "不能再次要求补正",
    ),
    ((IN, Corrected(on=day("03-05"))), "没有在等待补正"),
    ((*CORRECTING, Corrected(on=day("03-12"))), "补正期限已于2026年3月11日届满"),
    ((*CORRECTING, drop(UNCORRECTED, "03-11")), "期限到2026年3月11日届满"),
    ((*CORRECTING[:2], drop(UNCORRECTED, "04-11")), "还没有登记补正告知书的送达日期"),
    ((IN, drop(UNCORRECTED, "04-11")), "没有发出等待回音的补正告知书"),
    ((IN, drop(UNPAID, "04-11")), "没有发出等待回音的收费通知"),
    ((*PAYING, drop(UNPAID, "04-03")), "期限到2026年4月3日届满"),
    ((*PAYING, Paid(on=day("04-07"))), "缴费期限已于2026年4月3日届满，视为放弃申请"),
    ((IN, Paid(on=day("03-05"))), "没有待缴的信息处理费"),
    ((*PAYING, Paid(on=day("03-05")), FeeNotified(on=day("03-06"))), "一件申请只收一次"),
    ((IN, FeeNotified(on=LATE)), "不能再发出收费通知"),
    (
        (arrived("2020-12-01"), FeeNotified(on=day("2020-12-02"))),
        "2020年12月2日没有关于“缴纳信息处理费”的规定",
    ),
    ((IN, asked("03-03"), asked("03-04")), "这一份征求意见书已经登记"),
    ((IN, asked("03-03", key="fee")), "这一份征求意见书已经登记"),
    ((IN, given("03-04")), "没有发出过这一份征求意见书"),
    ((IN, reached("03-04", "二")), "没有发出过这一份征求意见书"),
    ((IN, asked("03-03"), given("03-04"), given("03-05")), "意见已经登记"),
    ((IN, asked("03-03"), given("03-04"), reached("03-05", "一")), "已经有了回音"),
    ((IN, asked("03-03"), reached("03-04", "一"), reached("03-05", "一")), "送达日期已经登记"),
    ((IN, reached("03-04", "fee")), "这份文书还没有发出"),
    ((IN, extended("03-03"), extended("03-04")), "只能延长一次"),
    ((IN, extended("03-03", 21)), "最长不超过20个工作日"),
    ((IN, extended("03-03", 0)), "最长不超过20个工作日"),
    ((IN, extended("03-03", 5, "03-04")), "应当先经政府信息公开工作机构负责人同意"),
    ((IN, extended("03-03", 5, "03-01")), "早于答复期限的起算日期"),
    ((*DELAYED, extended("03-06")), "已经告知延迟答复的期限"),
    ((IN, ReasonsGiven(on=day("03-03"))), "还没有要求申请人说明理由"),
    ((IN, ReasonsAsked(on=LATE)), "不能再要求说明理由"),
    ((*REASONED, ReasonsAsked(on=day("03-05"))), "已经要求申请人说明理由"),
    ((*REASONED, ReasonsGiven(on=day("03-05"))), "说明已经登记"),
    ((IN, Delayed(on=day("03-05"), until=day("05-06"))), "才能确定延迟答复的期限"),
    ((*DELAYED, Delayed(on=day("03-06"), until=day("06-06"))), "已经确定并告知"),
    ((*REASONED, Delayed(on=day("03-05"), until=day("03-30"))), "应当晚于原答复期限2026年3月30日"),
    ((*REASONED, Delayed(on=day("03-05"), until=day("03-05"))), "应当晚于告知之日"),
    ((*REASONED, Delayed(on=day("03-05"), until=date(2250, 1, 1))), "超出日历范围"),
    ((*REASONED, Delayed(on=LATE, until=day("05-06"))), "不能再确定延迟答复"),
]


@pytest.mark.parametrize(("events", "sentence"), REFUSALS)
def test_an_unlawful_event_is_refused_with_its_sentence(events, sentence):
    with pytest.raises(UnlawfulEvent, match=sentence) as refusal:
        clock(*events)
    assert refusal.value.position == len(events) - 1
    assert refusal.value.event == events[-1]
    assert isinstance(refusal.value, NotAllowed)


def test_what_ends_a_request_lawfully():
    for events in (
        (*CORRECTING, drop(UNCORRECTED, "03-12")),
        (*PAYING, drop(UNPAID, "04-07")),
        (arrived("03-02", Channel.FAX), drop(Abandonment.WITHDRAWN, "03-03")),
    ):
        found = clock(*events)
        assert found.standing(day("06-01")) is Standing.ENDED
        assert (found.due, found.late_by, found.faults) == (None, 0, ())
    assert clock(*CORRECTING, Corrected(on=day("03-12"), excuse="住院")).due
    assert all(why.label for why in Abandonment)
    assert all(way.label and way.counts_from for way in Way)


def test_an_unknown_event_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        clock(IN, Event(on=LATE))
