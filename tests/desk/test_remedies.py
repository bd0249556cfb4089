"""Cases and complaints at the desk: registered, answered, decided, counted."""

import pytest

from gongkai.desk.remedies import complaint_forms
from gongkai.desk.remedies.steps import STEPS
from gongkai.law import complaint, dispute
from gongkai.remedies.models import Complaint, Dispute
from tests.desk.markup import faults

pytestmark = pytest.mark.django_db
COPY = {
    "way": "reconsideration", "track": "reconsider.reply_summary", "number": "青政复〔2026〕12号",
    "forum": "青禾县人民政府", "received_on": "2026-11-19", "title": "不服不予公开的答复",
    "concerns": "yes", "why": "争议的是依申请公开的答复", "disputed": "柳政公开答〔2026〕7号",
}  # fmt: skip
EVIDENCE = {
    "evidence-TOTAL_FORMS": "3", "evidence-INITIAL_FORMS": "0",
    "evidence-0-title": "答复书", "evidence-0-proves": "已经依法答复", "evidence-0-pages": "2",
    "evidence-1-title": "检索记录", "evidence-1-proves": "已经检索", "evidence-1-pages": "",
}  # fmt: skip
DECISION = {
    "result": "corrected", "number": "决5号", "on": "2026-11-20", "received_on": "2026-11-20",
}  # fmt: skip


def page(client, url, **data):
    answer = client.post(url, data, follow=True) if data else client.get(url)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert faults(html) == []
    return html


def test_every_step_has_a_form_and_an_operation():
    assert set(STEPS) == {step.name for step in dispute.PROCEDURE.steps}
    assert set(complaint_forms.STEPS) == {step.name for step in complaint.PROCEDURE.steps}


def test_case_is_walked_from_the_copy_to_the_file(office, at_desk):
    clerk, head = at_desk("李办"), at_desk("王主任")
    assert "没有复议和诉讼案件" in page(clerk, "/desk/cases/")
    copy = COPY | {"organ": office.county.liuxi.pk}
    wrong = page(clerk, "/desk/cases/new/", **copy | {"track": "suit.reply", "title": ""})
    assert "请填写案由" in wrong
    assert "程序与案件种类不一致" in page(
        clerk, "/desk/cases/new/", **copy | {"track": "suit.reply"}
    )
    html = page(clerk, "/desk/cases/new/", **copy)
    assert "已登记 青政复〔2026〕12号，2026-11-26 前答复" in html
    assert "剩 4 个工作日" in html
    assert "已经登记过" in page(clerk, "/desk/cases/new/", **copy)
    url = f"/desk/cases/{Dispute.objects.get().pk}/"
    assert "逾期视为没有证据" in page(head, "/desk/")
    assert "视为没有证据" in page(head, f"{url}respond/", response="答复合法")
    assert "第 2 项请写明" in page(clerk, f"{url}evidence/", **EVIDENCE | {"evidence-1-proves": ""})
    assert "请填写" not in page(clerk, f"{url}evidence/")
    assert "证据清单已保存，共 2 项" in page(clerk, f"{url}evidence/", **EVIDENCE)
    assert "已提交答复（答辩）" in page(head, f"{url}respond/", response="答复合法")
    hearing = {"on_0": "2026-11-20", "on_1": "14:30", "place": "三楼", "attendee": "王主任"}
    assert "2026年11月20日 14:30，三楼，王主任" in page(clerk, f"{url}note_hearing/", **hearing)
    assert "请填写地点" in page(clerk, f"{url}note_hearing/", **hearing | {"place": ""})
    assert "已登记审理结果" in page(clerk, f"{url}decide/", **DECISION)
    assert "开始落实纠正" in page(clerk, f"{url}take_up/", reason="")
    assert "六十日" in page(clerk, url)
    html = page(clerk, f"{url}note_opinion/", received_on="2026-11-20")
    assert "1月19日前报送纠正情况" in html
    assert "以前报送纠正情况" in page(clerk, "/desk/")
    assert "已登记报送" in page(clerk, f"{url}report_correction/", report="已重新答复")
    given = {"remedied": "已重新答复", "lesson": "先检索再答复", "renewed": "柳政公开答〔2026〕9号"}
    assert "已登记履行情况" in page(head, f"{url}comply/", **given)
    assert "先检索再答复" in page(clerk, url)
    assert clerk.post(f"{url}fly/").status_code == 404
    table = page(clerk, "/desk/cases/table-four/?year=2026")
    assert "/desk/cases/table-four/reconsideration/corrected/?year=2026" in table
    assert COPY["number"] in page(
        clerk, "/desk/cases/table-four/reconsideration/corrected/?year=2026"
    )
    assert "一件也没有" in page(clerk, "/desk/cases/table-four/suit_after/total/?year=2026")
    html = page(clerk, f"{url}classify/", concerns="no", why="争议的是处罚")
    assert "不计入表四" in html
    assert COPY["number"] in page(clerk, "/desk/cases/?state=closed&q=12")
    assert "没有符合条件的案件" in page(clerk, "/desk/cases/?state=registered")


def test_other_office_sees_no_case(office, at_desk):
    page(at_desk("李办"), "/desk/cases/new/", **COPY | {"organ": office.county.liuxi.pk})
    url = f"/desk/cases/{Dispute.objects.get().pk}/"
    stranger = at_desk("钱")
    assert stranger.get(url).status_code == 404
    assert stranger.get(f"{url}evidence/").status_code == 404
    assert stranger.post(f"{url}decide/", DECISION).status_code == 404
    assert "没有复议和诉讼案件" in page(stranger, "/desk/cases/")


def test_evidence_is_closed_once_the_answer_is_given(office, at_desk):
    clerk = at_desk("李办")
    page(clerk, "/desk/cases/new/", **COPY | {"organ": office.county.liuxi.pk})
    url = f"/desk/cases/{Dispute.objects.get().pk}/"
    page(clerk, f"{url}evidence/", **EVIDENCE)
    page(at_desk("王主任"), f"{url}respond/", response="答复合法")
    assert "不能再改证据清单" in page(clerk, f"{url}evidence/", **EVIDENCE)


def test_complaint_is_answered_and_mended(office, at_desk):
    over = at_desk("孙监")
    assert "没有举报" in page(over, "/desk/complaints/")
    given = {
        "against": office.county.liuxi.pk, "channel": "online", "received_on": "2026-11-19",
        "matter": "公开指南三年没有更新",
    }  # fmt: skip
    assert "请填写举报事项" in page(over, "/desk/complaints/new/", **given | {"matter": ""})
    late = page(over, "/desk/complaints/new/", **given | {"received_on": "2026-11-29"})
    assert "不能晚于今天" in late
    assert "已登记举报" in page(over, "/desk/complaints/new/", **given)
    url = f"/desk/complaints/{Complaint.objects.get().pk}/"
    assert "转到哪个机关" in page(over, f"{url}pass_on/", reason="")
    assert "请填写对举报人的答复" in page(over, f"{url}answer/", outcome="founded", text="")
    page(over, f"{url}answer/", outcome="founded", text="已责令更新")
    page(over, f"{url}order/", x="1")
    page(over, f"{url}mend/", mended="指南已更新")
    assert "指南已更新" in page(over, url)
    assert "已办结" in page(over, "/desk/complaints/")
    assert over.post(f"{url}fly/").status_code == 404
    assert over.get("/desk/complaints/99/").status_code == 404
    assert at_desk("李办").get(url).status_code == 403
