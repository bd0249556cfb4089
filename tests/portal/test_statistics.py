"""公开统计: the numbers are those of the records."""

from datetime import date, timedelta

import pytest

from gongkai.disclosures.models import Document, Genre
from gongkai.kernel.actor import CLOCK
from gongkai.law.withholding import Extent
from gongkai.portal import statistics
from gongkai.portal.shell import Shell
from gongkai.portal.statistics import Line
from gongkai.screening.operations import register
from tests.portal.press import AT, ON
from tests.portal.reading import read


@pytest.fixture
def text(press):
    on_time = press.publish("按期", column="finance", genre="budget")
    late = press.publish("迟了", column="finance", genre="budget")
    old = press.publish("去年的", column="policies", genre="policy", at=AT - timedelta(days=365))
    Document.objects.filter(pk__in=[on_time.pk, old.pk]).update(due_on=ON)
    Document.objects.filter(pk=late.pk).update(due_on=ON - timedelta(days=1))
    press.withdraw(press.publish("撤下的", column="aid"))
    (page,) = statistics.pages(Shell(ON))
    return read(page.text)


def test_sums(text):
    assert "3现在可以查阅" in text.text("ul").replace("\n", "")
    assert "3" + "2026年公开" in text.text("ul").replace("\n", "")
    assert "1公开后撤下" in text.text("ul").replace("\n", "")


def test_every_genre_is_counted():
    assert set(statistics.GENRES) == set(Genre.values)
    assert {key: name for key, (name, _) in statistics.GENRES.items()} == dict(Genre.choices)


def test_readable_numbers_link_to_their_lists(text):
    hrefs = {a["href"] for a in text.all("a")}
    assert "../../xxgk/mulu/2026-11/" in hrefs
    assert "../../xxgk/mulu/2025-11/" in hrefs
    assert "../../jigou/liuxi/gongkai/" in hrefs
    assert "../../xxgk/fading/20-7.html" in hrefs
    assert "../../xxgk/zhengce/" in hrefs
    assert "../../xxgk/mulu/2026-10/" not in hrefs


def test_day_is_told(text):
    assert "数据截至2026年11月20日" in text.text()


def test_every_chart_has_a_name(text):
    drawn = [svg for svg in text.all("svg") if svg.get("class") == "chart"]
    assert len(drawn) == 6
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in drawn)


@pytest.mark.parametrize(
    ("timely", "late", "rate"), [(9, 1, "90.0%"), (2, 2, ""), (5, 0, "100.0%"), (0, 0, "")]
)
def test_rate_is_told_from_five_on(timely, late, rate):
    assert Line("甲", "", 10, 10, timely, late).rate == rate


def test_twenty_four_months_up_to_this_one():
    months = statistics._months(date(2026, 1, 31))
    assert (months[0], months[-1], len(months)) == ("2024-02", "2026-01", 24)


def test_site_without_documents_has_statistics_too(press):
    (page,) = statistics.pages(Shell(ON))
    assert "0现在可以查阅" in read(page.text).text("ul").replace("\n", "")


def test_what_is_withheld_is_counted_by_ground_and_not_named(text, press):
    assert "现在没有依法不予公开的政府信息" in text.text()
    for title, extent, ground in (
        ("报价构成", Extent.WHOLE, "N15"),
        ("比选情况", Extent.DELAYED, "N16b"),
        ("遮盖的一处", Extent.MASKED, "N15"),
    ):
        register(
            organ=press.county.liuxi.pk, subject=f"x:{title}", title=title, extent=extent, ground=ground,
            reason="损害第三方", by=CLOCK, at=AT,
        )  # fmt: skip
    (page,) = statistics.pages(Shell(ON))
    told = read(page.text).text()
    assert "依法不予公开的政府信息共 2 项" in told
    assert "过程性信息（《政府信息公开条例》第十六条第二款）：1 项" in told
    assert "报价构成" not in told
