"""One tick of the clock."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from gongkai.clock.tick import tick
from gongkai.disclosures import operations
from tests.disclosures.conftest import column, county, office
from tests.disclosures.walks import AT

__all__ = ["column", "county", "office"]
pytestmark = pytest.mark.django_db


def test_tick_publishes_what_is_due_once(office):
    document = office.signed()

    assert tick(AT) == []
    document.refresh_from_db()
    assert document.is_public
    assert tick(AT) == []


def test_tick_tells_what_could_not_be_published(office):
    policy = office.signed("policy", title="政策")
    office.drafted("interpretation", title="解读", interprets=policy)

    assert tick(AT) == ["《政策》没有公开：政策须与解读同步公开，解读稿还没有签发"]


def test_command_ticks_at_the_present_time(office, capsys):
    document = operations.sign(
        office.checked(), by=office.signer, at=AT, publish_at=AT + timedelta(hours=1)
    )
    with time_machine.travel(AT, tick=False):
        call_command("clock")
    document.refresh_from_db()
    assert not document.is_public

    with time_machine.travel(AT + timedelta(hours=2), tick=False):
        call_command("clock")
    document.refresh_from_db()
    assert document.is_public
    assert capsys.readouterr().out == ""
