"""What waits besides documents: cases to answer, the register, texts kept out, leaks to report."""

from dataclasses import dataclass

from django.urls import reverse

from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.words import long_day, moment
from gongkai.law.roles import Role
from gongkai.remedies import queries as remedies
from gongkai.screening import access, queries

MOST = 6
"""Texts kept out that are named one by one."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One sentence with the way to the thing; `late` marks what is over its date."""

    icon: str
    text: str
    url: str
    late: bool = False


def alerts(request: DeskRequest) -> list[Alert]:
    """Return what this actor should know of today."""
    actor = request.actor
    if not actor.roles & {Role.CHECKER, Role.SIGNER, Role.CLERK}:
        return []
    return [*_secrecy(request), *_cases(request), *_register(request)]


def _secrecy(request: DeskRequest) -> list[Alert]:
    found = []
    for stop in queries.waiting_stops(access.stops(request.actor))[:MOST]:
        url = reverse("desk-secrecy-stop", args=[stop.pk])
        if stop.leak_open and stop.leak_due_at:
            words = f"登记了泄密，须在 {moment(stop.leak_due_at)} 以前报告"
            found.append(Alert("triangle-alert", words, url, stop.leak_is_late(request.now)))
        else:
            day = long_day(stop.due_on)
            words = f"拦下一份带“{stop.level}”标志的文本，{day}以前报请确定或者移交线下"
            found.append(Alert("lock", words, url, stop.due_on < today(request)))
    return found


def _cases(request: DeskRequest) -> list[Alert]:
    """Return the cases to answer and the corrections to report; a term missed loses the case."""
    on = today(request)
    found = []
    for case in remedies.due(request.actor.organs)[:MOST]:
        url, opinion = reverse("desk-case", args=[case.pk]), case.opinion_due_on
        if case.state == "registered":
            words = f"{case.number}：{long_day(case.respond_by)}以前答复，逾期视为没有证据"
            found.append(Alert("gavel", words, url, case.is_late(on)))
        elif opinion is not None:
            words = f"{case.number}：{long_day(opinion)}以前报送纠正情况"
            found.append(Alert("send", words, url, case.opinion_is_late(on)))
    return found


def _register(request: DeskRequest) -> list[Alert]:
    waiting = queries.waiting(request.actor.organs, today(request))
    url, found = reverse("desk-withheld"), []
    if waiting["proposed"] and request.actor.has(Role.SIGNER):
        words = f"有 {waiting['proposed']} 项不予公开等您签批"
        found.append(Alert("stamp", words, f"{url}?state=proposed"))
    if waiting["overdue"]:
        words = f"不予公开登记有 {waiting['overdue']} 项已过评估期限"
        found.append(Alert("history", words, f"{url}?due=late", late=True))
    return found
