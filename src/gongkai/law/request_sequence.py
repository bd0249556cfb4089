"""Which event may follow which in a request, and what it changes; the sentence where it may not.

Source: 政府信息公开条例 arts. 30-36; 国办函〔2020〕109号; 国办公开办函〔2016〕235号.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.law.choices import NoChoice
from gongkai.law.clocks import CannotReckon, Stop
from gongkai.law.figures import NoFigure
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import (
    CORRECTION,
    FEE,
    Abandoned,
    Abandonment,
    Arrived,
    Confirmed,
    Corrected,
    CorrectionAsked,
    Delayed,
    Delivered,
    Event,
    Extended,
    FeeNotified,
    OpinionAsked,
    OpinionGiven,
    Paid,
    Reached,
    ReasonsAsked,
    ReasonsGiven,
)
from gongkai.law.request_term import (
    CORRECTION_NOTICE,
    CORRECTION_PERIOD,
    EXTENSION,
    PAYMENT,
    Awaited,
    Books,
    Consultation,
    History,
    Letter,
    Spent,
    term,
)
from gongkai.law.workdays import OutOfCalendar

IN_FORCE = date(2019, 5, 15)
"""First day of 国务院令第711号; earlier requests follow the regulation of 2008."""


class UnlawfulEvent(NotAllowed):
    """An event the law forbids where it stands; `position` counts events from 0."""

    def __init__(self, position: int, event: Event, sentence: str) -> None:
        super().__init__(sentence)
        self.position = position
        self.event = event


def followed_by(history: History, event: Event, position: int, books: Books) -> History:
    """Return the history after `event`. Raises UnlawfulEvent."""
    try:
        _may_come(history, event)
        after = _TAKE[type(event)](history, event, books)
    except (NotAllowed, NoFigure, NoChoice, CannotReckon, OutOfCalendar) as refusal:
        raise UnlawfulEvent(position, event, str(refusal)) from None
    return replace(after, last_on=event.on)


def _may_come(history: History, event: Event) -> None:
    """Refuse what no rule of its own has to look at: order, end, receipt, a period that waits."""
    if history.arrived is None:
        _need(isinstance(event, Arrived), "还没有登记申请的到达，不能先登记其他事项")
        return
    _need(not isinstance(event, Arrived), "这件申请的到达日期已经登记")
    _need(history.end is None, "这件申请已经办结，不能再登记办理事项")
    last = history.last_on or event.on
    _need(event.on >= last, f"{_day(event.on)}早于已经登记的{_day(last)}，请按发生的先后登记")
    if history.received_on is None:
        early = isinstance(event, Confirmed) or _withdraws(event)
        _need(early, "还没有与申请人确认收到申请，不能办理（条例第三十一条）")
    allowed = _WHILE_WAITING.get(history.awaited)
    if allowed and not isinstance(event, allowed):
        raise NotAllowed(f"正在{history.awaited.label}，这期间不能登记这一事项")


_WHILE_WAITING: dict[Awaited, tuple[type[Event], ...]] = {
    Awaited.CORRECTION: (Corrected, Abandoned, Reached, OpinionGiven),
    Awaited.PAYMENT: (Paid, Abandoned, Reached, OpinionGiven),
}


def _withdraws(event: Event) -> bool:
    return isinstance(event, Abandoned) and event.why is Abandonment.WITHDRAWN


def _need(holds: bool, sentence: str) -> None:
    if not holds:
        raise NotAllowed(sentence)


def _timely(holds: bool, sentence: str, books: Books) -> None:
    """Refuse what depends on reckoned days, unless the event stands recorded already."""
    _need(holds or not books.strict, sentence)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def _within_term(history: History, on: date, books: Books, what: str) -> date:
    """Return the last day of the reply period; refuse when `on` is after it."""
    last = term(history, history.start or on, books).due_on
    sentence = f"答复期限已于{_day(last)}届满，不能再{what}（条例第三十三条）"
    _timely(on <= last, sentence, books)
    return last


# ── Intake: arts. 30, 31 ─────────────────────────────────────────────────────────────────────


def _arrived(history: History, event: Arrived, _: Books) -> History:
    _need(
        event.on >= IN_FORCE,
        "2019年5月15日以前收到的申请适用2008年的条例，不能按现行规定计算期限",
    )
    history = replace(history, arrived=event)
    return history if event.needs_confirmation else _received(history, event.on)


def _received(history: History, on: date) -> History:
    return replace(history, received_on=on, start=on)


def _confirmed(history: History, event: Confirmed, _: Books) -> History:
    _need(history.received_on is None, "收到申请的日期已经确定，不能再次确认")
    return _received(history, event.on)


def _correction_asked(history: History, event: CorrectionAsked, books: Books) -> History:
    received = history.received_on or event.on
    _need(history.correction is None, "补正应当一次性告知，不能再次要求补正（条例第三十条）")
    _need(event.days is None or event.days >= 1, "补正期限至少是1个工作日")
    last = Letter(received).by(CORRECTION_NOTICE, books).due_on
    late = books.choices.way("request.late_correction", event.on) == "refused"
    sentence = (
        f"告知补正的期限已于{_day(last)}届满（收到申请之日起7个工作日），"
        "不能再要求补正（条例第三十条）"
    )
    _timely(event.on <= last or not late, sentence, books)
    _within_term(history, event.on, books, "要求补正")
    letter = Letter(event.on, event.days)
    letter.by(CORRECTION_PERIOD, books)
    return replace(history, awaited=Awaited.CORRECTION, correction=letter)


def _corrected(history: History, event: Corrected, books: Books) -> History:
    letter = history.correction
    _need(history.awaited is Awaited.CORRECTION, "没有在等待补正，不能登记收到补正")
    if letter and letter.reached_on and not event.excuse:
        last = letter.by(CORRECTION_PERIOD, books).due_on
        sentence = (
            f"补正期限已于{_day(last)}届满；有正当理由的请写明理由，"
            "没有的视为放弃申请（条例第三十条）"
        )
        _timely(event.on <= last, sentence, books)
    return _restarted(history, event.on, "补正以前的时间，收到补正后重新起算", books)


def _restarted(history: History, on: date, why: str, books: Books) -> History:
    """Return the history with a fresh period from `on`; earlier days are spent."""
    again = books.choices.way("request.extension_after_restart", on) == "again"
    return replace(
        history,
        start=on,
        awaited=Awaited.NOTHING,
        extended=history.extended and not again,
        extension_days=0,
        delayed_until=None,
        spent=(*history.spent, Spent(history.start or on, on, why)),
    )


# ── Consultation: arts. 32-34 ────────────────────────────────────────────────────────────────


def _asked(history: History, event: OpinionAsked, books: Books) -> History:
    known = {CORRECTION, FEE, *(asked.key for asked in history.consultations)}
    _need(event.key not in known, "这一份征求意见书已经登记，请另行编号")
    books.figures.figure(event.party.rule, event.on)
    asked = Consultation(event.key, event.party, Letter(event.on))
    return replace(history, consultations=(*history.consultations, asked))


def _reached(history: History, event: Reached, _: Books) -> History:
    if event.letter == CORRECTION:
        return replace(history, correction=_arrival(history.correction, event))
    if event.letter == FEE:
        return replace(history, fee=_arrival(history.fee, event))
    asked = _consultation(history, event.letter)
    return _with(history, replace(asked, letter=_arrival(asked.letter, event)))


def _arrival(letter: Letter | None, event: Reached) -> Letter:
    if letter is None:
        raise NotAllowed("这份文书还没有发出，不能登记送达")
    _need(letter.reached_on is None, "这份文书的送达日期已经登记")
    _need(letter.back_on is None, "这份文书已经有了回音，送达日期不能晚于回音")
    return replace(letter, reached_on=event.on)


def _answered(history: History, event: OpinionGiven, _: Books) -> History:
    asked = _consultation(history, event.key)
    _need(asked.opinion is None, "这一份征求意见书的意见已经登记")
    letter = replace(asked.letter, back_on=event.on)
    return _with(history, replace(asked, letter=letter, opinion=event.opinion))


def _consultation(history: History, key: str) -> Consultation:
    found = next((asked for asked in history.consultations if asked.key == key), None)
    if found is None:
        raise NotAllowed("没有发出过这一份征求意见书")
    return found


def _with(history: History, new: Consultation) -> History:
    kept = (new if old.key == new.key else old for old in history.consultations)
    return replace(history, consultations=tuple(kept))


# ── More time: arts. 33, 35 ──────────────────────────────────────────────────────────────────


def _extended(history: History, event: Extended, books: Books) -> History:
    start = history.start or event.on
    longest = books.figures.figure(EXTENSION, start).value
    days = longest if event.days is None else event.days
    _need(not history.extended, "答复期限只能延长一次，不能再次延期（条例第三十三条）")
    _need(history.delayed_until is None, "已经告知延迟答复的期限，不能再延期（条例第三十五条）")
    _need(1 <= days <= longest, f"延长的期限最长不超过{longest}个工作日（条例第三十三条）")
    _need(event.approved_on <= event.on, "延期应当先经政府信息公开工作机构负责人同意，再告知申请人")
    _need(event.approved_on >= start, "同意延期的日期早于答复期限的起算日期")
    _within_term(history, event.on, books, "延期")
    return replace(history, extended=True, extension_days=days)


def _reasons_asked(history: History, event: ReasonsAsked, books: Books) -> History:
    _need(not history.reasons_asked, "已经要求申请人说明理由")
    _within_term(history, event.on, books, "要求说明理由")
    return replace(history, reasons_asked=True)


def _reasons_given(history: History, _event: ReasonsGiven, _: Books) -> History:
    _need(history.reasons_asked, "还没有要求申请人说明理由")
    _need(not history.reasons_given, "申请人的说明已经登记")
    return replace(history, reasons_given=True)


def _delayed(history: History, event: Delayed, books: Books) -> History:
    _need(
        history.reasons_given,
        "申请人说明理由并认为合理的，才能确定延迟答复的期限（条例第三十五条）",
    )
    _need(history.delayed_until is None, "延迟答复的期限已经确定并告知，不能再改")
    last = _within_term(history, event.on, books, "确定延迟答复")
    _need(event.until > event.on, "延迟答复的日期应当晚于告知之日")
    _timely(event.until > last, f"延迟答复的日期应当晚于原答复期限{_day(last)}", books)
    delayed = replace(history, delayed_until=event.until)
    term(delayed, history.start or event.on, books)
    return delayed


# ── The fee ──────────────────────────────────────────────────────────────────────────────────


def _fee_notified(history: History, event: FeeNotified, books: Books) -> History:
    _need(history.fee is None, "收费通知已经发出，一件申请只收一次")
    books.figures.figure(PAYMENT, event.on)
    _within_term(history, event.on, books, "发出收费通知")
    return replace(history, awaited=Awaited.PAYMENT, fee=Letter(event.on))


def _paid(history: History, event: Paid, books: Books) -> History:
    letter = history.fee
    if letter is None or history.awaited is not Awaited.PAYMENT:
        raise NotAllowed("没有待缴的信息处理费")
    last = letter.by(PAYMENT, books).due_on
    in_time = letter.reached_on is None or event.on <= last
    _timely(in_time, f"缴费期限已于{_day(last)}届满，视为放弃申请", books)
    if books.choices.way("request.after_payment", event.on) == "anew":
        return _restarted(history, event.on, "缴费以前的时间，缴费后重新起算", books)
    pause = Stop(letter.sent_on, event.on, "等待缴费的时间不计入")
    return replace(history, awaited=Awaited.NOTHING, pauses=(*history.pauses, pause))


# ── The end ──────────────────────────────────────────────────────────────────────────────────


def _delivered(history: History, event: Delivered, _: Books) -> History:
    _need(event.way.is_lawful, event.way.counts_from)
    return replace(history, end=event)


def _abandoned(history: History, event: Abandoned, books: Books) -> History:
    if event.why is Abandonment.WITHDRAWN:
        return replace(history, end=event)
    awaited, letter, rule, name = (
        (Awaited.CORRECTION, history.correction, CORRECTION_PERIOD, "补正告知书")
        if event.why is Abandonment.UNCORRECTED
        else (Awaited.PAYMENT, history.fee, PAYMENT, "收费通知")
    )
    if letter is None or history.awaited is not awaited:
        raise NotAllowed(f"没有发出等待回音的{name}，不能按{event.why.label}办结")
    _need(letter.reached_on is not None, f"还没有登记{name}的送达日期，不能认定{event.why.label}")
    last = letter.by(rule, books).due_on
    _timely(event.on > last, f"期限到{_day(last)}届满，此前不能认定{event.why.label}", books)
    return replace(history, end=event)


_TAKE: dict[type[Event], Callable[[History, Any, Books], History]] = {
    Arrived: _arrived,
    Confirmed: _confirmed,
    CorrectionAsked: _correction_asked,
    Corrected: _corrected,
    OpinionAsked: _asked,
    Reached: _reached,
    OpinionGiven: _answered,
    Extended: _extended,
    ReasonsAsked: _reasons_asked,
    ReasonsGiven: _reasons_given,
    Delayed: _delayed,
    FeeNotified: _fee_notified,
    Paid: _paid,
    Delivered: _delivered,
    Abandoned: _abandoned,
}
