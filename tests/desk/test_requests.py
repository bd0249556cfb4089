"""Requests at the desk: registered, corrected, consulted about, answered, served, counted."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.foi.steps import STEPS
from gongkai.foi import operations
from gongkai.foi.models import Bureau, Letter, Look, Request
from gongkai.foi.operations import Paper
from gongkai.law import foi as law
from gongkai.law.answers import all_answers
from tests.desk.markup import faults
from tests.foi.walks import AT, IDENTITY, WANTED, Office

pytestmark = pytest.mark.django_db
TAKEN = {
    "channel": "in_person", "arrived_on": "2026-03-02", "description": WANTED, "form": "paper",
    "pickup": "in_person", "kind": "person", "name": "周先生", "document": "居民身份证",
    "document_number": IDENTITY, "phone": "13900000001",
}  # fmt: skip
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _march():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def requests(office) -> Office:
    """柳溪镇 at work on requests."""
    found = Office(office.county)
    found.bureau()
    return found


def page(client, url, **data):
    answer = client.post(url, data, follow=True) if data else client.get(url)
    assert answer.status_code == 200, url
    html = answer.content.decode()
    assert faults(html) == []
    return html


def step(client, pk, act, **data):
    return page(client, f"/desk/requests/{pk}/step/{act}/", **data | {"x": "1"})


def test_every_step_has_a_form_and_an_operation():
    assert set(STEPS) == {step.name for step in law.PROCEDURE.steps}


def test_window_registers_and_gives_the_code_once(office, requests, at_desk):
    window = at_desk("冯综")
    assert "还没有收到申请" in page(window, "/desk/requests/")
    given = TAKEN | {"organ": office.county.liuxi.pk}
    assert "请填写需要的政府信息" in page(
        window, "/desk/requests/new/", **given | {"description": ""}
    )
    wrong = page(window, "/desk/requests/new/", **given | {"document_number": "11010119900307001X"})
    assert "居民身份证号码不正确" in wrong
    html = page(window, "/desk/requests/new/", **given)
    code = re.search(r"[A-Z2-7]{5}(?:-[A-Z2-7]{5}){3}", html).group()
    request = Request.objects.get()
    found = operations.find_by_code(code, address="203.0.113.7", at=AT)
    assert found == request
    url = f"/desk/requests/{request.pk}/"
    shown = page(window, url)
    assert code not in shown
    assert WANTED in shown
    assert "周先生" not in shown
    assert not Look.objects.exists()
    assert "周先生" in page(window, f"{url}applicant/", x="1")
    assert Look.objects.get().person_name == "冯综"
    assert "查看人" not in page(at_desk("孙监"), url)
    assert "只有办理这项工作的岗位可以看" in page(at_desk("孙监"), url)
    assert at_desk("钱").get(url).status_code == 404
    assert at_desk("孙监").post(f"{url}applicant/").status_code == 403


def test_request_is_walked_to_a_served_partial_reply(requests, at_desk):
    clerk, head, checker = at_desk("李办"), at_desk("王主任"), at_desk("赵审")
    pk = requests.submitted().request.pk
    url = f"/desk/requests/{pk}/"
    assert "期限还没有开始" not in page(clerk, f"{url}due/")
    assert "已与申请人确认" in step(clerk, pk, "confirm")
    assert "3月30日" in page(clerk, f"{url}due/")
    assert "请填写指导和释明" in step(clerk, pk, "ask_correction", items="年份", days="15")
    html = step(clerk, pk, "ask_correction", items="年份", guidance="写明哪一年", days="15")
    assert "已告知补正" in html
    assert "补正告知书" in html
    assert "已登记送达" in step(
        clerk, pk, "note_reached", mark="correction", way="post", proof="XA1", on="2026-03-02"
    )
    assert "已登记补正" in step(clerk, pk, "correct", description="2025年名单")
    html = step(
        clerk, pk, "consult", party="third_party", name="某某商行", contact="街口1号", parts="报价"
    )
    assert "已征求意见" in html
    assert "请写明理由" in step(clerk, pk, "end_consultation", mark="c1", opinion="objects")
    assert "征求意见结束" in step(
        clerk, pk, "end_consultation", mark="c1", opinion="objects", words="商业秘密"
    )
    assert "20" in step(head, pk, "extend", reason="数量大", days="25")
    assert "已延期" in step(head, pk, "extend", reason="数量大", days="10")
    assert "已记录检索" in step(
        clerk, pk, "search", places="档案室", words="危房改造", period="2025年", found="1份"
    )
    assert "请先从答复类型中选定处理结果" in page(clerk, url)
    assert "部分公开" in page(clerk, f"{url}reply/")
    write = f"{url}reply/A3/"
    assert "档案室" not in page(clerk, write)
    html = page(clerk, write, reasons="含商业秘密")
    assert "请选择法定理由" in html
    given = {
        "grounds": ["N15"], "reasons": "含第三方商业秘密", "provision": "所附名单",
        "withheld": "报价一栏｜商业秘密｜第十五条", "third_party": "on",
    }  # fmt: skip
    assert "答复已保存：部分公开" in page(clerk, write, **given)
    assert "须附遮盖好的副本" in page(clerk, url)
    copy = SimpleUploadedFile("名单.csv", "姓名,金额\n甲*,1\n".encode(), "text/csv")
    assert "答复已保存" in page(clerk, write, **given | {"masked": copy})
    assert "含第三方商业秘密" in page(clerk, write)
    assert "已送审" in step(clerk, pk, "propose")
    assert "待审核，等您办理" in page(checker, "/desk/")
    assert "审核通过" in step(checker, pk, "pass_review")
    assert "请先看过" in step(head, pk, "sign")
    assert "已签发" in step(head, pk, "sign", read="on")
    assert "请填写送达凭证" in step(clerk, pk, "serve", way="post", proof="")
    assert "已送达" in step(clerk, pk, "serve", way="post", proof="挂号信 XA12345678901")
    number = Letter.objects.get(code="L12").number
    html = page(clerk, f"{url}letters/{number}/", x="1")
    assert "文本与签发时一致" in html
    for kind, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = clerk.post(f"{url}letters/{number}/{kind}/")
        assert file.content.startswith(magic)
    assert clerk.post(f"{url}letters/{number}/exe/").status_code == 404
    html = page(clerk, "/desk/requests/table-three/?year=2026")
    assert "table-three/r3_2/all/?year=2026" in html
    assert Request.objects.get().number in page(
        clerk, "/desk/requests/table-three/r3_2/all/?year=2026"
    )
    assert "一件也没有" in page(clerk, "/desk/requests/table-three/r4/all/?year=2026")
    assert clerk.get("/desk/requests/table-three/r9/all/").status_code == 404
    assert clerk.get("/desk/requests/table-three/?organ=999").status_code == 404
    assert "已归档" in step(clerk, pk, "file")
    assert "已登记，可以重新答复" in step(clerk, pk, "order_again", source="青政复决〔2026〕5号")
    assert "重新答复" in step(clerk, pk, "answer_again")


def test_every_type_of_answer_can_be_written(requests, at_desk):
    clerk, request = at_desk("李办"), requests.handled()
    given = {"grounds", "overrides", "copies", "masked", "csrfmiddlewaretoken", "third_party"}
    for row in all_answers():
        url = f"/desk/requests/{request.pk}/reply/{row.code}/"
        if row.closing:
            assert "由逾期的事实得出" in page(clerk, url, reasons="略", facts="略")
            continue
        names = set(re.findall(r'name="([a-z_]+)"', page(clerk, url))) - given - {"q"}
        grounds = {"grounds": [row.grounds[0].code]} if row.grounds else {}
        html = page(clerk, url, **dict.fromkeys(names, "略"), **grounds)
        assert f"答复已保存：{row.title}" in html
        assert request.reply.code == row.code


def test_list_filters_and_tells_what_is_late(requests, at_desk):
    requests.handled()
    clerk = at_desk("李办")
    assert "2026-0001" in page(clerk, "/desk/requests/?number=2026-1&state=handling")
    assert "没有符合条件的申请" in page(clerk, "/desk/requests/?state=paying&number=x")
    assert "没有符合条件的申请" in page(clerk, "/desk/requests/?due=late")
    with time_machine.travel(AT + 30 * DAY, tick=False):
        clerk = at_desk("李办")
        assert "有 1 件已过答复期限" in page(clerk, "/desk/requests/")
        assert "申请 2026-0001 办理中，2026年3月30日以前答复" in page(clerk, "/desk/")
        assert "2026-0001" in page(clerk, "/desk/requests/?due=soon")


def test_excess_is_noted_explained_charged_and_waived(requests, at_desk):
    clerk, pk = at_desk("李办"), requests.handled().pk
    assert "请先记录申请的数量" in page(clerk, f"/desk/requests/{pk}/")
    assert "已记录" in step(clerk, pk, "note_excess", facts="本月第12件")
    asked = {"facts": "本月第12件", "questions": "为什么", "period": "7个工作日内"}
    assert "已要求说明理由" in step(clerk, pk, "ask_reasons", **asked)
    assert "已登记说明" in step(clerk, pk, "take_reasons", words="研究用", accepted="yes")
    assert "已告知延迟答复" in step(clerk, pk, "delay", until="2026-05-08")
    assert "应收0元" in step(clerk, pk, "waive", method="by_page", count="3", reason="少")
    assert "已免收" in step(clerk, pk, "waive", method="by_page", count="100", reason="困难")
    assert "不再处理" in step(clerk, pk, "withdraw", reason="电话撤回")
    assert Request.objects.get().state == "closed"


def test_applicant_is_amended_and_the_unknown_refused(requests, at_desk):
    clerk, request = at_desk("李办"), requests.handled()
    url = f"/desk/requests/{request.pk}/"
    assert "补记申请人信息" in page(clerk, f"{url}amend/")
    given = {"name": "周先生", "document": "居民身份证", "document_number": ""}
    assert "请填写18位" in page(clerk, f"{url}amend/", **given)
    assert "申请人信息已补记" in page(clerk, f"{url}amend/", name="周先生", phone="13900000002")
    assert clerk.post(f"{url}step/fly/").status_code == 404
    assert clerk.post(f"{url}letters/9/").status_code == 404
    assert "没有代码" in clerk.get(f"{url}reply/A99/", follow=True).content.decode()
    assert at_desk("韩管").get(url).status_code == 403


def test_papers_and_parties_are_looked_at_on_record(requests, at_desk):
    clerk = at_desk("李办")
    papers = [Paper("identity", "身份证.pdf", BytesIO(b"%PDF-1.4\n%%EOF\n"))]
    request = operations.submit(
        requests.county.liuxi, requests.application(channel="online"), token="t" * 32,
        address="203.0.113.7", at=AT, papers=papers,
    ).request  # fmt: skip
    url, key = f"/desk/requests/{request.pk}/", request.attachments.get().pk
    assert "身份证明" in page(clerk, url)
    file = clerk.post(f"{url}papers/{key}/")
    assert file.content.startswith(b"%PDF")
    assert "attachment" in file["Content-Disposition"]
    assert clerk.post(f"{url}papers/99/").status_code == 404
    assert at_desk("钱").post(f"{url}papers/{key}/").status_code == 404
    asked = requests.consulting()
    url = f"/desk/requests/{asked.pk}/"
    assert "某某建材商行" not in page(clerk, url)
    assert "某某建材商行" in page(clerk, f"{url}party/c1/", x="1")
    assert clerk.post(f"{url}party/c9/").status_code == 404
    assert [look.what for look in Look.objects.order_by("id")] == ["attachment", "third_party"]
    assert at_desk("孙监").post(f"{url}party/c1/").status_code == 403


def test_bureau_is_set_by_the_administrator(office, at_desk):
    admin, url = at_desk("韩管"), "/desk/settings/offices/liuxi/requests/"
    assert "文书代字" in page(admin, url)
    assert "请填写管辖法院" in page(admin, url, name="党政综合办公室")
    given = {
        "name": "党政综合办公室", "word": "柳政公开", "contact": "0500-6000001", "court": "青禾县人民法院",
        "reconsideration_organ": "青禾县人民政府", "retention_years": "10",
        "head": office.county.posts["镇长"].pk, "choice-remedy.partial": "A",
    }  # fmt: skip
    assert "公开工作机构已保存" in page(admin, url, **given)
    kept = Bureau.objects.get()
    assert (kept.head.name, kept.choices) == ("镇长", {"remedy.partial": "A"})
    assert 'value="柳政公开"' in page(admin, url)
    assert at_desk("李办").get(url).status_code == 403
    assert admin.get("/desk/settings/offices/nowhere/requests/").status_code == 404
