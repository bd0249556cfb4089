"""主动公开率: both numbers open their lists; nothing is rounded up."""

from datetime import date, timedelta

import pytest

from gongkai.disclosures import operations
from gongkai.disclosures.models import Document
from gongkai.disclosures.queries import rate as queries
from gongkai.disclosures.queries.rate import Rate
from gongkai.kernel.actor import CLOCK
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 31)


def titles(office, part, on=ON, year=2026):
    rows = queries.part(office.checker, part, year, on, office.checker.organs)
    return sorted(document.title for document in rows)


@pytest.fixture
def county_of_texts(office):
    closed = {"attribute": "closed", "ground": "N16b", "ground_reason": "讨论稿"}
    office.published(title="公开的")
    office.drafted(title="没写完的")
    office.drafted(title="明年到期的", formed_on=date(2026, 11, 20))
    office.drafted(title="依申请的", attribute="on_request", ground="R27", ground_reason="一户")
    operations.discard(office.drafted(title="作废的"), by=office.clerk, at=AT)
    operations.sign_withholding(office.checked(title="不公开的", **closed), by=office.signer, at=AT)
    wrong = office.published(title="撤下的")
    operations.withdraw(wrong, reason="有误", by=office.clerk, at=AT)
    over = office.published("list", title="期满的", display_until=AT.date())
    operations.take_down(over, by=CLOCK, at=AT + timedelta(days=1))
    dateless = office.published(title="没有期限的")
    Document.objects.filter(pk=dateless.pk).update(due_on=None)
    future = office.drafted(title="明年的")
    Document.objects.filter(pk=future.pk).update(due_on=date(2027, 1, 8))
    return office


def test_parts_are_lists(county_of_texts):
    office = county_of_texts
    published = ["公开的", "期满的", "没有期限的"]
    missing = ["撤下的", "明年到期的", "没写完的"]
    assert titles(office, "published") == sorted(published)
    assert titles(office, "missing") == sorted(missing)
    assert titles(office, "should") == sorted(published + missing)
    assert titles(office, "withheld") == ["不公开的"]
    assert "没写完的" not in titles(office, "missing", on=AT.date())
    assert titles(office, "should", year=2025) == []
    with pytest.raises(KeyError):
        titles(office, "other")


def test_rates_are_those_lists_counted(county_of_texts, settings):
    office = county_of_texts
    found = queries.rates(office.checker, 2026, ON)
    assert found == {office.county.liuxi.pk: Rate(3, 6, 1)}
    assert queries.total(found.values()).text == "50.0%"
    assert found[office.county.liuxi.pk].missing == 3
    settings.GONGKAI = settings.GONGKAI | {"rate_counts_withheld": True}
    assert queries.rates(office.checker, 2026, ON)[office.county.liuxi.pk] == Rate(3, 7, 1)
    assert titles(office, "missing") == ["不公开的", "撤下的", "明年到期的", "没写完的"]
    assert queries.rates(office.actor("钱"), 2026, ON) == {}


def test_years_reach_from_the_first_term_to_this(office):
    assert queries.years(office.checker, ON) == [2026]
    office.drafted(formed_on=date(2024, 3, 1))
    assert queries.years(office.checker, ON) == [2026, 2025, 2024]


@pytest.mark.parametrize(
    ("published", "should", "text"),
    [(9999, 10_000, "99.9%"), (10, 10, "100.0%"), (99, 100, "99.0%"), (4, 4, ""), (0, 0, "")],
)
def test_rate_is_cut_and_told_only_of_enough(published, should, text):
    assert Rate(published, should, 0).text == text
