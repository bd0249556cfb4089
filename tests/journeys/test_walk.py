"""从同事的一份 Word 到公开页面，再到更正和撤下：四个人，各坐各的屏幕。

李办起草，赵审审查，王主任在手机上签发，吴记者没有账号、关着脚本来读；钱来是别的街道的，什么也看不到。
"""

import base64
import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Windows
from tests.text.documents import cell, docx, p, part, relation, table

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser

TITLE = "关于柳溪镇2026年第三批公益性岗位拟聘人员的公示"
IDENTITY_NUMBER = "11010519491231002X"
MOBILE = "13800138000"
CHANGED = "拟聘8人改为拟聘9人。"
WHY = "拟聘人数有误，应为9人"
WRONG_PASSWORD = "bu-dui-de-mima"
PUBLISHED_WITHIN_SECONDS = 60
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
WORD = docx(
    p(TITLE, align="center", size=44)
    + p("一、拟聘岗位", style="1")
    + p("保洁员5人", number="1/0")
    + p("护林员3人", number="1/0")
    + p("二、拟聘人员", style="1")
    + table(
        [cell("姓名"), cell("岗位"), cell("身份证号")],
        [cell("周先生"), cell("保洁员"), cell(IDENTITY_NUMBER)],
    )
    + p(f"如有异议，请联系周先生，手机{MOBILE}。"),
    rels=(relation(3, "numbering", "numbering.xml"),),
    word__numbering_xml=NUMBERING,
).getvalue()


def test_word_file_becomes_public_is_corrected_and_withdrawn(windows: Windows) -> None:
    # 李办、赵审各开各的窗口；王主任拿着手机；吴记者的浏览器没有脚本。
    li, zhao = windows.of("li"), windows.of("zhao")
    wang = windows.of("wang", viewport=PHONE, is_mobile=True, has_touch=True)
    reader = windows.open(java_script_enabled=False)
    password = windows.site.logins[0].password

    # 星期五下午，李办把 Word 拖进来，核对，遮盖，送审。
    pk = start_from_word(li)
    refuse_a_stranger(windows, pk)
    fill_in(li)
    mask_everything(li)
    send_for_check(li)
    refuse_the_drafter(li, pk)

    # 赵审逐条回答，通过；王主任先输错密码，再签发。
    check(zhao, pk)
    sign_on_the_phone(wang, pk, password)

    # 两秒一轮的后台把它放到公开网站上，吴记者打开就能读，号码已经遮住。
    address = public_address(li, pk)
    read_as_the_public(reader, address)

    # 人数写错了：写明理由更正，同样三个人再走一遍。
    correct(li, pk)
    check(zhao, pk)
    sign_on_the_phone(wang, pk, password)
    read_the_correction(reader, address)

    # 最后王主任撤下，原网址说明何时、为何。
    withdraw(wang, pk)
    windows.gone.add(windows.site.url + address)
    read_the_tombstone(reader, address)


# ── 李办 ─────────────────────────────────────────────────────────────────────────────────────


def start_from_word(li: "Page") -> int:
    """新建 → 公示公告 → 把 Word 拖进框里 → 编辑页上看到导入的正文。返回稿件的编号。"""
    li.get_by_role("link", name="新建", exact=True).click()
    li.get_by_role("link", name="公示公告").click()
    drop(li, "公示.docx")
    expect(li.locator("label.drop output")).to_have_text("公示.docx")
    li.get_by_role("button", name="开始写").click()
    li.wait_for_url("**/edit/")

    expect(li.get_by_label("标题", exact=True)).to_have_value(TITLE)
    editor = li.get_by_role("textbox", name="正文")
    expect(editor).to_have_attribute("contenteditable", "true")
    expect(editor.get_by_role("heading", name="一、拟聘岗位")).to_be_visible()
    expect(editor.locator("ul li")).to_have_text(["保洁员5人", "护林员3人"])
    expect(editor.locator("td", has_text=IDENTITY_NUMBER)).to_be_visible()
    return int(re.search(r"/documents/(\d+)/", li.url)[1])


def drop(window: "Page", name: str) -> None:
    """像从文件夹里拖过来一样，把文件放在框上。"""
    given = [base64.b64encode(WORD).decode(), name]
    carried = window.evaluate_handle(
        """([content, name]) => {
            const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], name));
            return carried;
        }""",
        given,
    )
    window.dispatch_event("label.drop", "drop", {"dataTransfer": carried})


def fill_in(li: "Page") -> None:
    """选栏目和截止日期，保存并检查个人信息。"""
    li.get_by_label("公开栏目").select_option(label="公示公告")
    li.get_by_label("成文日期").fill(li.evaluate("new Date().toLocaleDateString('sv')"))
    li.get_by_role("radio", name="主动公开").first.check()
    li.get_by_role("button", name="保存并检查个人信息").click()
    li.wait_for_url("**/findings/")
    expect(li.get_by_text("已保存")).to_be_visible()


def mask_everything(li: "Page") -> None:
    """身份证号、手机号码和旁边的姓名都提示出来，一次全部遮盖。"""
    hints = li.get_by_role("complementary", name="个人信息提示")
    expect(hints.locator(".finding code")).to_have_count(3)
    expect(hints.get_by_text("身份证号").first).to_be_visible()
    expect(hints.get_by_text("手机").first).to_be_visible()
    hints.get_by_role("button", name="全部遮盖").click()
    expect(li.get_by_role("status")).to_contain_text("已遮盖 3 处")
    expect(hints.locator(".finding")).to_have_count(0)
    expect(li.locator("article.sheet")).not_to_contain_text(IDENTITY_NUMBER)
    expect(li.locator("article.sheet")).not_to_contain_text(MOBILE)


def send_for_check(li: "Page") -> None:
    """送审；稿件转到赵审那里。"""
    li.get_by_role("link", name="送审", exact=True).click()
    li.get_by_role("button", name="送审").click()
    expect(li.get_by_role("status").filter(has_text="已送审")).to_contain_text("副镇长")


def refuse_the_drafter(li: "Page", pk: int) -> None:
    """起草的人看不到“通过审查”，只能撤回。"""
    li.goto(f"/desk/documents/{pk}/")
    expect(li.get_by_role("button", name="撤回修改")).to_be_visible()
    expect(li.get_by_role("link", name="审查", exact=True)).to_have_count(0)
    expect(li.get_by_role("link", name="通过审查")).to_have_count(0)
    expect(li.get_by_role("button", name="通过审查")).to_have_count(0)


def public_address(li: "Page", pk: int) -> str:
    """等后台公开，返回公众看到的网址。"""
    link = li.get_by_role("link", name="公众看到的页面")
    until = time.monotonic() + PUBLISHED_WITHIN_SECONDS
    li.goto(f"/desk/documents/{pk}/")
    while not link.count():
        assert time.monotonic() < until, "签发以后一直没有公开"
        li.wait_for_timeout(500)
        li.reload()
    return link.get_attribute("href")


def correct(li: "Page", pk: int) -> None:
    """更正要写理由；改好再送审。"""
    li.goto(f"/desk/documents/{pk}/")
    li.get_by_role("link", name="更正", exact=True).click()
    li.get_by_role("button", name="更正").click()
    expect(li.get_by_role("alert")).to_contain_text("请选一条常用理由，或者写明理由")
    li.get_by_label("补充说明").fill(WHY)
    li.get_by_role("button", name="更正").click()
    li.wait_for_url("**/edit/")
    editor = li.get_by_role("textbox", name="正文")
    editor.locator("p").last.click()
    li.keyboard.press("Control+End")
    li.keyboard.press("Enter")
    li.keyboard.type(CHANGED)
    li.get_by_role("button", name="保存并送审").click()
    li.wait_for_url("**/step/submit/")
    li.get_by_role("button", name="送审").click()
    expect(li.get_by_role("status").filter(has_text="已送审")).to_be_visible()


# ── 钱来、赵审、王主任 ───────────────────────────────────────────────────────────────────────


def refuse_a_stranger(windows: Windows, pk: int) -> None:
    """别的街道的人打开这份稿件，只看到“没有这一页”。"""
    qian = windows.of("qian")
    for address in (f"/desk/documents/{pk}/", f"/desk/documents/{pk}/edit/", f"/preview/{pk}/"):
        windows.gone.add(windows.site.url + address)
        assert qian.goto(address).status == 404
        expect(qian.get_by_text(TITLE)).to_have_count(0)


def check(zhao: "Page", pk: int) -> None:
    """从待审查里打开，逐条回答清单和三项研判，通过。"""
    zhao.goto("/desk/checks/")
    zhao.locator(f"[data-rows] a[href='/desk/documents/{pk}/']").click()
    zhao.get_by_role("link", name="审查", exact=True).click()
    zhao.wait_for_url(f"**/documents/{pk}/check/")
    for answer in ("没有问题", "适当"):
        for choice in zhao.get_by_role("radio", name=answer, exact=True).all():
            choice.check()
    zhao.get_by_role("radio", name="不涉密，可以公开").check()
    zhao.get_by_role("button", name="通过审查").click()
    expect(zhao.get_by_role("status").filter(has_text="已通过：")).to_contain_text("镇长")


def sign_on_the_phone(wang: "Page", pk: int, password: str) -> None:
    """手机上选中这一件；密码不对不签，密码对了才签。"""
    wang.goto("/desk/signing/")
    assert wang.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    card = wang.locator(f"input[name=pick][value='{pk}']")
    card.check()
    sign = wang.get_by_role("button", name="签发所选 1 件")
    wang.get_by_label("登录密码或动态口令").fill(WRONG_PASSWORD)
    sign.click()
    expect(wang.get_by_text("密码或者动态口令不对，没有办理")).to_be_visible()
    expect(card).to_be_checked()
    wang.get_by_label("登录密码或动态口令").fill(password)
    sign.click()
    expect(wang.get_by_text("已签发 1 件")).to_be_visible()
    expect(card).to_have_count(0)


def withdraw(wang: "Page", pk: int) -> None:
    """撤下要选理由，还要亲手输入“撤下”两个字。"""
    wang.goto(f"/desk/documents/{pk}/")
    wang.get_by_role("link", name="撤下", exact=True).click()
    wang.get_by_role("checkbox", name="公示期已满").check()
    wang.get_by_label("输入“撤下”确认").fill("撤下")
    wang.get_by_role("button", name="撤下").click()
    expect(wang.get_by_role("status").filter(has_text="已撤下")).to_be_visible()


# ── 吴记者 ───────────────────────────────────────────────────────────────────────────────────


def read_until(reader: "Page", address: str, words: str) -> "Response":
    """等到一个网址上有这几个字，再打开它。"""
    until = time.monotonic() + PUBLISHED_WITHIN_SECONDS
    while words not in reader.request.get(address).text():
        assert time.monotonic() < until, f"{address} 一直没有“{words}”"
        reader.wait_for_timeout(500)
    return reader.goto(address)


def read_as_the_public(reader: "Page", address: str) -> None:
    """没有账号、没有脚本：标题、列表、表格都在，号码只剩首尾。"""
    assert read_until(reader, address, TITLE).status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    text = reader.locator(".prose")
    expect(text.locator("ul li")).to_have_text(["保洁员5人", "护林员3人"])
    expect(text.locator("td").filter(has_text="*")).to_have_count(2)
    expect(text).to_contain_text("138****8000")
    assert IDENTITY_NUMBER not in reader.content()
    assert MOBILE not in reader.content()


def read_the_correction(reader: "Page", address: str) -> None:
    """同一个网址，新的正文，上面有更正说明和理由。"""
    assert read_until(reader, address, CHANGED).status == 200
    note = reader.get_by_role("region", name="更正说明")
    expect(note).to_contain_text(WHY)
    assert IDENTITY_NUMBER not in reader.content()


def read_the_tombstone(reader: "Page", address: str) -> None:
    """410：正文没有了，何时撤下、为何撤下、该找谁都写着。"""
    assert read_until(reader, address, "撤下了这条信息").status == 410
    today = reader.locator("dt", has_text="撤下日期").locator("+ dd")
    expect(today).to_have_text(re.compile(r"^\d{4}-\d{2}-\d{2}$"))
    expect(reader.locator("dt", has_text="理由").locator("+ dd")).to_have_text("公示期已满")
    assert "护林员" not in reader.content()
