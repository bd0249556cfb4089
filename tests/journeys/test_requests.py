"""一件申请从网上到复议：周先生没有账号、关着脚本，在手机上申请；李办办理，赵审审核，王主任签发。

另外两件：冯巧云在窗口当场答复；李办把逾期没有缴费的申请办结。
"""

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.foi.walks import IDENTITY
from tests.journeys.conftest import PHONE, Windows

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

WANTED = "柳溪镇振兴路二期改造工程的结算清单和付款凭证"
CASE = "青政复〔2026〕77号"
COPY = "项目,金额\n路面,1200\n收款账户,****\n".encode()


def test_a_request_goes_from_the_phone_to_a_corrected_reply(windows: Windows) -> None:
    zhou = windows.open(viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=False)
    li, zhao, wang = windows.of("li"), windows.of("zhao"), windows.of("wang")

    code = ask(zhou)
    pk = confirm(li)
    correct(li, pk)
    consult(li, pk)
    extend(wang, pk)
    reply(li, pk)
    number = sign(li, zhao, wang, pk)
    serve(li, pk)
    follow(zhou, code)
    case = dispute(li, wang, number)
    answer_again(li, pk)
    put_right(li, wang, case)
    read_the_tables(li)


def ask(zhou: "Page") -> str:
    """周先生在手机上四步填完，抄下查询码。"""
    zhou.goto("/xxgk/shenqing/")
    zhou.get_by_role("link", name="网上申请").click()
    zhou.get_by_label("向哪个机关申请").select_option(value="liuxi")
    zhou.get_by_label("姓名或者名称").fill("周先生")
    zhou.get_by_label("证件号码", exact=True).fill(IDENTITY)
    zhou.get_by_role("button", name="下一步").click()
    expect(zhou.get_by_role("alert")).to_contain_text("电话、邮箱、地址至少填一项")
    zhou.get_by_label("联系电话").fill("13900000001")
    zhou.get_by_role("button", name="下一步").click()
    zhou.get_by_label("信息的名称或内容描述").fill(WANTED)
    zhou.get_by_role("button", name="下一步").click()
    if zhou.get_by_label("都不是，我要继续申请").count():
        zhou.get_by_label("都不是，我要继续申请").check()
        zhou.get_by_role("button", name="下一步").click()
    zhou.get_by_label("电子文件").check()
    zhou.get_by_label("邮寄").check()
    zhou.get_by_role("button", name="下一步").click()
    expect(zhou.get_by_text("周先生")).to_be_visible()
    zhou.get_by_label("以上内容属实").check()
    zhou.get_by_role("button", name="提交申请").click()
    expect(zhou.get_by_role("heading", name="申请已提交")).to_be_visible()
    return re.search(r"[A-Z2-7]{5}(?:-[A-Z2-7]{5}){3}", zhou.content()).group()


def confirm(li: "Page") -> int:
    """李办打电话确认，期限从这一天起算。"""
    li.goto("/desk/requests/?state=arrived&channel=online")
    li.get_by_role("row").nth(1).get_by_role("link").click()
    expect(li.get_by_text(WANTED)).to_be_visible()
    expect(li.locator("main")).not_to_contain_text("周先生")
    do(li, "与申请人确认")
    expect(li.locator(".ruler")).to_be_visible()
    return int(li.url.rstrip("/").rpartition("/")[2])


def correct(li: "Page", pk: int) -> None:
    """告知补正，登记送达，收到补正，期限重新起算。"""
    form = opened(li, "告知补正")
    form.get_by_label("需要补正的全部事项").fill("请写明是哪一年的结算")
    form.get_by_label("指导和释明").fill("可以写明年份或者合同编号")
    press(li, form)
    form = opened(li, "登记文书送达")
    form.get_by_label("送达方式").select_option(label="邮寄送达")
    form.get_by_label("送达日期").fill(date.today().isoformat())
    form.get_by_label("送达凭证").fill("XA10000000001")
    press(li, form)
    form = opened(li, "收到补正")
    form.get_by_label("补正以后的申请内容").fill(f"2025年{WANTED}")
    press(li, form)
    li.goto(f"/desk/requests/{pk}/due/")
    expect(li.get_by_role("table")).to_contain_text("计入")
    li.goto(f"/desk/requests/{pk}/")


def consult(li: "Page", pk: int) -> None:
    """征求施工单位意见，部分同意。"""
    form = opened(li, "征求意见")
    form.get_by_label("第三方").check()
    form.get_by_label("名称或者姓名").fill("某某建设公司")
    form.get_by_label("联系方式").fill("青禾县工业路3号")
    form.get_by_label("涉及的内容").fill("收款账户")
    press(li, form)
    form = opened(li, "结束征求意见")
    form.get_by_label("部分同意公开").check()
    form.get_by_label("理由").fill("收款账户是商业秘密")
    press(li, form)


def extend(wang: "Page", pk: int) -> None:
    """王主任同意延期一次，再来一次就不行。"""
    wang.goto(f"/desk/requests/{pk}/")
    form = opened(wang, "延期")
    form.get_by_label("延期的理由").fill("凭证数量大")
    form.get_by_label("延长（工作日）").fill("10")
    press(wang, form)
    expect(wang.locator("main")).to_contain_text("答复期限只能延长一次")


def reply(li: "Page", pk: int) -> None:
    """选“部分公开”，附遮盖好的副本。"""
    li.goto(f"/desk/requests/{pk}/reply/")
    li.get_by_role("link", name="部分公开").click()
    li.get_by_label(re.compile("商业秘密")).first.check()
    li.get_by_label("事实和理由").fill("收款账户是商业秘密，可以区分处理")
    li.get_by_label("所附的可以公开的部分").fill("结算清单，见附件")
    li.get_by_label("不予公开的各部分").fill("收款账户｜商业秘密｜条例第十五条")
    li.get_by_label("权衡的理由").fill("第三方不同意")
    li.get_by_label("涉及第三方合法权益").check()
    li.get_by_label("遮盖好的副本").set_input_files(
        {"name": "结算清单.csv", "mimeType": "text/csv", "buffer": COPY}
    )
    li.get_by_role("button", name="保存答复").click()
    expect(li.get_by_text("答复已保存：部分公开")).to_be_visible()


def sign(li: "Page", zhao: "Page", wang: "Page", pk: int) -> str:
    """送审，审核，签发；得到文号。"""
    do(li, "拟定答复")
    zhao.goto(f"/desk/requests/{pk}/")
    do(zhao, "通过审核")
    wang.goto(f"/desk/requests/{pk}/")
    form = opened(wang, "签发答复")
    form.get_by_label("我已经看过告知书全文和所附的文件").check()
    press(wang, form)
    li.goto(f"/desk/requests/{pk}/")
    row = li.get_by_role("row", name=re.compile("政府信息部分公开告知书"))
    return re.search(r"\S+〔\d{4}〕\d+号", row.inner_text()).group()


def serve(li: "Page", pk: int) -> None:
    """交邮政企业寄出；取 .pdf。"""
    form = opened(li, "送达")
    expect(form.get_by_label("快递", exact=True)).to_have_count(0)
    form.get_by_label("邮寄送达").check()
    form.get_by_label("送达凭证").fill("挂号信 XA12345678901")
    press(li, form)
    row = li.get_by_role("row", name=re.compile("政府信息部分公开告知书"))
    with li.expect_download() as got:
        row.get_by_role("button", name=".pdf").click()
    assert got.value.path().read_bytes().startswith(b"%PDF")


def follow(zhou: "Page", code: str) -> None:
    """周先生凭查询码看到已经答复，看不到别的。"""
    zhou.goto("/shenqing/jindu/")
    zhou.get_by_label("查询码").fill(code.lower())
    zhou.get_by_role("button", name="查询").click()
    expect(zhou.get_by_role("heading", name=re.compile("已答复"))).to_be_visible()
    expect(zhou.get_by_text("部分公开", exact=True)).to_be_visible()
    assert code not in zhou.url


def dispute(li: "Page", wang: "Page", number: str) -> str:
    """收到复议副本：登记、证据、答复、结果纠正。"""
    li.goto("/desk/cases/new/")
    li.get_by_label("行政复议", exact=True).check()
    li.get_by_label("行政复议简易程序").check()
    li.get_by_label("案号").fill(CASE)
    li.get_by_label("复议机关或者法院").fill("青禾县人民政府")
    li.get_by_label("案由").fill("不服部分公开的答复")
    li.get_by_label("涉及", exact=True).check()
    li.get_by_label("理由").fill("争议的是依申请公开的答复")
    li.get_by_label("被争议的答复文号").fill(number)
    li.get_by_role("button", name="登记").click()
    case = li.url
    li.get_by_role("link", name="编证据清单").click()
    li.get_by_label("第 1 项名称").fill("告知书和送达凭证")
    li.get_by_label("第 1 项证明目的").fill("已经依法答复")
    li.get_by_role("button", name="保存").click()
    wang.goto(case)
    form = opened(wang, "提交答复（答辩）")
    form.get_by_label("答复（答辩）要点").fill("答复合法")
    press(wang, form)
    li.goto(case)
    form = opened(li, "登记审理结果")
    form.get_by_label("结果纠正").check()
    form.get_by_label("决定书（裁判文书）文号").fill("青政复决〔2026〕50号")
    for name in ("作出日期", "收到日期"):
        form.get_by_label(name).fill(date.today().isoformat())
    press(li, form)
    do(li, "落实纠正")
    return case


def answer_again(li: "Page", pk: int) -> None:
    """复议机关要求重新答复：申请重新办理，新的期限从头起算。"""
    li.goto(f"/desk/requests/{pk}/")
    expect(li.get_by_role("link", name=CASE)).to_be_visible()
    do(li, "重新答复")
    expect(li.locator(".pagehead .tag")).to_have_text("办理中")


def put_right(li: "Page", wang: "Page", case: str) -> None:
    """写明怎样纠正、改进什么，归档。"""
    wang.goto(case)
    form = opened(wang, "登记履行情况")
    form.get_by_label("怎样落实纠正").fill("重新答复，公开收款单位名称")
    form.get_by_label("教训和改进措施").fill("先区分账号和单位名称")
    press(wang, form)
    expect(wang.locator(".pagehead .tag")).to_have_text("已归档")


def read_the_tables(li: "Page") -> None:
    """表四的“结果纠正”点开是这个案件；表三每一列都平。"""
    li.goto("/desk/cases/table-four/")
    row = li.get_by_role("row", name=re.compile("^行政复议"))
    row.get_by_role("link").first.click()
    expect(li.get_by_role("link", name=CASE)).to_be_visible()
    li.goto("/desk/requests/table-three/")
    expect(li.locator(".pagehead")).to_contain_text("每一列第一项加第二项都等于第三项加第四项")
    rows = {row[0]: list(map(int, row[1:])) for row in cells(li)}
    new, old, done, left = (
        next(numbers for label, numbers in rows.items() if words in label)
        for words in ("一、本年新收", "二、上年结转", "（七）总计", "四、结转下年度")
    )
    assert [a + b for a, b in zip(new, old, strict=True)] == [
        a + b for a, b in zip(done, left, strict=True)
    ]
    assert sum(new) > 0


def test_the_window_answers_on_the_spot(windows: Windows) -> None:
    feng = windows.of("feng")
    feng.goto("/desk/requests/new/")
    feng.get_by_label("受理机关").select_option(label="柳溪镇")
    feng.get_by_label("口头申请").check()
    feng.get_by_label("需要的政府信息").fill("柳溪镇高龄津贴办理指南")
    feng.get_by_label("姓名或者名称").fill("吴女士")
    feng.get_by_label("联系电话").fill("13900000002")
    feng.get_by_role("button", name="登记，出具回执").click()
    expect(feng.get_by_text("查询码只显示这一次")).to_be_visible()
    feng.get_by_role("link", name="打开这件申请").click()
    do(feng, "登记收到")
    feng.get_by_role("link", name="拟写答复").click()
    feng.get_by_role("link", name="已主动公开").click()
    feng.get_by_label("事实和理由").fill("该指南已经公开")
    feng.get_by_label("获取该信息的方式和途径").fill("县政府网站办事指南栏目")
    feng.get_by_role("button", name="保存答复").click()
    form = opened(feng, "当场答复")
    form.get_by_label("送达凭证").fill("当场签收")
    press(feng, form)
    expect(feng.locator(".pagehead .tag")).to_have_text("已答复")


def test_a_fee_nobody_paid_ends_the_request(windows: Windows) -> None:
    li = windows.of("li")
    li.goto("/desk/requests/?state=paying")
    li.get_by_role("row").nth(1).get_by_role("link").click()
    form = opened(li, "逾期未缴费，不再处理")
    form.get_by_label("逾期的事实和日期").fill("收到收费通知三十日以后仍未缴费")
    press(li, form)
    expect(li.locator(".pagehead .tag")).to_have_text("不再处理")
    expect(li.get_by_role("row", name=re.compile("不再处理告知书"))).to_be_visible()


def opened(window: "Page", name: str) -> "Locator":
    """打开一个步骤，返回它的表单。"""
    box = window.locator(
        "details", has=window.locator("summary", has_text=re.compile(f"^\\s*{name}\\s*$"))
    )
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box.locator("form")


def press(window: "Page", form: "Locator") -> None:
    """办这一步，等它办好。"""
    form.get_by_role("button").click()
    expect(window.locator(".flash").first).to_be_visible()
    expect(window.locator(".summary")).to_have_count(0)


def do(window: "Page", name: str) -> None:
    """办一个不用填写的步骤。"""
    press(window, opened(window, name))


def cells(window: "Page") -> list[list[str]]:
    """表三的每一行。"""
    rows = window.locator("tbody tr")
    return [rows.nth(at).locator("th, td").all_inner_texts() for at in range(rows.count())]
