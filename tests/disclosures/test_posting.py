"""Lists of persons come down by themselves when their posting is over."""

from datetime import date, timedelta

import pytest

from gongkai.clock.tick import tick
from gongkai.disclosures import operations
from gongkai.kernel.actor import CLOCK
from gongkai.law.procedure import NotAllowed
from gongkai.screening import operations as screening
from gongkai.screening.models import Withholding
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def aid(column):
    """The column in which lists of aid stand; these need no assessment here."""
    column.slug = "social-assistance"
    column.save()
    return column


@pytest.fixture
def unassessed(office, aid):
    rule = {"period": 7, "unit": "CD", "assessed": False, "top": office.county.root.pk}
    screening.set_list_rule("subsistence", by=office.actor("郑管"), at=AT, **rule)


def test_list_of_a_kind_stands_its_period_and_is_taken_down_by_the_clock(office, unassessed):
    document = office.published("list", title="低保名单")
    assert document.take_down_on == date(2026, 11, 27)
    assert tick(AT + 7 * DAY) == []
    document.refresh_from_db()
    assert document.is_public

    assert tick(AT + 8 * DAY) == []
    document.refresh_from_db()
    assert (document.state, document.take_down_on) == ("withdrawn", None)
    assert "公示期满（公示至2026年11月27日）" in document.withdrawn_reason
    entry = Withholding.objects.get()
    assert (entry.extent, entry.ground, entry.review_on) == ("expired", "N15", None)
    assert (entry.title, entry.decider.name) == ("低保名单", "王主任")


@pytest.mark.parametrize(
    ("until", "last"),
    [(date(2026, 11, 22), date(2026, 11, 27)), (date(2026, 12, 20), date(2026, 12, 20))],
)
def test_later_of_its_own_end_and_that_of_its_kind_counts(office, unassessed, until, last):
    assert office.published("list", display_until=until).take_down_on == last


def test_other_list_stands_until_its_own_end_or_for_good(office):
    assert office.published("list", display_until=date(2026, 11, 25)).take_down_on == date(
        2026, 11, 25
    )
    assert office.published("list", title="没有期限").take_down_on is None
    assert office.published("notice", title="公告", display_until=FAR).take_down_on is None


FAR = date(2026, 12, 1)


def test_list_is_not_taken_down_before_its_time(office, unassessed):
    document = office.published("list")
    with pytest.raises(NotAllowed, match="还没有结束"):
        operations.take_down(document, by=CLOCK, at=AT)
    other = office.published(title="公告")
    with pytest.raises(NotAllowed, match="还没有结束"):
        operations.take_down(other, by=CLOCK, at=AT)


def test_refusal_is_told_and_stops_nothing_else(office, unassessed, monkeypatch):
    first, second = (office.published("list", title=t) for t in ("甲名单", "乙名单"))
    real = operations.posting.withdraw

    def refusing(document, **given):
        if document.pk == first.pk:
            raise NotAllowed("不行")
        return real(document, **given)

    monkeypatch.setattr(operations.posting, "withdraw", refusing)
    assert tick(AT + 9 * DAY) == ["《甲名单》没有撤下：不行"]
    second.refresh_from_db()
    assert second.state == "withdrawn"


def test_corrected_list_keeps_an_end(office, unassessed):
    document = office.published("list")
    later = AT + 2 * DAY
    document = operations.begin_correction(document, reason="漏一户", by=office.clerk, at=later)
    content = office.content(title="更正后的名单")
    document = operations.write(document, content=content, seen=1, by=office.clerk, at=later)
    assert office.again(document).take_down_on == date(2026, 11, 27)
