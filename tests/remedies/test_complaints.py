"""A complaint to the superior organ."""

from datetime import date

import pytest

from gongkai.law.complaint import Outcome
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Channel
from gongkai.remedies import access, operations, queries
from gongkai.remedies.models import Complaint
from tests.remedies.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(respondent):
    return respondent.actor("孙监")


@pytest.fixture
def given(county, supervisor):
    return {
        "organ": county.root.pk, "against": county.liuxi.pk, "channel": Channel.ONLINE,
        "received_on": date(2026, 11, 19), "matter": "公开指南三年没有更新", "by": supervisor, "at": AT,
    }  # fmt: skip


def test_founded_complaint_is_mended(given, county, supervisor):
    who = {"by": supervisor, "at": AT}
    case = operations.receive(**given)
    assert str(case) == "柳溪镇人民政府 2026-11-19"
    with pytest.raises(NotAllowed, match="核查结论"):
        operations.answer(case, outcome=Outcome.FOUNDED, text=" ", **who)
    case = operations.answer(case, outcome=Outcome.FOUNDED, text="已责令更新", **who)
    with pytest.raises(NotAllowed, match="先督促整改"):
        operations.finish(case, **who)
    case = operations.order(case, **who)
    with pytest.raises(NotAllowed, match="怎样整改"):
        operations.mend(case, mended="", **who)
    case = operations.mend(case, mended="指南已更新", **who)
    assert (case.state, case.answered_on) == ("closed", date(2026, 11, 20))
    assert list(queries.complaints_of({county.liuxi.pk}, 2026)) == [case]
    assert not queries.complaints_of({county.liuxi.pk}, 2025).exists()


def test_unfounded_is_finished_and_the_wrong_door_told(given, supervisor):
    who = {"by": supervisor, "at": AT}
    case = operations.answer(
        operations.receive(**given), outcome=Outcome.UNFOUNDED, text="已按期公开", **who
    )
    assert operations.finish(case, **who).state == "closed"
    case = operations.receive(**given)
    with pytest.raises(NotAllowed, match="转到哪个机关"):
        operations.pass_on(case, reason="", **who)
    assert operations.pass_on(case, reason="属于信访，转信访局", **who).state == "passed_on"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"matter": " "}, "举报的事项"),
        ({"received_on": date(2026, 11, 21)}, "不能晚于今天"),
    ],
)
def test_incomplete_complaint_is_refused(given, change, words):
    with pytest.raises(NotAllowed, match=words):
        operations.receive(**given | change)
    assert not Complaint.objects.exists()


def test_office_does_not_judge_itself_and_others_see_nothing(given, county, respondent, supervisor):
    with pytest.raises(NotAllowed, match="由上级机关办理"):
        operations.receive(**given | {"organ": county.liuxi.pk})
    with pytest.raises(NotAllowed, match="监督人员"):
        operations.receive(**given | {"by": respondent.clerk})
    case = operations.receive(**given)
    assert access.complaint(supervisor, case.pk) == case
    with pytest.raises(Complaint.DoesNotExist):
        access.complaint(respondent.actor("钱"), case.pk)
