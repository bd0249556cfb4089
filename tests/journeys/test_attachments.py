"""从两个泄露个人信息的附件到公开页面：看得见和看不见的都找到，按列成批处理，公开的文件里一个也没有。

李办用手机，浏览器没有脚本；赵审审查，王主任签发。
"""

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.conftest import PHONE, Windows
from tests.journeys.test_walk import check, public_address, read_until, sign_on_the_phone
from tests.text.documents import PNG

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TITLE = "柳溪镇2026年第四季度临时救助对象公示"
LEAKED = (
    *("11010519491231002X", "110105194912310038", "13800138000", "13900139000"),
    *("李办事员留言", "内部底价八十万", "周小审"),
)


def test_leaking_attachments_become_clean_ones(windows: Windows) -> None:
    li = windows.of("li", java_script_enabled=False, viewport=PHONE)
    zhao, wang = windows.of("zhao"), windows.of("wang", viewport=PHONE)
    pk = upload(li)

    answer_by_column(li)
    see_the_scan(li)
    li.get_by_role("link", name="送审", exact=True).click()
    li.get_by_role("button", name="送审").click()
    check(zhao, pk)
    sign_on_the_phone(wang, pk, windows.site.logins[0].password)

    address = public_address(li, pk)
    assert read_until(li, address, TITLE).status == 200
    links = li.locator("a[href$='.xlsx'], a[href$='.docx']")
    expect(links).to_have_count(2)
    for link in links.all():
        nothing_leaks(li.request.get(link.evaluate("each => each.href")).body())


def upload(li: "Page") -> int:
    """新建公示，选栏目，三个附件一次上传。"""
    li.goto("/desk/new/notice/")
    li.get_by_role("button", name="开始写").click()
    li.wait_for_url("**/edit/")
    li.get_by_label("标题", exact=True).fill(TITLE)
    li.get_by_label("公开栏目").select_option(label="公示公告")
    li.get_by_label("成文日期").fill("2026-01-05")
    li.get_by_role("radio", name="主动公开").first.check()
    files = [("名单.xlsx", workbook()), ("说明.docx", word()), ("现场.png", PNG)]
    li.locator("#id_attach").set_input_files(
        [{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files]
    )
    li.get_by_role("button", name="保存并检查个人信息").click()
    li.wait_for_url("**/findings/")
    return int(re.search(r"/documents/(\d+)/", li.url)[1])


def answer_by_column(li: "Page") -> None:
    """身份证号一列一次遮盖，两个附件里的号码一次遮盖，看不见的内容一键清除。"""
    hints = li.get_by_role("main")
    assert li.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(hints.get_by_text("工作表“名单” · 列“身份证号”").first).to_be_visible()
    hints.get_by_role("button", name="这 2 处都遮盖").first.click()
    expect(li.get_by_role("status")).to_contain_text("已遮盖 2 处")
    expect(hints.get_by_text("列“身份证号”")).to_have_count(0)
    hints.get_by_role("button", name="遮盖为 138****8000").click()
    expect(li.get_by_role("status")).to_contain_text("已遮盖 1 处")
    expect(hints.locator(".finding code")).to_have_count(4)
    clear = hints.get_by_role("button", name="清除隐藏内容")
    while clear.count():
        clear.first.click()
        expect(li.get_by_role("status")).to_contain_text("已清除看不见的内容")


def see_the_scan(li: "Page") -> None:
    """图片没有人看过就不能送到签发；看过了记下是谁。"""
    hints = li.get_by_role("main")
    expect(hints.get_by_text("这是图片，系统看不到其中的文字")).to_be_visible()
    hints.get_by_role("button", name="已人工查看").click()
    expect(hints.get_by_text(re.compile("已人工查看 · 李办"))).to_be_visible()
    expect(hints.get_by_role("heading", name="个人信息提示 · 都已处理")).to_be_visible()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "周小审"
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["序号", "姓名", "身份证号", "救助金额"])
    sheet.append([1, "周先生", LEAKED[0], 3000])
    sheet.append([2, "吴女士", LEAKED[1], 2000])
    sheet["D2"].comment = Comment(f"李办事员留言：打{LEAKED[3]}再核", "周小审")
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden.append(["联系电话", LEAKED[2]])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    made = docx.Document()
    made.core_properties.author = "周小审"
    paragraph = made.add_paragraph(f"咨询请拨打手机{LEAKED[2]}。")
    paragraph.add_run("内部底价八十万").font.hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def nothing_leaks(content: bytes) -> None:
    """作为压缩包的每个部件、作为表格、作为文书来读，都读不到。"""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        raw = b"\n".join(archive.read(name) for name in names).decode("utf-8", "replace")
    if "xl/workbook.xml" in names:
        calamine = CalamineWorkbook.from_filelike(io.BytesIO(content))
        said = [str(calamine.get_sheet_by_name(n).to_python()) for n in calamine.sheet_names]
        book = openpyxl.load_workbook(io.BytesIO(content))
        said += [str(list(sheet.values)) for sheet in book]
        assert "周先生" in said[0]
    else:
        said = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
        assert "咨询请拨打手机138****8000。" in said
    for leaked in LEAKED:
        assert leaked not in raw
        assert not any(leaked in each for each in said)
