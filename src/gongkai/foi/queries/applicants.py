"""The same applicant and similar requests: found by blind marks and by words, never by names."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.foi.models import Request, Wanted
from gongkai.text.segment import terms

LOOKED_THROUGH = 500
"""Newest requests of the organ a text is compared with."""
ALIKE = 0.5
"""Share of common words from which two requests are told to be alike."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A request whose text is like another's; `same` when the same applicant made it."""

    request: Request
    share: float
    same: bool


def by_same_applicant(request: Request) -> list[Request]:
    """Return the other requests of the applicant to the same organ, newest first."""
    if not request.applicant_mark:
        return []
    found = Request.objects.filter(organ=request.organ_id, applicant_mark=request.applicant_mark)
    return list(found.exclude(pk=request.pk).order_by("-id")[:LOOKED_THROUGH])


def asked_in_month(request: Request) -> int:
    """Return how many the applicant had asked before in the calendar month of receipt."""
    on = request.received_on
    if not request.applicant_mark or on is None:
        return 0
    last = on.replace(day=calendar.monthrange(on.year, on.month)[1])
    found = Request.objects.filter(
        organ=request.organ_id,
        applicant_mark=request.applicant_mark,
        received_on__range=(on.replace(day=1), last),
    )
    return found.filter(pk__lt=request.pk).count()


def similar(request: Request) -> list[Similar]:
    """Return requests of the organ that ask for much the same, the most alike first.

    The hint for repeated requests (条例第三十六条第六项) and for what many ask for (第四十四条).
    """
    newest = Request.objects.filter(organ=request.organ_id, erased_at=None).exclude(pk=request.pk)
    rows = {row.pk: row for row in newest.order_by("-id")[:LOOKED_THROUGH]}
    mine = _words(_texts([request.pk]).get(request.pk, ""))
    found = []
    for pk, text in _texts(rows).items():
        share = _share(mine, _words(text))
        if share >= ALIKE:
            same = bool(request.applicant_mark) and (
                rows[pk].applicant_mark == request.applicant_mark
            )
            found.append(Similar(rows[pk], share, same))
    return sorted(found, key=lambda row: (-row.share, -row.request.pk))


def _texts(requests: Iterable[int]) -> dict[int, str]:
    """Return what each asks for, corrections included last."""
    rows = Wanted.objects.filter(request__in=list(requests)).order_by("request_id", "number")
    return {row.request_id: row.opened().get("description", "") for row in rows}


def _words(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left and right else 0.0
