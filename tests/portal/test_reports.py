"""年报: by year and office, and why one is missing."""

from datetime import date, datetime

import pytest

from gongkai.portal import reports
from gongkai.portal.shell import Shell
from tests.portal.press import AT, CHINA, ON
from tests.portal.reading import read


def seen(on=ON) -> dict:
    return {page.path: read(page.text) for page in reports.pages(Shell(on))}


@pytest.fixture
def report(press):
    return press.publish(
        "柳溪镇2024年政府信息公开工作年度报告", column="annual-reports", genre="report"
    )


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("柳溪镇2024年年度报告", 2024),
        ("2023 年报告", 2023),
        ("年度报告", 2025),
        ("第12025年", 2025),
    ],
)
def test_year_comes_from_the_title_else_from_the_day(title, year):
    assert reports.year_of(title, AT) == year


def test_matrix_links_the_report_and_tells_what_is_missing(report):
    found = seen()
    page = found["/xxgk/nianbao/"]
    assert "柳溪镇2024年年报" in page.text("tbody")
    assert page.text("tbody").count("未收录") == 5
    assert "本站没有收录" in found["/xxgk/nianbao/2025.html"].text()
    assert "柳溪镇2024年政府信息公开工作年度报告" in found["/xxgk/nianbao/2024.html"].text()


def test_villages_owe_no_report(report):
    assert "桃溪村" not in seen()["/xxgk/nianbao/"].text("table")


def test_before_the_last_day_a_report_is_not_missing(report):
    found = seen(date(2026, 2, 10))["/xxgk/nianbao/2025.html"].text()
    assert "2026年3月31日前公布" in found  # 县
    assert "2026年1月31日" not in found  # 乡镇的期限已过


def test_without_any_report_last_year_is_shown(press):
    assert set(seen()) == {"/xxgk/nianbao/", "/xxgk/nianbao/2025.html"}


def test_years_before_the_present_regulation_have_a_last_day_too(press):
    at = datetime(2017, 3, 1, tzinfo=CHINA)
    press.publish("2016年报告", column="annual-reports", genre="report", at=at)
    assert "/xxgk/nianbao/2016.html" in seen()
