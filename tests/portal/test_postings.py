"""公示: days left, where to object, what ended."""

from datetime import timedelta

from gongkai.portal import postings
from gongkai.portal.shell import Shell
from tests.portal.press import ON
from tests.portal.reading import read


def seen(on=ON) -> dict:
    return {page.path: read(page.text) for page in postings.pages(Shell(on))}


def test_open_posting_tells_days_left_and_the_channel(printed):
    text = seen()["/xxgk/gongshi/"].text()
    assert "7天后截止" in text
    assert "异议渠道：柳溪镇民政办，电话0500-6000012" in text
    assert "2026年10月" not in text


def test_without_a_channel_the_office_is_named(press):
    press.publish("公示", genre="list", display_until=ON)
    text = seen()["/xxgk/gongshi/"].text()
    assert "今天截止" in text
    assert "向柳溪镇人民政府提出" in text


def test_ended_ones_stand_under_the_year_they_ended(printed):
    found = seen()
    assert "2026年10月低保对象公示" in found["/xxgk/gongshi/2026/"].text()
    assert "../../../xxgk/gongshi/" in [a["href"] for a in found["/xxgk/gongshi/2026/"].all("a")]
    assert "2026年11月低保" not in found["/xxgk/gongshi/2026/"].text("ul")


def test_the_day_after_its_last_a_posting_has_ended(printed):
    later = seen(ON + timedelta(days=8))
    assert "2026年11月低保对象公示" in later["/xxgk/gongshi/2026/"].text()
    assert "目前没有在公示期内的事项" in later["/xxgk/gongshi/"].text()


def test_withdrawn_lists_leave_the_archive(printed, press):
    press.withdraw(printed["ended"])
    assert set(seen()) == {"/xxgk/gongshi/"}
