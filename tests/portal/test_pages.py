"""What every page of the site has in common."""

import json
import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from gongkai.portal.links import file_name
from tests.portal.press import EVIL, SECRET
from tests.portal.reading import Seen, read, target

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def _read() -> dict[str, Seen]:
    return {}


@pytest.fixture
def seen(rendered, _read) -> dict[str, Seen]:
    """Every page, taken apart once."""
    if not _read:
        pages = {path: text for path, text in rendered.items() if text.startswith("<!doctype")}
        _read.update((path, read(text)) for path, text in pages.items())
    return _read


def test_every_kind_of_page_is_there(rendered):
    kinds = [
        *("/", "/xxgk/", "/xxgk/zhinan/", "/xxgk/zhidu/", "/xxgk/fading/", "/xxgk/nianbao/"),
        *("/xxgk/shenqing/", "/xxgk/gongshi/", "/xxgk/zuixin/", "/xxgk/chexia/", "/xxgk/mulu/"),
        *("/xxgk/lanmu/finance/", "/xxgk/lanmu/finance/1.html", "/xxgk/lanmu/finance/list-1.csv"),
        *("/xxgk/lanmu/finance/rss.xml", "/xxgk/2026/11/1.html", "/jigou/", "/jigou/liuxi/"),
        *("/jigou/liuxi/gongkai/", "/sitemap.html", "/about.html", "/privacy.html"),
        *(
            "/accessibility.html",
            "/404.html",
            "/rss.xml",
            "/sitemap.xml",
            "/sitemap-1.xml",
            "/sitemap-pages.xml",
            "/robots.txt",
        ),
    ]
    assert [kind for kind in kinds if kind not in rendered] == []


def test_no_two_pages_share_an_address(printed):
    from gongkai.portal import pages
    from gongkai.portal.page import Page
    from gongkai.portal.shell import Shell
    from tests.portal.press import ON

    paths = [each.path for each in pages.everything(Shell(ON)) if isinstance(each, Page)]
    assert [path for path, count in Counter(paths).items() if count > 1] == []


def test_language_title_and_one_heading(seen):
    for path, page in seen.items():
        assert page.all("html")[0]["lang"] == "zh-CN", path
        assert page.texts["title"][0].endswith("青禾县人民政府门户网站"), path
        assert len(page.all("h1")) == 1, path
        assert page.text("h1").strip(), path


def test_headings_leave_out_no_level(seen):
    for path, page in seen.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (path, levels)


def test_ids_are_unique_and_skip_link_works(seen):
    for path, page in seen.items():
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        assert "main" in ids, path
        assert page.all("a")[0]["href"] == "#main", path


def test_pictures_buttons_and_regions_have_names(seen):
    for path, page in seen.items():
        assert all("alt" in picture for picture in page.all("img")), path
        assert all(nav.get("aria-label") for nav in page.all("nav")), path
        regions = [div for div in page.all("div") if div.get("role") == "region"]
        assert all(div.get("aria-label") and div.get("tabindex") == "0" for div in regions), path


def test_nothing_inline_that_the_policy_refuses(seen):
    for path, page in seen.items():
        assert page.all("style") == [], path
        for tag, attributes in page.tags:
            assert "style" not in attributes, path
            assert not any(name.startswith("on") for name in attributes), path
            if tag == "script":
                assert "src" in attributes or attributes["type"] == "application/ld+json", path


def test_nothing_comes_from_elsewhere(seen):
    for path, page in seen.items():
        loaded = [s["src"] for s in page.all("script") if "src" in s]
        loaded += [i["src"] for i in page.all("img")]
        loaded += [x["href"] for x in page.all("link") if x["rel"] == "stylesheet"]
        assert not [each for each in loaded if "//" in each], path


def test_no_internal_link_is_dead(rendered, seen, printed):
    known = {file_name(path) for path in rendered}
    for path, page in seen.items():
        for link in page.links:
            name = target(file_name(path), link)
            if name is None or name.startswith(("look/", "files/")):
                continue
            assert name in known, f"{path} → {link}"


def test_links_stay_inside_any_prefix(seen):
    for path, page in seen.items():
        absolute = [link for link in page.links if link.startswith("/")]
        assert absolute == [], path
        for link in page.links:
            name = target(f"gk/{file_name(path)}", link)
            assert name is None or name.startswith("gk/"), f"{path} → {link}"


def test_site_tags_on_every_page(seen):
    for path, page in seen.items():
        assert page.meta["SiteName"] == "青禾县人民政府门户网站", path
        assert {"SiteDomain", "SiteIDCode"} <= page.meta.keys(), path


def test_column_tags_below_disclosure(seen):
    wanted = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
    below = [path for path in seen if path.startswith(("/xxgk/", "/jigou/")) or path == "/"]
    assert {
        path: wanted - seen[path].meta.keys()
        for path in below
        if not wanted <= seen[path].meta.keys()
    } == {}
    assert seen["/"].meta["ColumnType"] == "首页"
    assert seen["/xxgk/shenqing/"].meta["ColumnType"] == "依申请公开"


def test_canonical_address_is_the_page_itself(seen):
    for path, page in seen.items():
        found = [link["href"] for link in page.all("link") if link["rel"] == "canonical"]
        assert found == [f"http://localhost{path}"]


def test_json_ld_is_json_and_cannot_end_its_script(rendered):
    for path, text in rendered.items():
        for block in LD.findall(text):
            assert json.loads(block)["@context"] == "https://schema.org", path
            assert "<" not in block, path


def test_feeds_and_map_are_xml(rendered):
    for path, text in rendered.items():
        if path.endswith(".xml"):
            ET.fromstring(text.encode())
    evil = ET.fromstring(rendered["/xxgk/lanmu/aid/rss.xml"].encode())
    assert EVIL in [item.findtext("title") for item in evil.iter("item")]
    assert "http://localhost/xxgk/2026/11/1.html" in rendered["/sitemap-1.xml"]


def test_markup_in_texts_is_escaped_everywhere(rendered):
    for path, text in rendered.items():
        assert path.endswith(".csv") or "<script>alert" not in text, path


def test_what_is_not_public_appears_nowhere(rendered):
    for path, text in rendered.items():
        assert SECRET not in text, path
        assert "未公开的草稿" not in text, path


def test_address_of_withdrawn_document_says_when_and_why(rendered, printed):
    text = rendered[printed["gone"].address]
    assert "2026年11月21日撤下" in text
    assert "名单有误" in text
    assert printed["gone"].address not in rendered["/sitemap-1.xml"]
    assert "名单有误" in rendered["/xxgk/chexia/"]


def test_section_has_exactly_its_four_entries_and_the_request_button(seen):
    page = seen["/xxgk/"]
    hrefs = [link["href"] for link in page.all("a")]
    parts = ["../xxgk/zhinan/", "../xxgk/zhidu/", "../xxgk/fading/", "../xxgk/nianbao/"]
    assert [href for href in hrefs if href in parts][:4] == parts
    assert page.text("b").count("政府信息公开") == 3
    assert "../xxgk/shenqing/" in hrefs


def test_empty_column_explains_itself(seen):
    assert "本县没有开展这项工作" not in seen["/xxgk/lanmu/relief/"].text()
    assert "自形成或者变更之日起20个工作日内" in seen["/xxgk/lanmu/annual-reports/"].text()


def test_own_words_of_an_empty_column(press):
    from gongkai.portal import columns
    from gongkai.portal.share import ALL
    from gongkai.portal.shell import Shell
    from tests.portal.press import ON

    found = {page.path: page.text for page in columns.every(Shell(ON), ALL)}
    assert "本县没有开展这项工作。" in found["/xxgk/lanmu/relief/"]
