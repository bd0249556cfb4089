"""长者版 and the screen at the query point."""

import re

from gongkai.portal import elders, kiosk
from gongkai.portal.shell import Shell
from tests.portal.press import ON, SECRET
from tests.portal.reading import read


def test_elders_have_six_entries_in_the_large_size(printed):
    (page,) = elders.pages(Shell(ON))
    seen = read(page.text)
    assert seen.all("html")[0]["data-size"] == "xl"
    doors = [a["href"] for a in seen.all("a") if a["href"].endswith("?size=xl")]
    assert len(doors) >= 6
    assert "../xxgk/lanmu/aid/?size=xl" in doors
    assert "2026年11月低保对象公示" in seen.text()


def test_elders_find_telephones(press):
    press.county.liuxi.phone = "0500-6000012"
    press.county.liuxi.save()
    (page,) = elders.pages(Shell(ON))
    assert "tel:05006000012" in [a["href"] for a in read(page.text).all("a")]


def test_elders_without_a_column_for_aid_are_led_to_the_money(press):
    for slug in ("relief", "aid"):
        press.columns[slug].closed_on = ON
        press.columns[slug].save()
    (page,) = elders.pages(Shell(ON))
    assert "../xxgk/fading/20-7.html?size=xl" in [a["href"] for a in read(page.text).all("a")]


def test_wall_code_leads_to_the_large_size(press):
    (page,) = elders.pages(Shell(ON))
    assert "http://localhost/?size=xl" in read(page.text).text()


def screens() -> dict:
    return {page.path: page.text for page in kiosk.pages(Shell(ON))}


def test_screen_never_leads_out(printed):
    found = screens()
    for path, text in found.items():
        for link in read(text).all("a"):
            inside = link["href"].startswith(("#", "./", "../chaxun/"))
            assert inside, (path, link["href"])


def test_every_entry_of_a_list_is_there(printed):
    found = screens()
    for path, text in found.items():
        for link in read(text).all("a"):
            href = link["href"]
            if href.startswith("../chaxun/"):
                assert href.removeprefix("..") in found, (path, href)


def test_document_keeps_its_text_and_loses_links_and_tools(printed, monkeypatch):
    monkeypatch.setattr(kiosk, "AT_MOST", 100)
    monkeypatch.setattr("gongkai.portal.reading.NEWEST", 100)
    text = screens()[kiosk.document_path(printed["interpretation"].seq)]
    seen = read(text)
    assert "正文。" in seen.text()
    assert "柳溪镇临时救助实施办法" in seen.text()
    assert seen.text("h1").strip() == "《柳溪镇临时救助实施办法》解读"
    assert 'class="tools"' not in text


def test_picture_of_a_document_is_found_from_the_screen(printed):
    text = screens()[kiosk.document_path(printed["notice"].seq)]
    (picture,) = [img for img in read(text).all("img") if "files/" in img["src"]]
    assert re.fullmatch(r"\.\./files/[0-9a-f]{64}\.png", picture["src"])


def test_attachments_are_for_the_telephone_or_the_staff(printed):
    found = screens()
    assert "打开附件" in found[kiosk.document_path(printed["notice"].seq)]
    assert "打开附件" not in found[kiosk.document_path(printed["policy"].seq)]
    assert 'class="qr"' in found[kiosk.document_path(printed["policy"].seq)]


def test_repealed_policies_and_withdrawn_texts_are_not_offered(printed):
    found = screens()
    assert "柳溪镇旧办法" not in found["/chaxun/zhengce.html"]
    assert [path for path, text in found.items() if SECRET in text] == []


def test_screen_knows_when_to_rest_and_where_to_begin(press):
    body = read(screens()["/chaxun/zuixin.html"]).all("body")[0]
    assert body["data-rest"] == "120"
    assert body["data-start"] == "../chaxun/"


def test_empty_lists_say_what_will_come(press):
    found = screens()
    assert "目前没有在公示期内的事项" in found["/chaxun/gongshi.html"]


def test_text_only_leaves_no_link_of_any_kind():
    made = kiosk.text_only(
        '<p><a class="x" href="https://e.test">甲</a></p><div class="tools"><a href="#">乙</a></div>'
    )
    assert made == "<p><span>甲</span></p>"
