"""法定主动公开内容: every kind and field says what, when, why, and what is public."""

import pytest

from gongkai.catalogue.models import Item
from gongkai.law.kinds import ART20, ART21_CITY, ART21_TOWN, FIELDS, content_kind
from gongkai.portal import kinds, links
from gongkai.portal.shell import Shell
from tests.portal.press import ON
from tests.portal.reading import read


def item(press, organ, **changed) -> Item:
    row = {
        "organ": organ, "number": 1, "field": "社会救助", "level1": "最低生活保障",
        "level2": "审核确认", "elements": ["对象", "金额"], "basis": "《社会救助暂行办法》",
        "limit_text": "10个工作日内", "limit_anchor": "prompt", "body": "民政办",
        "channels": ["政府网站"], "valid_from": ON, "column": press.columns["aid"],
    }  # fmt: skip
    return Item.objects.create(**(row | changed))


@pytest.fixture
def seen(press):
    def look() -> dict:
        return {page.path: read(page.text) for page in kinds.pages(Shell(ON))}

    return look


def test_a_page_for_every_kind_and_field(seen):
    codes = [kind.code for kind in (*ART20, *ART21_CITY, *ART21_TOWN)]
    wanted = {links.kind(code) for code in codes} | {links.field(each.code) for each in FIELDS}
    assert wanted <= seen().keys()
    assert len(wanted) == 15 + 7 + 8 + 26


def test_kind_tells_term_article_items_and_documents(press, seen):
    item(press, press.county.liuxi)
    press.publish("临时救助对象", column="relief")
    text = seen()["/xxgk/fading/21t-8.html"].text()
    assert "自信息形成或者变更之日起20个工作日内" in text
    assert "自制定或者获取信息之日起10个工作日内" in text
    assert "《政府信息公开条例》第二十一条" in text
    assert "最低生活保障 / 审核确认" in text
    assert "临时救助对象" in text


def test_same_kind_of_art_21_is_found_by_its_name(press, seen):
    press.publish("社会救助公告", column="aid")
    assert "社会救助公告" in seen()["/xxgk/fading/21c-7.html"].text()


def test_kind_without_documents_says_why(seen):
    text = seen()["/xxgk/fading/20-9.html"].text()
    assert "目前没有属于本栏目的政府信息" in text
    assert "及时公开" in text


def test_own_words_of_an_empty_column_come_first(press, seen):
    press.columns["finance"].empty_note = "预算在每年三月公开。"
    press.columns["finance"].save()
    assert "预算在每年三月公开。" in seen()["/xxgk/fading/20-7.html"].text()


def test_item_of_two_offices_is_told_once(press, seen):
    item(press, press.county.liuxi)
    item(press, press.county.wanghu)
    item(press, press.county.wanghu, number=2, level2="动态管理", limit_text="及时")
    rows = kinds.duties(kinds.Stated(Shell(ON)).items)
    assert [(each.limit, each.bodies) for each in rows] == [
        ("10个工作日内", ("柳溪镇", "望湖街道")),
        ("及时", ("望湖街道",)),
    ]


def test_field_shows_documents_of_its_items_and_of_their_columns(press, seen):
    row = item(press, press.county.liuxi, column=None)
    press.publish("写明事项的公告", column="finance", item=row)
    page = seen()["/xxgk/lingyu/social-aid.html"]
    assert "写明事项的公告" in page.text()
    assert "国办发〔2019〕54号" in page.text()


def test_field_nobody_has_says_so(seen):
    pages = seen()
    assert "没有列入这个领域的事项" in pages["/xxgk/lingyu/tax.html"].text()
    assert "目录没有列入的 26 个领域" in pages["/xxgk/lingyu/"].text()


def test_overview_tells_the_newest_and_names_the_other_columns(press, seen):
    press.publish("预算", column="finance")
    text = seen()["/xxgk/fading/"].text()
    assert "财政预决算 最近 2026-11-20" in " ".join(text.split())
    assert "公开目录" in text


def test_articles_in_words():
    assert kinds.basis_of(content_kind("20.15")) == "《政府信息公开条例》第二十条第十五项"
    assert kinds.basis_of(content_kind("21t.1")) == "《政府信息公开条例》第二十一条"


def test_functions_of_offices_lead_to_the_offices(seen):
    page = seen()["/xxgk/fading/20-2.html"]
    assert "机构与领导" in page.text()
