"""从办公室的一份低保花名册到公开的名单：身份证号、卡号、电话一个也没有漏出去。

李办关着脚本，四步做成稿件，做影响评估，送审；赵审审查，王主任在手机上签发；吴记者打开公开页，下载附件。
公开网站上的每一个字节都查过：网页、压缩过的网页、表格里的每一层。
"""

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from python_calamine import load_workbook as calamine

from tests.disclosures.leak import SECRETS, leak
from tests.journeys.conftest import PHONE, Windows
from tests.journeys.test_walk import (
    check,
    public_address,
    read_until,
    send_for_check,
    sign_on_the_phone,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TITLE = "柳溪镇2026年第四季度低保对象公示"
NAMES = ["张*国", "王*英", "欧*春"]


def test_a_leaking_workbook_becomes_a_safe_public_list(windows: Windows) -> None:
    li = windows.of("li", java_script_enabled=False)
    zhao = windows.of("zhao")
    wang = windows.of("wang", viewport=PHONE, is_mobile=True, has_touch=True)
    reader = windows.open(java_script_enabled=False)

    choose_the_file(li)
    tighten_the_columns(li)
    finish(li)
    pk = int(li.url.rstrip("/").rpartition("/")[2])
    assess(li, pk)
    submit(li, pk)

    check(zhao, pk)
    sign_on_the_phone(wang, pk, windows.site.logins[0].password)
    address = public_address(li, pk)

    read_the_list(reader, address)
    download_the_list(reader)
    nothing_leaks(windows.site.folder)
    the_original_is_sealed(li, pk)


def look(window: "Page", name: str) -> None:
    """留一张屏幕图，只在要看样子的时候。"""
    if folder := os.environ.get("GONGKAI_SHOTS"):
        for kind, size in (("1280", {"width": 1280, "height": 900}), ("390", PHONE)):
            window.set_viewport_size(size)
            window.screenshot(path=f"{folder}/{name}-{kind}.png", full_page=True)
        window.set_viewport_size({"width": 1440, "height": 900})


def choose_the_file(li: "Page") -> None:
    """新建 → 从 Excel 做公示名单 → 种类、栏目、文件。"""
    li.goto("/desk/new/")
    li.get_by_role("link", name="从 Excel 做公示名单").click()
    li.get_by_label("名单种类").select_option(label="最低生活保障对象")
    li.locator("input[type=file]").set_input_files(
        {"name": "leak.xlsx", "mimeType": "application/octet-stream", "buffer": leak()}
    )
    look(li, "1")
    li.get_by_role("button", name="上传，看各列").click()
    li.wait_for_url("**/columns/")


def tighten_the_columns(li: "Page") -> None:
    """该去的列已经去掉；姓名再遮一遮。"""
    expect(li.get_by_text("隐藏的工作表（底册）")).to_be_visible()
    expect(li.locator("li.warn", has_text="身份证号").first).to_contain_text("不公示")
    expect(li.get_by_role("region", name="公众会看到的名单")).to_contain_text("张建国")
    look(li, "2")
    li.get_by_label("户主姓名怎样公示").select_option(label="遮盖后公示")
    li.get_by_role("button", name="保存，再看一遍").click()
    for name in NAMES:
        expect(li.get_by_role("region", name="公众会看到的名单")).to_contain_text(name)
    li.get_by_role("button", name="下一步：核对合计").click()
    li.wait_for_url("**/finish/")


def finish(li: "Page") -> None:
    """人数、合计都对；标题从原表来；生成稿件。"""
    expect(li.get_by_text("2,670.5")).to_be_visible()
    expect(li.get_by_label("标题", exact=True)).to_have_value(TITLE)
    look(li, "3")
    li.get_by_role("button", name="生成稿件").click()
    expect(li.get_by_role("status")).to_contain_text("原件已经封存")
    look(li, "4")


def assess(li: "Page", pk: int) -> None:
    """签发以前做影响评估。"""
    li.get_by_role("link", name="去评估").click()
    for label in ("公开的目的和依据", "必要性", "对个人权益的影响和风险", "保护措施"):
        li.get_by_label(label).fill("只列法定项目")
    li.get_by_role("radio", name="可以公开", exact=True).check()
    li.get_by_role("button", name="保存评估").click()
    li.wait_for_url(f"**/documents/{pk}/")


def submit(li: "Page", pk: int) -> None:
    """没有一处个人信息提示要处理，直接送审。"""
    li.goto(f"/desk/documents/{pk}/findings/")
    expect(li.get_by_role("complementary", name="个人信息提示").locator(".finding")).to_have_count(
        0
    )
    send_for_check(li)


def read_the_list(reader: "Page", address: str) -> None:
    """没有脚本也能读：三户，姓名遮着，公示到哪一天写着。"""
    assert read_until(reader, address, TITLE).status == 200
    look(reader, "5")
    cells = reader.locator(".prose td")
    for name in NAMES:
        expect(cells.get_by_text(name)).to_be_visible()
    expect(reader.locator(".prose")).to_contain_text("保障金额合计 2,670.5")
    assert not [each for each in SECRETS if each in reader.content()]


def download_the_list(reader: "Page") -> None:
    """附件用三种读法都只有该有的。"""
    link = reader.get_by_role("link", name=f"{TITLE}.xlsx").first
    data = reader.request.get(link.evaluate("link => link.href")).body()
    book = load_workbook(io.BytesIO(data))
    told = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert told[1] == ["序号", "户主姓名", "所在村组", "家庭人数", "保障类别", "保障金额"]
    assert [row[1] for row in told[2:]] == NAMES
    assert (book.sheetnames, told[4][5]) == (["名单"], 1680.5)
    assert len(calamine(io.BytesIO(data)).get_sheet_by_index(0).to_python()) == 5
    assert not [each for each in SECRETS if each.encode() in b"".join(unpacked(data))]


def nothing_leaks(folder: Path) -> None:
    """公开网站文件夹里的每一个文件，解开以后都没有原表里的号码。"""
    site = next(path for path in (folder / "site", *folder.rglob("releases")) if path.exists())
    read = 0
    for path in site.rglob("*"):
        if path.is_file() and not path.is_symlink():
            for data in unpacked(path.read_bytes()):
                read += 1
                found = [each for each in SECRETS if each.encode() in data]
                assert not found, f"{path} 里有 {found}"
    assert read > 100


def unpacked(data: bytes) -> Iterator[bytes]:
    """一个文件和它里面的每一层。"""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield from unpacked(gzip.decompress(data))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))


def the_original_is_sealed(li: "Page", pk: int) -> None:
    """原件还在，打开要写理由，“经过”里记着。"""
    li.goto(f"/desk/documents/{pk}/")
    li.locator("summary", has_text="打开原件").click()
    li.get_by_label("理由").fill("核对异议")
    with li.expect_download() as handed:
        li.get_by_role("button", name="打开原件").click()
    assert Path(handed.value.path()).read_bytes()[:2] == b"PK"
    li.reload()
    expect(li.get_by_text("查看封存的名单原件").first).to_be_visible()
