"""田在手机上、不开脚本，把一份有错的稿件核对到可以送审。"""

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import PHONE, Windows

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

pytest.importorskip("playwright")
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TEXT = """关于春季植树情况的通报

全村共植树90于亩，台帐已经报检查院。

全年受理申请10件，其中：个人5件，其他4件。
"""


def letter() -> "FilePayload":
    return {"name": "通报.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}


def test_faults_are_mended_undone_and_confirmed_without_scripts(windows: Windows) -> None:
    window = windows.of("tian", viewport=PHONE, java_script_enabled=False)
    window.goto("/desk/new/information/")
    window.locator("#id_file").set_input_files(letter())
    window.get_by_role("button", name="开始写").click()
    window.wait_for_url("**/edit/")

    window.get_by_role("link", name="看这份稿件的经过和版本").click()
    window.get_by_role("link", name="逐处核对文字和数字").click()
    expect(window.get_by_role("heading", name="必须处理 · 1")).to_be_visible()
    sheet = window.locator("article.sheet")

    window.get_by_role("button", name="改为“余”").click()
    expect(window.get_by_text("已按 1 条意见改正，存为新的一版")).to_be_visible()
    expect(sheet).to_contain_text("90余亩")
    window.get_by_role("button", name="撤销").click()
    expect(sheet).to_contain_text("90于亩")

    window.get_by_role("button", name="2 处错误都按建议改").click()
    expect(sheet).to_contain_text("90余亩")
    expect(sheet).to_contain_text("检察院")

    window.get_by_label("前后数字").check()
    window.get_by_label("核实情况").fill("另有一件由单位提出，不在其中")
    window.get_by_role("button", name="经核实无误").click()
    expect(window.get_by_text("已记下：1 条经核实无误")).to_be_visible()
    expect(window.get_by_text("另有一件由单位提出，不在其中")).to_be_visible()
