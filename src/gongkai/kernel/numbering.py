"""Gap-free number series per organ and year."""

from django.db import transaction

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
