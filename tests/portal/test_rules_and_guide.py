"""制度 and 指南 are made from the records."""

from datetime import timedelta

import pytest

from gongkai.channels.models import Place
from gongkai.portal import guide, rules
from gongkai.portal.shell import Shell
from tests.portal.press import ON
from tests.portal.reading import read


def test_rules_of_offices_with_their_validity(press):
    press.publish("柳溪镇公开审查制度", column="rules", genre="rules")
    press.publish("柳溪镇旧制度", column="rules", genre="rules", expires_on=ON - timedelta(1))
    (page,) = rules.pages(Shell(ON))
    text = read(page.text).text()
    assert "柳溪镇人民政府的制度" in text
    assert text.index("柳溪镇旧制度") < text.index("失效") < text.index("柳溪镇公开审查制度")
    assert "国务院令第711号" in text


def test_document_of_another_genre_in_the_column_has_no_validity(press):
    press.publish("工作安排", column="rules")
    (page,) = rules.pages(Shell(ON))
    assert "工作安排" in read(page.text).text()
    assert "有效" not in read(page.text).text("ul")


def test_no_rules_yet_says_what_will_come(press):
    (page,) = rules.pages(Shell(ON))
    assert "目前没有属于本栏目的政府信息" in read(page.text).text()


@pytest.fixture
def told(press):
    def read_it() -> str:
        (page,) = guide.pages(Shell(ON))
        return read(page.text).text()

    return read_it


def test_guide_names_every_office_that_receives_requests(told, press):
    press.county.liuxi.fax = "0500-6000099"
    press.county.liuxi.office_hours = "工作日8:30至17:30"
    press.county.liuxi.email = "liuxi@example.test"
    press.county.liuxi.save()
    text = told()
    for word in ("柳溪镇人民政府", "0500-6000099", "工作日8:30至17:30", "liuxi@example.test"):
        assert word in text


def test_guide_takes_its_terms_from_the_law(told):
    text = told()
    assert "自收到申请之日起20个工作日内答复" in text
    assert "60日内申请行政复议" in text
    assert "6个月内提起行政诉讼" in text


def test_only_open_channels_are_announced(told):
    text = told()
    assert "当面申请" in text
    assert "邮寄申请" in text
    assert "网上申请" not in text


def test_new_place_stands_in_the_guide_at_once(told, press):
    assert "国家档案馆" in told()
    Place.objects.create(
        organ=press.county.liuxi, kind="reading", name="柳溪镇政务大厅查阅点", address="振兴路88号",
        equipment="查询机", opened_on=ON,
    )  # fmt: skip
    text = told()
    assert "柳溪镇政务大厅查阅点，振兴路88号，有查询机" in text
    assert "国家档案馆" not in text


def test_offices_own_guides_are_listed(told, press):
    press.publish("柳溪镇指南", column="guide", genre="guide")
    assert "柳溪镇指南" in told()
