"""The search page as everybody gets it, and its suggestions."""

import re
from urllib.parse import parse_qs

import pytest

from gongkai.portal import links, searching
from gongkai.search.operations import catch_up
from tests.portal.press import AT


@pytest.fixture(autouse=True)
def _fresh_frame():
    searching.shell_on.cache_clear()


@pytest.fixture
def site(press):
    press.publish(
        "最低生活保障标准",
        body="<p>每人每月<b>七百</b>元。</p>",
        doc_number="柳政发〔2026〕3号",
        genre="policy",
    )
    press.publish("社会救助公告", body="<p>申请低保要带户口簿。</p>", column="relief")
    for n in range(12):
        press.publish(f"第{n}号公告", organ=press.county.wanghu if n % 3 else None)
    catch_up(at=AT)
    return press


def text(response) -> str:
    return response.content.decode()


def test_page_shows_what_was_found(client, site):
    page = text(client.get("/sousuo/", {"q": "低保"}))
    assert '共 <b class="num">2</b> 条' in page
    assert '<a href="../xxgk/2026/11/1.html"><mark>最低生活保障</mark>标准</a>' in page
    assert "申请<mark>低保</mark>要带户口簿" in page
    assert "柳政发〔2026〕3号" in page
    assert '<span class="tag ok">有效</span>' in page
    assert "同时查找了：最低生活保障" in page
    assert '<meta name="robots" content="noindex">' in page


def test_facets_narrow_and_take_back(client, site):
    page = text(client.get("/sousuo/", {"q": "公告"}))
    (address,) = re.findall(r'href="\?([^"]*organ=wanghu[^"]*)"', page)
    query = {key: value[0] for key, value in parse_qs(address.replace("&amp;", "&")).items()}
    assert query == {"q": "公告", "organ": "wanghu"}
    narrowed = text(client.get("/sousuo/", query))
    assert '共 <b class="num">8</b> 条' in narrowed
    assert 'aria-current="true"' in narrowed
    assert "取消：" in narrowed


def test_pages_and_order(client, site):
    page = text(client.get("/sousuo/", {"q": "公告", "page": "2", "sort": "time"}))
    assert 'aria-current="page">2</a>' in page
    assert '<ol class="found" start="11">' in page
    assert "sort=time" in page


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999", "①", "", "50"])
def test_any_page_number_gives_a_page(client, site, number):
    assert client.get("/sousuo/", {"q": "公告", "page": number}).status_code == 200


def test_nothing_found_helps(client, site):
    page = text(client.get("/sousuo/", {"q": "五保户", "year": "2026"}))
    assert "没有找到“五保户”" in page
    assert "特困人员供养" in page
    assert "不限栏目、年份和机关再找" in page
    assert "0500-6000000" in page
    assert "依申请公开" in page


def test_pinyin_is_understood(client, site):
    page = text(client.get("/sousuo/", {"q": "dibao"}))
    assert "您要找的是不是" in page
    assert '<a class="btn sm" href="?q=%E4%BD%8E%E4%BF%9D">低保</a>' in page


def test_nothing_asked_offers_words(client, site):
    assert "大家常查" in text(client.get("/sousuo/"))


@pytest.mark.parametrize(
    "typed",
    [
        "低保" * 5000,
        "😀😀😀",
        "'; DROP TABLE disclosures_document; --",
        "* " * 3000,
        "?*?*[a-z]{1,9}",
        "\u200b\u200d\ufeff",
        "低\u200b保",
        '"' * 99,
        "title:(低保 AND *) OR year:[* TO *]~5^9",
        "<script>alert(1)</script>",
        "%00\x00\x1f",
        "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        "-" * 500,
        "〔2026〕" * 60,
        " ".join("甲乙丙丁戊己庚辛壬癸"),
    ],
)
def test_every_query_gets_a_page(client, site, typed):
    response = client.get("/sousuo/", {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in text(response)
    assert "</html>" in text(response)
    assert client.get("/sousuo/tishi/", {"q": typed}).status_code == 200


def test_raw_bytes_in_an_address_get_a_page(client, site):
    assert client.get("/sousuo/?q=%ff%fe&column=%00&page=%20&q=x").status_code == 200


def test_withdrawn_text_is_gone_at_once(client, site):
    document = site.publish("低保名单公示")
    catch_up(at=AT)
    assert "名单公示" in text(client.get("/sousuo/", {"q": "低保"}))
    site.withdraw(document)
    assert "名单公示" not in text(client.get("/sousuo/", {"q": "低保"}))


def test_before_the_first_index_the_page_says_so(client, press):
    assert "搜索正在准备" in text(client.get("/sousuo/", {"q": "低保"}))


def test_without_offices_the_answer_says_so(client, db):
    assert client.get("/sousuo/", {"q": "低保"}).status_code == 503


def test_cache_in_front_may_keep_it_two_seconds(client, site):
    for address in ("/sousuo/", "/sousuo/tishi/"):
        response = client.get(address, {"q": "低保"})
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=2"
        assert "Cookie" not in response.get("Vary", "")


def test_suggestions(client, site):
    items = client.get("/sousuo/tishi/", {"q": "社会救助"}).json()["items"]
    assert {"text": "社会救助公告", "path": "/xxgk/2026/11/2.html"} in items
    assert client.get("/sousuo/tishi/").json() == {"items": []}


def test_every_page_of_the_site_has_the_form(rendered):
    pages = {path: page for path, page in rendered.items() if page.startswith("<!doctype")}
    screens = [path for path in pages if path.startswith(links.KIOSK)]
    assert [path for path, page in pages.items() if 'role="search"' not in page] == screens
    assert 'action="../../../sousuo/"' in pages["/xxgk/2026/11/1.html"]
    assert 'action="./sousuo/"' in pages["/"]
    assert "这里暂时不能搜索" in pages["/sousuo/"]


def test_form_leads_to_the_host_of_the_service(press, settings):
    settings.GONGKAI = {**settings.GONGKAI, "service_url": "https://fuwu.example.test/"}
    page = searching.page(searching.shell_on(AT.date(), 1), {})
    assert 'action="https://fuwu.example.test/sousuo/"' in page.text
