"""柳溪镇 at its desks: the county, some documents in every state, a browser's client a person."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine

from gongkai.catalogue.models import Column
from gongkai.disclosures import operations
from tests.disclosures.walks import AT, Office
from tests.people import County, county
from tests.traps import ReadingClient

__all__ = ["county"]


@pytest.fixture(autouse=True)
def _friday_morning():
    """The clock of the desk stands at the moment the walks happen."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def office(county: County, home) -> Office:
    column = Column.objects.create(
        section="statutory",
        name="社会救助",
        slug="aid",
        column_type="数据发布",
        description="社会救助信息",
        keywords="低保",
    )
    return Office(county, column)


@pytest.fixture
def at_desk(office: Office) -> Callable[[str], ReadingClient]:
    """Return a function that seats a person: `at_desk("李办")`."""

    def seated(name: str) -> ReadingClient:
        client = ReadingClient()
        client.force_login(
            office.county.accounts[name], backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return seated


@pytest.fixture
def every_state(office: Office) -> dict[str, object]:
    """A document in each state of the procedure."""
    who = {"by": office.checker, "at": AT}
    drafting = office.drafted(title="起草中的公告", body="<p>身份证号 11010119900307001X。</p>")
    closed = {"attribute": "closed", "ground": "N16b", "ground_reason": "内部讨论稿"}
    found = {
        "drafting": drafting,
        "checking": office.submitted(title="待审查的公告"),
        "referred": operations.refer(
            office.submitted(title="提请确定的公告"), reason="拿不准", **who
        ),
        "signing": office.checked(title="待签发的公告"),
        "scheduled": office.signed(title="待发布的公告"),
        "published": office.published(
            "policy", title="已公开的政策", doc_number="柳政发〔2026〕3号"
        ),
        "withheld": operations.sign_withholding(
            office.checked(title="不公开的讨论稿", **closed), by=office.signer, at=AT
        ),
        "withdrawn": operations.withdraw(
            office.published(title="撤下的公告"), reason="内容有误", by=office.clerk, at=AT
        ),
        "discarded": operations.discard(office.drafted(title="作废的公告"), by=office.clerk, at=AT),
    }
    assert {state: d.state for state, d in found.items()} == {state: state for state in found}
    return found


TODAY: date = AT.date()
