"""The tree in traditional characters: words change, addresses and identifiers do not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal import hant, pages
from gongkai.portal.page import Page
from gongkai.portal.shell import Shell
from tests.portal.press import ON
from tests.portal.reading import read, target

HEAD = '<html lang="zh-CN"><link rel="canonical" href="http://x/xxgk/a.html">'


def converted(body: str, path: str = "/xxgk/a.html") -> str:
    return hant.twin(Page(path, (HEAD + body).encode()), "http://x").text


@pytest.mark.parametrize(
    ("simple", "traditional"),
    [
        ("经济发展", "經濟發展"),
        ("理发店", "理髮店"),
        ("干部职工", "幹部職工"),
        ("皇后和后面", "皇后和後面"),
        ("政府信息公开", "政府信息公開"),
    ],
)
def test_words_by_phrases(simple, traditional):
    assert f"<p>{traditional}</p>" in converted(f"<p>{simple}</p>")


def test_texts_do_not_run_into_each_other():
    assert "<b>頭髮</b><b>發展</b>" in converted("<b>头发</b><b>发展</b>")


def test_spoken_attributes_change_and_others_do_not():
    made = converted('<a id="发" data-x="发展" class="发" aria-label="发展" title="发">发</a>')
    assert 'id="发"' in made
    assert 'data-x="发展"' in made
    assert 'aria-label="發展"' in made


def test_scripts_and_meta_tags_stay():
    body = '<meta name="SiteName" content="发展"><script type="application/ld+json">{"a":"发展"}</script>'
    assert body in converted(body)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("../jigou/", "../jigou/"),
        ("../xxgk/zhengce/", "../xxgk/zhengce/"),
        ("../look/base.css", "../../look/base.css"),
        ("../files/ab.pdf", "../../files/ab.pdf"),
        ("../xxgk/lanmu/a/list.csv", "../../xxgk/lanmu/a/list.csv"),
        ("../rss.xml", "../../rss.xml"),
        ("../chaxun/", "../../chaxun/"),
        ("../shuju/", "../shuju/"),
        ("#main", "#main"),
        ("https://example.test/发", "https://example.test/发"),
    ],
)
def test_links_stay_in_the_tree_unless_they_stand_once(before, after):
    assert f'<a href="{after}">' in converted(f'<a href="{before}">发</a>')


def test_top_of_the_site():
    made = converted('<link href="./look/base.css"><a href="./xxgk/">发</a>', "/")
    assert 'href="../look/base.css"' in made
    assert 'href="./xxgk/"' in made


def test_language_canonical_address_and_the_way_back():
    made = converted(
        '<a class="twin" href="../hant/xxgk/a.html" lang="zh-Hant" hreflang="zh-Hant">繁體</a>'
    )
    assert '<html lang="zh-Hant">' in made
    assert 'href="http://x/hant/xxgk/a.html"' in made
    assert (
        '<a class="twin" href="../../xxgk/a.html" lang="zh-Hans" hreflang="zh-Hans">简体</a>'
        in made
    )


def test_which_pages_have_a_twin():
    assert hant.has_twin("/")
    assert hant.has_twin("/xxgk/2026/11/1.html")
    assert not hant.has_twin("/404.html")
    assert not hant.has_twin("/chaxun/1.html")
    assert not hant.has_twin("/rss.xml")
    assert hant.beside("/404.html") == "/hant/"


@given(st.text(alphabet="发后里<>a= /", max_size=60))
def test_tags_come_through_unchanged(text):
    tags = re.compile(r"<[^>]*>")
    body = f"<p>{text}</p>"
    assert tags.findall(converted(body))[2:] == tags.findall(HEAD + body)[2:]


@pytest.fixture(scope="module")
def _trees() -> dict[str, str]:
    return {}


@pytest.fixture
def both(printed, monkeypatch, _trees) -> dict[str, str]:
    """Every page of both trees by its path, made once: the same documents give the same bytes."""
    monkeypatch.setenv("GONGKAI_HANT", "1")
    if not _trees:
        found = pages.everything(Shell(ON))
        _trees.update((each.path, each.text) for each in found if isinstance(each, Page))
    return _trees


def test_every_page_has_its_twin_and_no_link_of_it_is_dead(both):
    wanted = [path for path in both if hant.has_twin(path) and not path.startswith("/hant/")]
    assert [path for path in wanted if hant.twin_path(path) not in both] == []
    known = {path.removeprefix("/") + ("index.html" if path.endswith("/") else "") for path in both}
    for path in wanted:
        page = read(both[hant.twin_path(path)])
        file = hant.twin_path(path).removeprefix("/") + ("index.html" if path.endswith("/") else "")
        for link in page.links:
            name = target(file, link)
            assert name is None or name.startswith(("look/", "files/")) or name in known, (
                path,
                link,
            )


def test_pages_name_each_other(both):
    simple, traditional = read(both["/xxgk/zhinan/"]), read(both["/hant/xxgk/zhinan/"])
    languages = {
        link["hreflang"]: link["href"] for link in simple.all("link") if "hreflang" in link
    }
    assert languages == {
        link["hreflang"]: link["href"] for link in traditional.all("link") if "hreflang" in link
    }
    assert languages["zh-Hant"].endswith("/hant/xxgk/zhinan/")
    assert traditional.all("html")[0]["lang"] == "zh-Hant"
    assert [a["href"] for a in traditional.all("a") if a.get("class") == "twin"] == [
        "../../../xxgk/zhinan/"
    ]


def test_tombstones_stand_in_both_trees(printed, monkeypatch):
    one = pages.tombstones(Shell(ON))
    own = [path for path in one if path.startswith("/xxgk/")]
    monkeypatch.setenv("GONGKAI_HANT", "1")
    assert sorted(pages.tombstones(Shell(ON))) == sorted(one + [f"/hant{path}" for path in own])


def test_without_the_setting_there_is_no_second_tree(rendered):
    assert [path for path in rendered if path.startswith("/hant")] == []
    assert "繁體" not in rendered["/"]
