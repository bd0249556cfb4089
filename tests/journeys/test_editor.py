"""The text editor in a browser: pictures at the cursor, tables that keep what they say."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.journeys.conftest import Windows

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

pytest.importorskip("playwright")
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TABLE = """<p>各村数量如下。</p><table><caption>表一 各村数量</caption>
<thead><tr><th scope="col">村</th><th scope="col">数量</th></tr></thead>
<tbody><tr><th scope="row">河上村</th><td>12</td></tr></tbody></table><p>特此公告。</p>"""


def picture(name: str = "图.png") -> "FilePayload":
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(drawn, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": drawn.getvalue()}


def begun(windows: Windows, title: str, **file: "FilePayload") -> "Page":
    """田: 新建一份稿件，停在编辑页."""
    window = windows.of("tian")
    window.goto("/desk/new/information/")
    window.get_by_label("标题 选填").fill(title)
    for upload in file.values():
        window.locator("#id_file").set_input_files(upload)
    window.get_by_role("button", name="开始写").click()
    window.wait_for_url("**/edit/")
    return window


def save(window: "Page") -> None:
    window.get_by_role("button", name="保存", exact=True).click()
    expect(window.get_by_text("已保存", exact=True)).to_be_visible()


def test_picture_stands_where_the_cursor_was(windows: Windows) -> None:
    window = begun(windows, "河上村水渠整修")
    editor = window.get_by_role("textbox", name="正文")
    editor.click()
    window.keyboard.type("第一段")
    window.keyboard.press("Enter")
    window.keyboard.type("第二段")
    window.keyboard.press("ArrowUp")
    window.keyboard.press("End")
    expect(window.locator("#id_pictures_helptext")).to_have_text("插在正文里光标所在的地方。")
    window.locator("#id_pictures").set_input_files(picture())
    expect(window.get_by_text("图片已经插入")).to_be_visible()
    shown = editor.locator("img")
    expect(shown).to_have_count(1)
    assert shown.evaluate("img => img.decode().then(() => img.naturalWidth)") == 40

    save(window)
    body = window.locator("textarea[name=body]").input_value()
    assert re.search(r"第一段.*<img [^>]*>.*第二段", body, re.DOTALL)
    assert body.count("<img") == 1


def test_file_that_is_no_picture_is_refused_and_the_text_stays(windows: Windows) -> None:
    window = begun(windows, "河上村名单")
    editor = window.get_by_role("textbox", name="正文")
    editor.click()
    window.keyboard.type("名单如下")
    windows.gone.add(f"{window.url.removesuffix('edit/')}pictures/")
    wrong: FilePayload = {"name": "名单.csv", "mimeType": "text/csv", "buffer": b"a,b"}
    window.locator("#id_pictures").set_input_files(wrong)
    expect(window.get_by_text("“名单.csv”没有插入：这不是图片")).to_be_visible()
    expect(editor).to_have_text("名单如下")


def test_caption_and_scope_come_through_the_editor(windows: Windows) -> None:
    file: FilePayload = {"name": "表.html", "mimeType": "text/html", "buffer": TABLE.encode()}
    window = begun(windows, "河上村数量公告", file=file)
    editor = window.get_by_role("textbox", name="正文")
    expect(editor.locator("p.caption")).to_have_text("表一 各村数量")
    editor.locator("p", has_text="特此公告").click()
    window.keyboard.press("End")
    window.keyboard.type("请互相转告。")
    save(window)

    window.get_by_role("link", name="看这份稿件的经过和版本").click()
    prose = window.locator(".sheet .prose")
    expect(prose).to_contain_text("请互相转告。")
    expect(prose.locator("table > caption")).to_have_text("表一 各村数量")
    expect(prose.locator("thead th[scope=col]")).to_have_count(2)
    expect(prose.locator("tbody th[scope=row]")).to_have_text("河上村")
