"""The first page and the lists: what is due, filters and place in the address, empty states."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from gongkai.desk.words import distance, file_size
from gongkai.disclosures import operations
from gongkai.kernel.actor import CLOCK
from gongkai.law.workdays import official
from tests.disclosures.walks import AT
from tests.people import CHINA

pytestmark = pytest.mark.django_db


def page(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_first_page_counts_today_and_what_is_late(office, at_desk):
    office.drafted(title="今天到期的公告", formed_on=date(2026, 10, 23))
    office.drafted(title="逾期的公告", formed_on=date(2026, 10, 22))
    office.drafted(title="以后的公告", formed_on=date(2026, 11, 18))
    html = page(at_desk("李办"), "/desk/")

    assert "今天有 1 件事要办" in html
    assert "另有 1 件已逾期" in html
    assert "下一个工作日 11月23日 周一" in html
    assert "逾期 1 个工作日" in html
    assert html.index("已逾期 <span>") < html.index("今天 <span>") < html.index("以后 <span>")


def test_first_page_without_tasks_says_what_will_come(office, at_desk):
    html = page(at_desk("李办"), "/desk/")
    assert "今天没有要办的事" in html
    assert "都办完了" in html


def test_pane_shows_the_first_task_or_the_one_asked_for(office, at_desk):
    late = office.drafted(title="先到期", formed_on=date(2026, 10, 22))
    other = office.drafted(title="后到期")
    client = at_desk("李办")

    assert client.get("/desk/").context["document"] == late
    assert client.get(f"/desk/?doc={other.pk}").context["document"] == other
    assert "document" not in client.get("/desk/?doc=99999").context


def test_acting_takes_the_task_from_the_list(office, at_desk):
    document, client = office.drafted(title="送走的公告"), at_desk("李办")
    assert "送走的公告" in page(client, "/desk/")
    client.post(f"/desk/documents/{document.pk}/step/submit/")
    html = page(client, "/desk/")
    assert "已送审：送走的公告。等“分管副镇长”审查" in html
    assert "都办完了" in html


def test_countersigning_falls_to_the_other_side(office, at_desk):
    draft = office.drafted("warning", title="暴雨预警")
    express = operations.express(draft, reason="发布预警信息", by=office.signer, at=AT)
    operations.publish(express, by=CLOCK, at=AT)

    assert "补签" in page(at_desk("赵审"), "/desk/")
    assert "暴雨预警" not in page(at_desk("王主任"), "/desk/")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 9),
        ("q=政策", 1),
        ("q=柳政发〔2026〕3号", 1),
        ("state=withheld", 1),
        ("genre=policy", 1),
        ("column=aid&state=drafting", 1),
        ("year=2025", 0),
        ("year=never", 9),
        ("organ=0", 9),
    ],
)
def test_filters_stand_in_the_address(at_desk, every_state, query, count):
    answer = at_desk("李办").get(f"/desk/documents/?{query}")
    assert answer.context["listing"].total == count


def test_pages_keep_the_filter(office, at_desk):
    for number in range(45):
        office.drafted(title=f"公告{number}")
    html = page(at_desk("李办"), "/desk/documents/?genre=notice&page=2")
    assert 'href="?genre=notice&amp;page=1"' in html
    assert html.count('class="row"') == 5


def test_calendar_shows_the_month_asked_for(office, at_desk):
    office.drafted(title="十二月到期", formed_on=date(2026, 11, 18))
    client = at_desk("李办")
    assert "十二月到期" in page(client, "/desk/calendar/?month=2026-12")
    assert "这个月没有到期的稿件" in page(client, "/desk/calendar/?month=2027-02")
    assert client.get("/desk/calendar/?month=2026-13").status_code == 404


def test_working_of_a_date_is_shown_day_by_day(office, at_desk):
    document = office.drafted(formed_on=date(2026, 11, 18))
    html = page(at_desk("李办"), f"/desk/documents/{document.pk}/due/")
    assert "起算日不计入" in html
    assert "第20个工作日" in html
    assert "第二十六条" in html


def test_date_in_a_year_without_notice_is_marked(office, at_desk):
    with time_machine.travel(datetime(2026, 12, 28, 9, tzinfo=CHINA), tick=False):
        later = office.drafted(
            formed_on=date(2026, 12, 20), at=datetime(2026, 12, 28, 9, tzinfo=CHINA)
        )
        assert "暂定" in page(at_desk("李办"), f"/desk/documents/{later.pk}/due/")


def test_withheld_register_names_the_ground(at_desk, every_state):
    html = page(at_desk("李办"), "/desk/withheld/")
    assert "不公开的讨论稿" in html
    assert "过程性信息" in html


def test_supervisor_sees_every_office_and_may_change_none(at_desk, every_state):
    html = page(at_desk("孙监"), "/desk/supervision/")
    assert "柳溪镇人民政府" in html
    assert at_desk("李办").get("/desk/supervision/").status_code == 403
    pk = every_state["drafting"].pk
    assert at_desk("孙监").get(f"/desk/documents/{pk}/edit/").status_code == 403


def test_supervisor_sees_what_must_be_countersigned_and_until_when(office, at_desk):
    assert "待补签" not in page(at_desk("孙监"), "/desk/supervision/")
    draft = office.drafted("warning", title="暴雨预警")
    express = operations.express(draft, reason="发布预警信息", by=office.signer, at=AT)
    operations.publish(express, by=CLOCK, at=AT)

    html = page(at_desk("孙监"), "/desk/supervision/")
    assert "紧急公开后待补签" in html
    assert "暴雨预警" in html
    assert "2026年11月21日 09:00" in html
    assert "已超过" not in html
    with time_machine.travel(AT + timedelta(hours=25), tick=False):
        assert "已超过" in page(at_desk("孙监"), "/desk/supervision/")
    assert "暴雨预警" not in page(at_desk("罗管"), "/desk/supervision/")

    express.refresh_from_db()
    operations.countersign(express, by=office.checker, at=AT)
    assert "待补签" not in page(at_desk("孙监"), "/desk/supervision/")


def test_versions_are_compared(office, at_desk):
    document = office.drafted(body="<p>公示五天。</p>")
    edit = {"seen": 1, "title": "改名", "body": "<p>公示七天。</p>", "attribute": "active"}
    at_desk("李办").post(f"/desk/documents/{document.pk}/edit/", edit)
    html = page(at_desk("李办"), f"/desk/documents/{document.pk}/differences/")
    assert "<del>五</del><ins>七</ins>" in html
    assert "关于冬季供水检修的公告" in html
    assert (
        at_desk("李办").get(f"/desk/documents/{document.pk}/differences/?old=9").status_code == 404
    )


def test_round_of_clean_up_is_opened_decided_and_closed(office, at_desk, every_state):
    client, signer = at_desk("李办"), at_desk("王主任")
    opened = client.post(
        "/desk/clean-ups/", {"title": "2026年清理", "organ": office.county.liuxi.pk}
    )
    base = opened["Location"]
    policy = every_state["published"]

    again = client.post("/desk/clean-ups/", {"title": "又一次", "organ": office.county.liuxi.pk})
    assert "还有一次清理没有结束" in again.content.decode()
    decided = client.post(f"{base}{policy.pk}/", {"decision": "repeal", "reason": "已被替代"})
    assert decided["Location"] == base
    refused = client.post(base, {"column": "aid"})
    assert "没有办理文件清理的职责" in refused.content.decode()

    signer.post(base, {"column": "aid"})
    policy.refresh_from_db()
    assert policy.repealed_as in ("废止", "")


def test_what_a_pair_still_waits_for_is_said_on_either_page(office, at_desk):
    policy = office.signed("policy", title="供水办法")
    text = office.signed("interpretation", title="供水办法解读", interprets=policy)
    late = office.drafted("interpretation", title="另一篇解读", interprets=policy)

    assert "解读稿还没有签发" in page(at_desk("李办"), f"/desk/documents/{policy.pk}/")
    assert "政策文件还没有公开" in page(at_desk("李办"), f"/desk/documents/{text.pk}/")
    assert "供水办法" in page(at_desk("李办"), f"/desk/documents/{late.pk}/")


def test_interpretation_is_unlinked_while_it_is_a_draft(office, at_desk):
    policy = office.published("policy", title="供水办法")
    text = office.drafted("interpretation", title="供水办法解读", interprets=policy)
    client, button = at_desk("李办"), "解除关联"
    assert button in page(client, f"/desk/documents/{text.pk}/")
    assert button in page(client, f"/desk/documents/{policy.pk}/")
    assert button not in page(at_desk("赵审"), f"/desk/documents/{text.pk}/")
    url = f"/desk/documents/{text.pk}/unlink/"
    assert client.get(url).status_code == 405
    assert at_desk("赵审").post(url).status_code == 403
    assert at_desk("钱").post(url).status_code == 404

    html = client.post(url, follow=True).content.decode()
    assert "已解除关联：供水办法解读" in html
    text.refresh_from_db()
    assert text.interprets is None
    assert button not in page(client, f"/desk/documents/{policy.pk}/")


def test_submitted_interpretation_stays_linked(office, at_desk):
    policy = office.published("policy", title="供水办法")
    text = office.submitted("interpretation", title="供水办法解读", interprets=policy)
    client = at_desk("李办")
    assert "解除关联" not in page(client, f"/desk/documents/{text.pk}/")
    html = client.post(f"/desk/documents/{text.pk}/unlink/", follow=True).content.decode()
    assert "请先撤回修改" in html
    text.refresh_from_db()
    assert text.interprets == policy


def test_interpretation_is_linked_to_its_policy(office, at_desk, every_state):
    policy = every_state["published"]
    text = office.drafted("interpretation", interprets=policy)
    other = office.drafted("policy", title="另一份政策")
    url = f"/desk/documents/{text.pk}/link/"

    assert "请选择" in at_desk("李办").post(url, {"policy": ""}).content.decode()
    at_desk("李办").post(url, {"policy": other.pk, "together": "on"})
    text.refresh_from_db()
    assert text.interprets == other
    wrong = f"/desk/documents/{other.pk}/link/"
    answer = at_desk("李办").post(wrong, {"policy": policy.pk})
    assert "只有“政策解读”类稿件" in answer.content.decode()


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 20), "今天到期"),
        (date(2026, 11, 19), "逾期 1 个工作日"),
        (date(2026, 11, 25), "剩 3 个工作日"),
        (date(2026, 11, 21), "下一个工作日前"),
    ],
)
def test_distance_is_said_in_working_days(due, words):
    assert distance(due, date(2026, 11, 20), official()) == words


def test_weekend_after_a_date_is_not_a_working_day_late():
    assert distance(date(2026, 11, 20), date(2026, 11, 21), official()) == "已逾期"


@pytest.mark.parametrize(
    ("count", "words"), [(12, "12 字节"), (18_432, "18 KB"), (1_572_864, "1.5 MB")]
)
def test_size_is_said_as_people_do(count, words):
    assert file_size(count) == words
