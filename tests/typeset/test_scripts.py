"""The scripts in a real browser, under the strict CSP, on pages made up here."""

import json
from datetime import datetime
from typing import Any

import pytest
import segno

from tests.typeset.stylesheets import LOOK

pytestmark = pytest.mark.browser
HOST = "http://127.0.0.1"
TYPES = {"css": "text/css", "js": "text/javascript", "html": "text/html; charset=utf-8"}
NOW = datetime(2026, 11, 20, 10, 30)

PORTAL = """<body><i class="to" id="dark"></i><i class="to" id="contrast"></i>
<i class="to" id="large"></i><div class="page"><main>
<a href="#dark" data-set="theme:dark">深色</a><a href="#large" data-set="size:xl">长者模式</a>
<button data-do="copy-link" hidden>复制网址</button>
<div><button data-do="qr" aria-expanded="false" hidden><svg></svg><span>二维码</span></button></div>
</main></div></body>"""

DESK = """<body data-session-seconds="600" data-user="7" data-keepalive="/alive">
<input id="q" data-key="/"><ul class="rows" data-rows>
<li class="row"><div class="t"><a id="one" href="#1">甲</a></div></li>
<li class="row"><div class="t"><a id="two" href="#2">乙</a></div></li></ul>
<button data-set="keys:off" hidden>不用快捷键</button>
<form id="f" data-autosave="/save" method="post" action="/send">
<input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="version"
value="1"><textarea name="body" id="body">原文</textarea><input type="password" name="p" value="">
<button id="pass" name="go" data-key="a">通过</button><span class="saved" role="status"></span>
</form><div class="flash" data-undo-seconds="30"><form id="undo"><button>撤销</button></form></div>
</body>"""


PAGES = {"/portal": PORTAL, "/desk": DESK}


def serve(route: Any) -> None:
    """Answer with a made-up page or one of the stylesheets and scripts."""
    path = route.request.url.removeprefix(HOST).partition("?")[0].partition("#")[0]
    if path.startswith("/look/"):
        name = path.removeprefix("/look/")
        kind = TYPES[name.rpartition(".")[2]]
        route.fulfill(body=(LOOK / name).read_text(encoding="utf-8"), content_type=kind)
    elif path in PAGES:
        route.fulfill(
            body='<!doctype html><html lang="zh-CN"><head><title>样</title>'
            '<link rel="stylesheet" href="/look/tokens.css">'
            '<link rel="stylesheet" href="/look/base.css">'
            '<script src="/look/theme.js"></script>'
            f'<script src="/look{path}.js" defer></script></head>{PAGES[path]}</html>',
            content_type=TYPES["html"],
            headers={"Content-Security-Policy": "default-src 'self'"},
        )
    else:
        route.fulfill(body="", content_type="text/plain")


class Site:
    """Answers the browser from memory and remembers what was saved."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.saves: list[str] = []
        self.tokens: list[str] = []
        self.status = 200
        page.clock.install(time=NOW)
        page.route(f"{HOST}/**", serve)
        page.route(f"{HOST}/save", self.save)

    def save(self, route: Any) -> None:
        self.saves.append(route.request.post_data or "")
        self.tokens.append(route.request.headers["x-csrftoken"])
        answer = json.dumps({"fields": {"version": "2"}})
        route.fulfill(status=self.status, body=answer, content_type="application/json")

    def open(self, path: str) -> None:
        self.page.goto(HOST + path)

    def passes(self, seconds: int) -> None:
        self.page.clock.run_for(seconds * 1000)


@pytest.fixture
def site(page: Any) -> Site:
    return Site(page)


def theme(page: Any) -> str | None:
    return page.locator("html").get_attribute("data-theme")


def test_system_theme_is_followed_until_one_is_chosen(site, page):
    page.emulate_media(color_scheme="dark")
    site.open("/portal")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert theme(page) is None
    assert dark == "rgb(20, 24, 27)"
    page.get_by_text("深色").click()
    assert theme(page) == "light"
    assert page.get_by_text("深色").get_attribute("aria-pressed") == "false"


def test_choice_is_remembered_and_taken_from_the_address(site, page):
    site.open("/portal?size=xl")
    page.get_by_role("button", name="深色").press(" ")
    site.open("/portal")
    assert theme(page) == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    page.get_by_text("长者模式").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "16px"


def test_anchor_of_a_theme_becomes_a_choice(site, page):
    site.open("/portal#contrast")
    assert theme(page) == "contrast"
    assert page.url == f"{HOST}/portal"


def test_theme_can_be_chosen_without_scripts(browser):
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.route(f"{HOST}/**", serve)
    window.goto(f"{HOST}/portal#dark")
    ground = "getComputedStyle(document.querySelector('.page')).backgroundColor"
    assert window.evaluate(ground) == "rgb(20, 24, 27)"
    assert window.get_by_text("复制网址").is_hidden()
    context.close()


def test_copying_the_address_says_so(site, page):
    site.open("/portal")
    page.get_by_text("复制网址").click()
    page.locator("#told").wait_for(state="attached")
    assert page.locator("#told").text_content() in ("网址已复制", "请复制地址栏的网址")


def test_code_is_drawn_when_asked_for_and_taken_away_again(site, page):
    site.open("/portal")
    button = page.get_by_role("button", name="二维码")
    assert page.locator("script[src*=qr]").count() == 0
    button.click()
    page.get_by_role("img", name="二维码").wait_for()
    assert "手机上看" in page.locator("main").inner_text()
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    assert page.locator(".qr").count() == 0
    assert button.get_attribute("aria-expanded") == "false"


def test_code_is_bit_for_bit_that_of_another_encoder(site, page):
    site.open("/portal")
    page.get_by_role("button", name="二维码").click()
    page.get_by_role("img", name="二维码").wait_for()
    address = "https://liuxi.example/gk/xxgk/2026/11/8213.html"
    texts = [(address + "?a=" + "柳b" * 80)[:size] for size in (1, 11, 26, 40, 60)]
    texts += [address + "x" * more for more in (12, 30, 55, 75, 100, 130, 160)]
    drawn = page.evaluate("texts => texts.map(gongkaiQr.matrix)", texts)
    sizes = set()
    for text, matrix in zip(texts, drawn, strict=True):
        code = segno.make_qr(
            text, error="m", mask=3, boost_error=False, mode="byte", encoding="utf-8"
        )
        assert matrix == [list(row) for row in code.matrix], text
        sizes.add(code.version)
    assert sizes == set(range(1, 11))
    assert page.evaluate("gongkaiQr('a'.repeat(213)) && gongkaiQr('a'.repeat(214))") is None


def test_keys_move_open_and_press(site, page):
    site.open("/desk")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "one"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "two"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.url.endswith("#1")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("ja/")
    assert page.input_value("#q") == "ja/"


def test_keys_can_be_switched_off(site, page):
    site.open("/desk")
    page.get_by_text("不用快捷键").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != "one"


def test_changed_text_saves_itself(site, page):
    site.open("/desk")
    site.passes(11)
    assert site.saves == []
    page.fill("#body", "新写的")
    with page.expect_response("**/save"):
        site.passes(11)
    page.locator(".saved", has_text="已自动保存 10:30").wait_for()
    assert "新写的" in site.saves[0]
    assert site.tokens == ["token"]
    assert page.locator("[name=version]").input_value() == "2"
    site.passes(11)
    assert len(site.saves) == 1


@pytest.mark.parametrize(("status", "said"), [(409, "别人刚改过这一份"), (500, "没有保存上")])
def test_text_not_saved_is_kept_and_offered_again(site, page, status, said):
    site.open("/desk")
    site.status = status
    page.fill("#body", "不能丢")
    page.fill("[name=p]", "secret")
    with page.expect_response("**/save"):
        site.passes(11)
    page.locator(".saved", has_text=said).wait_for()
    kept = page.evaluate("localStorage.getItem('gongkai.draft:7:/save')")
    assert "不能丢" in kept
    assert "secret" not in kept
    page.once("dialog", lambda dialog: dialog.accept())
    site.open("/desk")
    assert page.input_value("#body") == "原文"
    page.get_by_text("找回这些文字").click()
    assert page.input_value("#body") == "不能丢"


def test_leaving_with_unsaved_text_asks_first(site, page):
    site.open("/desk")
    page.click("#body")
    page.keyboard.type("又写一句")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.close(run_before_unload=True)
    page.wait_for_event("close")
    assert asked == ["beforeunload"]


def test_session_end_is_announced_and_can_be_put_off(site, page):
    site.open("/desk")
    site.passes(481)
    assert page.get_by_role("alertdialog").is_visible()
    with page.expect_response("**/alive"):
        page.get_by_role("button", name="继续工作").click()
    page.get_by_role("alertdialog").wait_for(state="detached")
    site.passes(481)
    assert page.get_by_role("alertdialog").is_visible()
    site.passes(121)
    assert page.get_by_role("link", name="重新登录").is_visible()


def test_undo_goes_after_its_time(site, page):
    site.open("/desk")
    site.passes(29)
    assert page.locator("#undo").count() == 1
    site.passes(2)
    assert page.locator("#undo").count() == 0
