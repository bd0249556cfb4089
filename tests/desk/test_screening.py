"""The register, the rate, runs, stops and assessments at the desk."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from openpyxl import load_workbook

from gongkai.disclosures import operations
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.secrecy import SecretFound
from gongkai.screening import operations as screening
from gongkai.screening.models import Assessment, Finding, ListRule, Run, Stop, Withholding
from tests.disclosures.walks import AT, kept

pytestmark = pytest.mark.django_db
CLOSED = {"attribute": "closed", "ground": "N16b", "ground_reason": "内部讨论稿"}
NUMBERS = "<p>13900000001，13900000002，13900000003</p>"
ASSESSMENT = {
    "purpose": "接受监督",
    "necessity": "只列姓名",
    "risks": "可能被议论",
    "measures": "到期撤下",
    "conclusion": "fit",
}


def page(client, url, **data):
    answer = client.post(url, data, follow=True) if data else client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def withheld(office):
    document = office.checked(title="讨论稿", **CLOSED)
    return operations.sign_withholding(document, by=office.signer, at=AT)


def propose(office, **over):
    given = {
        "subject": "", "title": "招标控制价", "extent": "whole", "ground": "N15", "reason": "损害利益",
    }  # fmt: skip
    who = {"by": office.clerk, "at": AT}
    return screening.propose(office.county.liuxi, **given | who | over)


# The register


def test_register_lists_counts_and_filters(office, at_desk, withheld):
    propose(office)
    client = at_desk("赵审")
    html = page(client, "/desk/withheld/")
    assert "讨论稿" in html
    assert "过程性信息 1 项" in html
    assert "招标控制价" in html
    html = page(client, "/desk/withheld/?state=proposed&extent=whole&ground=N15&q=控制")
    assert "招标控制价" in html
    assert "讨论稿" not in html
    assert "没有符合条件的登记" in page(client, "/desk/withheld/?q=没有这样的")
    assert "没有不予公开的信息" in page(at_desk("钱"), "/desk/withheld/")


def test_what_is_overdue_is_told_on_the_first_page_and_confirmed_together(
    office, at_desk, withheld
):
    url, entry = "/desk/withheld/confirm/", Withholding.objects.get()
    with time_machine.travel(AT + timedelta(days=370), tick=False):
        client = at_desk("赵审")
        assert "有 1 项已过评估期限" in page(client, "/desk/")
        assert "讨论稿" in page(client, "/desk/withheld/?due=late")
        assert "请先勾选" in page(client, url, reason="仍然符合")
        html = page(client, url, reason="仍在讨论", entry=[entry.pk])
        assert "已评估 1 项，继续不公开" in html
        assert "讨论稿" not in page(client, "/desk/withheld/?due=year")
    screening.end(Withholding.objects.get(), reason="重复", by=office.checker, at=AT)
    assert "一项也没有评估" in page(at_desk("赵审"), url, reason="再看", entry=[entry.pk])


def test_proposal_is_written_signed_by_another_and_shown_to_the_signer(office, at_desk):
    clerk, signer = at_desk("李办"), at_desk("王主任")
    given = {
        "title": "控制价",
        "extent": "whole",
        "ground": "N15",
        "reason": "损害利益",
        "item": "",
    }
    html = page(clerk, "/desk/withheld/new/", **given | {"extent": "delayed"})
    assert "暂缓到哪一天" in html
    assert "已提出，等签发岗位签批：控制价" in page(clerk, "/desk/withheld/new/", **given)
    entry = Withholding.objects.get()
    url = f"/desk/withheld/{entry.pk}/"
    assert "有 1 项不予公开等您签批" in page(signer, "/desk/")
    assert "有 1 项不予公开等您签批" not in page(clerk, "/desk/")
    assert "已签批：控制价" in page(signer, f"{url}approve/", x="1")
    assert "请填写理由" in page(signer, f"{url}end/", reason="")
    assert "在册" in page(signer, url)
    assert "已终止登记" in page(signer, f"{url}end/", reason="登记有误")
    assert "“已终止”状态下不能" in page(signer, f"{url}confirm/", reason="再看")
    assert signer.post(f"{url}fly/", {"reason": "x"}).status_code == 404
    assert at_desk("钱").get(url).status_code == 404


def test_taking_up_a_withheld_text_takes_the_draft_up(office, at_desk, withheld):
    entry = Withholding.objects.get()
    url = f"/desk/withheld/{entry.pk}/take_up/"
    assert "转为公开办理" in page(at_desk("李办"), url, reason="已经定稿")
    withheld.refresh_from_db()
    entry.refresh_from_db()
    assert (withheld.state, entry.state) == ("drafting", "reopening")


def test_checker_takes_up_the_entry_and_leaves_the_draft_to_its_drafter(office, at_desk, withheld):
    entry = Withholding.objects.get()
    html = page(at_desk("赵审"), f"/desk/withheld/{entry.pk}/take_up/", reason="可以公开")
    assert "打开稿件" in html
    withheld.refresh_from_db()
    assert withheld.state == "withheld"
    assert Withholding.objects.get().state == "reopening"


def test_entry_of_masked_places_names_them(office, at_desk):
    document = office.drafted(body=NUMBERS)
    found = list(Finding.objects.order_by("id"))
    operations.mask_findings(document, found, seen=1, by=office.clerk, at=AT)
    entry = Withholding.objects.get()
    html = page(at_desk("李办"), f"/desk/withheld/{entry.pk}/")
    assert "手机号码 3 处" in html
    assert "139****0001" in html
    assert "13900000001" not in html
    assert "遮盖个人信息：手机号码 3 处" in page(at_desk("李办"), f"/desk/documents/{document.pk}/")


def test_register_is_handed_out_as_files(office, at_desk, withheld):
    propose(office, title="=1+1")
    client = at_desk("李办")
    answer = client.get("/desk/withheld/export/csv/?ground=N15")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["名称", "'=1+1"]
    answer = client.get("/desk/withheld/export/xlsx/")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    assert cells["讨论稿"][5].value == "过程性信息"
    assert cells["=1+1"][1].data_type == "s"
    assert client.get("/desk/withheld/export/pdf/").status_code == 404


def test_entry_of_a_row_leads_to_the_catalogue_and_to_a_new_draft(office, at_desk):
    entry = propose(office, subject="catalogue.item:1")
    screening.approve(entry, by=office.signer, at=AT)
    client, url = at_desk("李办"), f"/desk/withheld/{entry.pk}/"
    assert "看标准目录" in page(client, url)
    html = page(client, f"{url}take_up/", reason="可以公开")
    assert html.count("新建稿件") == 1


def test_entry_whose_text_is_out_of_sight_is_taken_up_alone(office, at_desk):
    entry = propose(office, subject="disclosures.document:0")
    screening.approve(entry, by=office.signer, at=AT)
    page(at_desk("李办"), f"/desk/withheld/{entry.pk}/take_up/", reason="可以公开")
    assert Withholding.objects.get().state == "reopening"


def test_filter_by_office_is_offered_to_who_sees_several(office, at_desk, withheld):
    other = f"/desk/withheld/?organ={office.county.wanghu.pk}"
    assert "机关</label>" in page(at_desk("孙监"), "/desk/withheld/")
    assert "没有符合条件" in page(at_desk("孙监"), other)


# The rate


def test_rate_opens_both_lists(office, at_desk, withheld):
    for n in range(5):
        office.published(title=f"公开{n}")
    late = office.drafted(title="欠着的", formed_on=AT.date() - timedelta(days=60))
    html = page(at_desk("孙监"), "/desk/rate/?year=2026")
    assert "83.3%" in html
    organ = late.organ_id
    assert "欠着的" in page(at_desk("李办"), f"/desk/rate/missing/?year=2026&organ={organ}")
    html = page(at_desk("李办"), "/desk/rate/published/")
    assert "公开4" in html
    assert "欠着的" not in html
    assert "讨论稿" in page(at_desk("李办"), "/desk/rate/withheld/?year=2026")
    assert at_desk("李办").get("/desk/rate/other/").status_code == 404
    assert "还没有到期的信息" in page(at_desk("钱"), "/desk/rate/?year=never")
    assert "一件也没有" in page(at_desk("钱"), "/desk/rate/missing/")


# Runs and answers


@pytest.fixture
def big(office, monkeypatch):
    monkeypatch.setattr("gongkai.disclosures.operations.parts.AT_ONCE_BYTES", 0)
    return office.submitted(
        attachments=(("甲.csv", kept("电话,13900001111\n".encode(), "甲.csv")),)
    )


def test_check_page_shows_how_far_the_machine_is(office, at_desk, big):
    client, url = at_desk("赵审"), f"/desk/documents/{big.pk}/check/"
    run = Run.objects.get()
    assert "附件较大，已排队" in page(client, url)
    screening.take_next(by=CLOCK, at=AT)
    assert "正在检查：第 1 部分，共 2 部分" in page(client, url)
    Run.objects.update(read=2)
    assert "都看完了，正在整理结果" in page(client, url)
    run.refresh_from_db()
    screening.fail(run, reason="附件打不开", by=CLOCK, at=AT)
    assert "没有查完：附件打不开" in page(client, url)
    base = f"/desk/documents/{big.pk}/run/{run.pk}/"
    assert "已重新排队" in page(client, f"{base}retry/", x="1")
    assert "请写明您看过" in page(client, f"{base}confirm/", reason="")
    assert "您看过全部内容" in page(client, f"{base}confirm/", reason="逐行看过")
    assert "赵审看过后人工确认：逐行看过" in page(client, url)
    assert client.post(f"{base}fly/").status_code == 404
    assert client.post(f"/desk/documents/{big.pk}/run/0/retry/").status_code == 404


def test_checked_text_says_so(office, at_desk):
    document = office.drafted(body=NUMBERS)
    assert "查完，规则" in page(at_desk("李办"), f"/desk/documents/{document.pk}/findings/")


def test_alike_findings_are_answered_together_and_taken_back(office, at_desk):
    document = office.submitted(body=NUMBERS)
    client, url = at_desk("赵审"), f"/desk/documents/{document.pk}/findings/"
    assert "手机号码 3 处" in page(client, url)
    alike = {"kind": "mobile", "group": "正文", "back": "check"}
    assert "请先选中" in page(client, url, answer="dismiss", note="x", kind="mobile", group="别处")
    html = page(client, url, answer="keep", ground="consent", note="同意书在卷", **alike)
    assert "已处理 3 处" in html
    line = Entry.objects.get(act="screening.answer")
    undo = f"/desk/documents/{document.pk}/findings/undo/{line.pk}/"
    assert undo in html
    assert "已撤销，这些提示重新待处理" in page(client, undo, x="1")
    assert "不能撤销" in page(client, undo, x="1")
    assert set(Finding.objects.order_by("id").values_list("answer", flat=True)) == {""}


def test_more_findings_than_a_page_holds_are_counted(office, at_desk, monkeypatch):
    monkeypatch.setattr("gongkai.desk.documents.findings.MOST_SHOWN", 2)
    document = office.drafted(body=NUMBERS)
    html = page(at_desk("李办"), f"/desk/documents/{document.pk}/findings/")
    assert "还有 1 处没有逐条列出" in html


def test_answer_given_meanwhile_is_told(office, at_desk):
    document = office.submitted(body=NUMBERS)
    finding = Finding.objects.order_by("id").first()
    url = f"/desk/documents/{document.pk}/findings/"
    operations.dismiss_finding(document, finding, note="总机", by=office.clerk, at=AT)
    html = page(at_desk("赵审"), url, answer="dismiss", note="样例", finding=[finding.pk])
    assert "李办已在11月20日 09:00 处理为“不是个人信息”" in html
    everything = [f.pk for f in Finding.objects.order_by("id")]
    html = page(at_desk("赵审"), url, answer="dismiss", note="样例", finding=everything)
    assert "已处理 2 处，另有 1 处别人刚刚处理过" in html


def test_record_of_the_check_is_printed_with_every_answer(office, at_desk):
    document = office.checked()
    html = page(at_desk("李办"), f"/desk/documents/{document.pk}/reviews/")
    assert "赵审的审查：不涉密，可以公开" in html
    assert "是否涉及国家秘密、工作秘密" in html
    assert "内容是否适当" in html
    assert "审查清单第 1 版" in html
    other = office.submitted(title="另一件")
    office.reviewed(other, answers={}, conclusion="", content="", remark="再看")
    html = page(at_desk("赵审"), f"/desk/documents/{other.pk}/reviews/")
    assert "没有填写" in html
    assert "审查意见：再看" in html
    assert "没有结论" in html


# Secrecy


def test_marked_text_is_stopped_with_guidance_and_followed_up(office, at_desk):
    file = io.BytesIO("秘密★1年\n关于有关情况的函\n正文".encode())
    file.name = "函.txt"
    html = page(at_desk("李办"), "/desk/new/notice/", organ=office.county.liuxi.pk, file=file)
    assert "带有“秘密”标志" in html
    assert "机要渠道" in html
    stop = Stop.objects.get()
    url = f"/desk/secrecy/{stop.pk}/"
    assert "拦下一份带“秘密”标志的文本" in page(at_desk("赵审"), "/desk/")
    assert "2026年11月20日" in page(at_desk("李办"), "/desk/secrecy/")
    client = at_desk("赵审")
    assert "先按涉密管理" in page(client, url)
    assert "请填写理由" in page(client, f"{url}ask/", reason="")
    assert "24 小时内报告" in page(at_desk("李办"), f"{url}leak/", reason="群里转过")
    with time_machine.travel(AT + timedelta(hours=25), tick=False):
        assert "登记了泄密" in page(at_desk("赵审"), "/desk/")
    assert "先登记已经报告" in page(client, f"{url}hand_over/", reason="交机要室")
    assert "已登记报告" in page(client, f"{url}report/", reason="已报保密局")
    assert "已移交线下" in page(client, f"{url}hand_over/", reason="交机要室")
    assert client.post(f"{url}fly/", {"reason": "x"}).status_code == 404
    assert at_desk("钱").get(url).status_code == 404
    assert "没有拦截过" in page(at_desk("钱"), "/desk/secrecy/")


def test_stop_about_a_document_leads_to_it(office, at_desk):
    document = office.drafted()
    content = office.content(body="<p>机密★</p>")
    with pytest.raises(SecretFound):
        operations.write(document, content=content, seen=1, by=office.clerk, at=AT)
    assert "打开稿件" in page(at_desk("赵审"), f"/desk/secrecy/{Stop.objects.get().pk}/")


# Assessments and lists


def test_list_is_assessed_printed_and_taken_over_next_time(office, at_desk):
    first, second = (
        office.drafted("list", title="十月名单"),
        office.drafted("list", title="冬月名单"),
    )
    client = at_desk("李办")
    assert "去评估" in page(client, f"/desk/documents/{first.pk}/")
    reuse = f"/desk/documents/{first.pk}/assessment/reuse/"
    assert "还没有做过评估" in page(client, reuse, x="1")
    url = f"/desk/documents/{first.pk}/assessment/"
    assert "请填写必要性" in page(client, url, **ASSESSMENT | {"necessity": ""})
    assert "已保存影响评估" in page(client, url, **ASSESSMENT)
    made = Assessment.objects.get()
    assert "可能被议论" in page(client, f"/desk/assessments/{made.pk}/")
    assert "重新评估" in page(client, url)

    assert "沿用上次评估" in page(client, f"/desk/documents/{second.pk}/assessment/")
    html = page(client, f"/desk/documents/{second.pk}/assessment/reuse/", x="1")
    assert "已沿用上次评估：十月名单" in html
    again = Assessment.objects.get(reused=made)
    assert "十月名单" in page(client, f"/desk/assessments/{again.pk}/")
    assert "冬月名单" in page(client, "/desk/assessments/")
    assert "以前不能删除" in page(client, f"/desk/assessments/{made.pk}/delete/", x="1")
    with time_machine.travel(AT + timedelta(days=1100), tick=False):
        late = at_desk("李办")
        assert "销毁记录" in page(late, f"/desk/assessments/{again.pk}/")
        assert "已销毁评估记录" in page(late, f"/desk/assessments/{again.pk}/delete/", x="1")
    assert client.get("/desk/assessments/0/").status_code == 404
    assert "还没有做过评估" in page(at_desk("钱"), "/desk/assessments/")


@pytest.mark.parametrize("act", ["assess", "reuse"])
def test_refused_assessment_is_told(office, at_desk, monkeypatch, act):
    document = office.drafted("list")
    about = {"organ": document.organ_id, "subject": "disclosures.document:0", "title": "上次"}
    given = ASSESSMENT | {"list_kind": "other"}
    screening.assess(by=office.clerk, at=AT, **about, **given)

    def refusing(*rows, **given):
        raise NotAllowed("现在不行")

    monkeypatch.setattr(screening, act, refusing)
    url = f"/desk/documents/{document.pk}/assessment/"
    data = ASSESSMENT if act == "assess" else {"x": "1"}
    assert "现在不行" in page(at_desk("李办"), url if act == "assess" else f"{url}reuse/", **data)


def test_county_administrator_sets_the_rules_of_lists(at_desk):
    client = at_desk("郑管")
    given = {"kind": "subsistence", "period": "10", "unit": "WD", "longest": "60"}
    given |= {"name": "masked", "minor": "forbidden", "identity_number": "forbidden"}
    assert "最低生活保障对象" in page(client, "/desk/settings/lists/")
    assert "已设置：最低生活保障对象" in page(client, "/desk/settings/lists/", **given)
    rule = ListRule.objects.get()
    assert (rule.period, rule.assessed, rule.longest) == (10, False, 60)
    assert rule.treatments["name"] == "masked"
    assert "公示10个工作日" in page(client, "/desk/settings/lists/")
    html = page(at_desk("韩管"), "/desk/settings/lists/", **given)
    assert "最上级机关的管理员" in html
    assert at_desk("李办").get("/desk/settings/lists/").status_code == 403


def test_day_a_list_comes_down_is_shown(office, at_desk):
    document = office.published("list", display_until=AT.date() + timedelta(days=7))
    html = page(at_desk("李办"), f"/desk/documents/{document.pk}/")
    assert "2026年11月27日过后自动撤下" in html
