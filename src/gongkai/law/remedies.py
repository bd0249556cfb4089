"""救济: what an applicant may do against a reply, until when, and the office's own deadlines.

Refusals under arts. 14-16 go to reconsideration first since 2024 (行政复议法第二十三条第一款第四项);
everything else may be reconsidered or sued at once. Which organ and which court is a setting of
the office: the county government for a township, the government that set it up for a street
office (第二十四条). Texts are in `data/remedies.json`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.choices import DEFAULTS, Choices
from gongkai.law.clocks import Due, due
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Way
from gongkai.law.tables import table
from gongkai.law.workdays import WorkCalendar

FIRST_REQUIRED = date(2024, 1, 1)
"""First day of the 行政复议法 that puts reconsideration first."""


class Remedy(StrEnum):
    """The remedy of a type of answer: reconsideration first, either, or each for its part."""

    FIRST = "A"
    EITHER = "B"
    BOTH = "A+B"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {
            "A": "先申请行政复议，再提起行政诉讼",
            "B": "申请行政复议或者提起行政诉讼",
            "A+B": "不予公开部分先申请行政复议，其余部分可以复议或者诉讼",
        }[self]


class Dispute(StrEnum):
    """The three ways a dispute takes, the groups of table four of the annual report."""

    RECONSIDERATION = "reconsideration"
    SUIT_DIRECT = "suit_direct"
    SUIT_AFTER = "suit_after"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {
            "reconsideration": "行政复议",
            "suit_direct": "未经复议直接起诉",
            "suit_after": "复议后起诉",
        }[self]

    def cell(self, result: "Result") -> str:
        """Return the cell of table four that counts a case: suit_after.upheld."""
        return f"{self}.{result}"


class Result(StrEnum):
    """How a dispute ended; the columns of table four."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"
    PENDING = "pending"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {
            "upheld": "结果维持",
            "corrected": "结果纠正",
            "other": "其他结果",
            "pending": "尚未审结",
        }[self]


class Track(StrEnum):
    """The procedure in which the office has to answer as respondent."""

    SUMMARY = "reconsider.reply_summary"
    ORDINARY = "reconsider.reply_ordinary"
    COURT = "suit.reply"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {
            Track.SUMMARY: "行政复议简易程序",
            Track.ORDINARY: "行政复议普通程序",
            Track.COURT: "行政诉讼",
        }[self]


@dataclass(frozen=True, slots=True)
class Forum:
    """Where an applicant turns to: the office's settings. `url` takes applications online."""

    organ: str
    court: str
    url: str = ""


def applicable(remedy: Remedy, on: date, choices: Choices = DEFAULTS) -> Remedy:
    """Return the remedy told on `on`: before 2024 a refusal, too, could be sued at once."""
    if on < FIRST_REQUIRED:
        return Remedy.EITHER
    return Remedy(choices.way("remedy.partial", on)) if remedy is Remedy.BOTH else remedy


def clause(
    remedy: Remedy, forum: Forum, on: date, *, online: bool = False, choices: Choices = DEFAULTS
) -> str:
    """Return the remedy clause of a decision of `on`, served through the internet if `online`.

    Raises NotAllowed while the organ, the court or the online address is not set.
    """
    if not forum.organ or not forum.court:
        raise NotAllowed("还没有设置行政复议机关和管辖法院，不能出具告知书")
    told = text(applicable(remedy, on, choices), on).format(organ=forum.organ, court=forum.court)
    if not online or on < FIRST_REQUIRED:
        return told
    if not forum.url:
        raise NotAllowed("网上送达的决定要同时告知网上提交行政复议申请的途径，请先设置网址")
    return told + text("online", on).format(url=forum.url)


def text(key: str, on: date) -> str:
    """Return the clause under `key` (A, B, A+B, C, online) in force on `on`. Raises NotAllowed."""
    for row in table("remedies")["clauses"]:
        until = row["until"]
        begun = date.fromisoformat(row["since"]) <= on
        if row["key"] == key and begun and (until is None or on <= date.fromisoformat(until)):
            return str(row["text"])
    raise NotAllowed(f"{on.year}年{on.month}月{on.day}日没有可以适用的救济告知")


def may_take(dispute: Dispute, remedy: Remedy, decided_on: date) -> str:
    """Return why an applicant may not take this way, or an empty string.

    A partial reply may be sued at once for the part that was not refused.
    """
    if dispute is Dispute.SUIT_DIRECT and applicable(remedy, decided_on) is Remedy.FIRST:
        return "依照条例第十四条至第十六条不予公开的，应当先申请行政复议（行政复议法第二十三条）"
    return ""


def served_on(way: Way, on: date, calendar: WorkCalendar) -> date:
    """Return the day a reply counts as served, from which remedies run; `on` as in Delivered.

    An announcement serves when its 30 days are over (民事诉讼法第九十五条, by analogy). For post
    the caller gives the day of signature, not of posting.
    """
    return due("service.announced", on, calendar).due_on if way is Way.ANNOUNCED else on


def until(dispute: Dispute, known_on: date, calendar: WorkCalendar, *, told: bool = True) -> Due:
    """Return until when the way stands open to somebody who knew of the act on `known_on`.

    `told`: whether the right, the organ and the period were told. After reconsideration
    `known_on` is the day its decision was received. Raises NoFigure for days before the statutes.
    """
    rule = {
        Dispute.RECONSIDERATION: "remedy.reconsider",
        Dispute.SUIT_DIRECT: "remedy.suit",
        Dispute.SUIT_AFTER: "remedy.suit_after",
    }[dispute]
    if not told and dispute is not Dispute.SUIT_AFTER:
        rule += "_untold"
    return due(rule, known_on, calendar)


def respond_by(track: Track, copy_received_on: date, calendar: WorkCalendar) -> Due:
    """Return until when the office must answer as respondent: 5 or 10 working days, 15 days."""
    return due(track, copy_received_on, calendar)


def report_correction_by(received_on: date, calendar: WorkCalendar) -> Due:
    """Return until when a 行政复议意见书 must be answered with what was corrected (第七十六条)."""
    return due("reconsider.report", received_on, calendar)


def appeal_until(decision_received_on: date, calendar: WorkCalendar) -> Due:
    """Return until when a party may appeal against a first judgment (行政诉讼法第八十五条)."""
    return due("suit.appeal", decision_received_on, calendar)
