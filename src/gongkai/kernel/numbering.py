"""Gap-free number series per organ and year."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from gongkai.kernel.compiled import Compiled, Keys
from gongkai.kernel.models import Series


def next_number(organ: int, name: str, year: int) -> int:
    """Return the next number of a series, from 1; a rolled-back transaction gives it back.

    Call it inside the transaction that uses the number: the row stays locked until then, so no
    number is skipped and none is given twice.
    """
    with transaction.atomic():
        Series.objects.bulk_create(
            [Series(organ=organ, name=name, year=year)], ignore_conflicts=True
        )
        series = Series.objects.select_for_update().get(organ=organ, name=name, year=year)
        series.last += 1
        series.save(update_fields=["last"])
        return series.last


def next_numbers(organ: int, names: Collection[str], year: int) -> dict[str, int]:
    """Return the next number of each of several series at once; see `next_number`.

    The rows are locked in the order of their names, so that two callers never wait for each other.
    """
    if not names:
        return {}
    with transaction.atomic():
        Series.objects.bulk_create(
            [Series(organ=organ, name=name, year=year) for name in names], ignore_conflicts=True
        )
        found = Series.objects.filter(organ=organ, name__in=names, year=year).order_by("name")
        numbers = {series.name: series.last + 1 for series in found.select_for_update()}
        found.order_by().update(last=F("last") + 1)
        return numbers


def last_numbers(organ: int, names: Collection[str], year: int) -> dict[str, int]:
    """Return the last number given in each of several series; 0 where none has been given."""
    return dict.fromkeys(names, 0) | dict(_LAST(organ, names, year))


def _last(organ: int, names: Collection[str], year: int) -> "QuerySet[Series, Any]":
    found = Series.objects.filter(organ=organ, name__in=names, year=year).order_by("name")
    return found.values_list("name", "last")


_LAST = Compiled(_last, 1_000_000_001, Keys(text=True), 1_000_000_002)
