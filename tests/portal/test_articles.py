"""The page of one document."""

import json

import pytest

from gongkai.portal import articles
from gongkai.portal.share import ALL
from gongkai.portal.shell import Shell
from tests.portal.press import AT, EVIL, ON, keep
from tests.portal.reading import read
from tests.portal.test_pages import LD


@pytest.fixture
def show(rendered, printed):
    return lambda name: read(rendered[printed[name].address])


def test_facts_of_a_policy(show):
    text = show("policy").text("dl")
    for word in (
        "索引号",
        "liuxi/202611-00001",
        "主题分类",
        "民政、扶贫、救灾",
        "发布机构",
        "柳溪镇人民政府",
        "成文日期",
        "2026-11-18",
        "发文字号",
        "柳政规〔2026〕3号",
        "发布日期",
        "2026-11-20",
        "有效性",
        "有效",
        "标题",
        "柳溪镇临时救助实施办法",
    ):
        assert word in text


def test_title_names_column_and_site(show):
    assert (
        show("policy").text("title") == "柳溪镇临时救助实施办法 - 政策文件 - 青禾县人民政府门户网站"
    )


def test_content_tags(show):
    meta = show("policy").meta
    assert meta["ArticleTitle"] == "柳溪镇临时救助实施办法"
    assert meta["PubDate"] == "2026-11-20 09:30"
    assert meta["ContentSource"] == "柳溪镇人民政府"
    assert meta["Keywords"] == "临时救助,标准"
    assert meta["Description"] == "规定临时救助的对象、标准和程序。"
    assert meta["Url"] == "http://localhost/xxgk/2026/11/1.html"
    assert meta["ColumnType"] == "政策文件"


def test_optional_tags_are_left_out_when_empty(show):
    assert not {"Keywords", "Description", "Image"} & show("relief").meta.keys()


def test_json_ld_names_article_and_way_down(rendered, printed):
    blocks = [json.loads(block) for block in LD.findall(rendered[printed["policy"].address])]
    news, way = blocks
    assert news["@type"] == "NewsArticle"
    assert news["headline"] == "柳溪镇临时救助实施办法"
    assert news["datePublished"].startswith("2026-11-20T")
    assert [each["name"] for each in way["itemListElement"]][:3] == [
        "首页",
        "政府信息公开",
        "法定主动公开内容",
    ]


def test_policy_and_interpretation_name_each_other(show):
    hrefs = {
        name: [a["href"] for a in show(name).all("a")] for name in ("policy", "interpretation")
    }
    assert "../../../xxgk/2026/11/2.html" in hrefs["policy"]
    assert "../../../xxgk/2026/11/1.html" in hrefs["interpretation"]
    assert "解读的政策文件" in show("interpretation").text()


def test_open_notice_says_how_long_and_to_whom(show):
    text = show("notice").text()
    assert "公示中2026年11月20日至2026年11月27日，还剩7天" in text
    assert "柳溪镇民政办，电话0500-6000012" in text


def test_ended_notice_says_so_and_asks_nobody(show):
    text = show("ended").text()
    assert "公示期已结束" in text
    assert "还剩" not in text


def test_repealed_policy_names_what_replaced_it(show):
    page = show("repealed")
    assert "废止自2026年1月1日起废止，由《柳溪镇临时救助实施办法》替代" in page.text()
    assert "is-repealed" in page.all("article")[0]["class"]


def test_replacement_that_nobody_can_read_is_not_named(press, printed):
    press.withdraw(printed["policy"])
    found = {
        each.path: each.text for each in articles.every(Shell(ON), ALL) if hasattr(each, "text")
    }
    assert "替代" not in found[printed["repealed"].address]
    assert "解读的政策文件" not in found[printed["interpretation"].address]


def test_correction_is_told_with_date_and_reason(show):
    text = show("corrected").text()
    assert "更正说明" in text
    assert "第三张表的合计有误" in text
    assert "2026年11月20日" in text


def test_document_being_corrected_shows_the_public_text(show):
    assert show("in_work").text("h1") == "正在更正的信息"


def test_markup_in_every_field_stays_text(show):
    page = show("evil")
    assert page.text("h1") == EVIL
    assert page.meta["ArticleTitle"] == EVIL
    assert page.meta["Description"] == EVIL


def test_attachments_with_format_size_and_hash(show):
    page = show("notice")
    sheet = keep(b"spreadsheet", "xlsx").sha256
    link = next(a for a in page.all("a") if a.get("download") == "花名册（公示版）.xlsx")
    assert link["href"] == f"../../../files/{sheet}.xlsx"
    assert "XLSX · 11 字节" in page.text()
    assert f"SHA-256 {sheet[:8]}" in page.text()


def test_pictures_are_found_from_the_page_and_tables_can_scroll(show):
    page = show("notice")
    picture = page.all("img")[0]
    assert picture["src"].startswith("../../../files/")
    assert picture["alt"] == ""
    assert page.meta["Image"].startswith("http://localhost/files/")
    assert [d["aria-label"] for d in page.all("div") if d.get("role") == "region"] == [
        "表格 1，可左右滚动"
    ]


def test_files_of_public_texts_and_no_others(printed):
    kept = {each.path for each in articles.every(Shell(ON), ALL) if not hasattr(each, "text")}
    assert {path.rpartition(".")[2] for path in kept} == {"xlsx", "pdf", "png"}


def test_preview_of_a_draft_is_the_same_page(press, printed):
    document = printed["draft"]
    page = articles.preview(Shell(ON), document, document.draft, AT)
    seen = read(page.text)
    assert page.path == f"/preview/{document.pk}/"
    assert seen.text("h1") == "未公开的草稿"
    assert "公开时编定" in seen.text("dl")
    assert seen.meta["ColumnName"] == "社会救助"


def test_preview_keeps_files_beside_it(press, printed):
    document = printed["notice"]
    seen = read(articles.preview(Shell(ON), document, document.draft, AT).text)
    assert seen.all("img")[0]["src"].startswith("files/")
    assert all(a["href"].startswith("files/") for a in seen.all("a") if "download" in a)


def test_validity_by_dates(press):
    later = press.publish(genre="policy", effective_on=ON.replace(year=2027))
    over = press.publish(genre="policy", expires_on=ON.replace(year=2025))
    texts = {e.path: e.text for e in articles.every(Shell(ON), ALL) if hasattr(e, "text")}
    assert "尚未生效自2027年11月20日起施行。" in read(texts[later.address]).text("p")
    assert "失效有效期至2025年11月20日，已经届满。" in read(texts[over.address]).text("p")
