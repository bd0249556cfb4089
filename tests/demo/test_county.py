"""The demo county: every state, every role, by operations alone."""

import json
from collections import Counter
from datetime import date, datetime

import pytest
import time_machine
from django.core.management import call_command

from gongkai.catalogue.models import Item
from gongkai.demo import plan, texts
from gongkai.demo.county import build
from gongkai.demo.people import HANDS, OFFICES, logins
from gongkai.disclosures.models import Document
from gongkai.kernel.detector import find
from gongkai.kernel.models import Entry
from gongkai.law.disclosure import PROCEDURE
from gongkai.law.identifiers import is_credit_code
from gongkai.law.roles import Role
from gongkai.law.workdays import official
from gongkai.text.personal import ASKED
from tests.people import CHINA

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=CHINA)


@pytest.mark.django_db
def test_county_has_every_state_and_enough_of_everything(home, tmp_path):
    mark = tmp_path / "demo.json"
    with time_machine.travel(NOW, tick=False):
        call_command("demo", mark=mark)

    states = Counter(Document.objects.values_list("state", flat=True))
    assert set(states) == set(PROCEDURE.states)
    assert sum(states.values()) >= 200
    assert Item.objects.count() >= 60
    assert Document.objects.filter(repealed_on__isnull=False).exists()
    assert Document.objects.filter(notices__kind="corrected").exists()
    assert Document.objects.filter(express_at__isnull=False, countersigned_at=None).exists()
    assert Document.objects.filter(interprets__isnull=False, state="published").exists()
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert json.loads(mark.read_text("utf-8"))["logins"] == logins()


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2027, 1, 4), date(2028, 2, 29)])
def test_plans_hold_on_other_days(today):
    planned = plan.plans(today, official())

    assert len(planned) >= 200
    assert max(p.formed_on for p in planned) <= today
    titles = Counter((p.organ, p.title) for p in planned)
    assert [key for key, n in titles.items() if n > 1] == []


def test_logins_cover_every_role_but_the_clock():
    roles = {role for hand in HANDS for role in hand.roles}

    assert roles == set(Role) - {Role.CLOCK}
    assert len({login["username"] for login in logins()}) == len(HANDS)


def test_credit_codes_of_the_demo_are_well_formed():
    codes = [office["credit_code"] for office in OFFICES if office.get("credit_code")]

    assert codes
    assert all(is_credit_code(code) for code in codes)


@pytest.mark.django_db
def test_texts_hold_no_personal_numbers_but_the_one_that_is_meant():
    planned = plan.plans(date(2026, 11, 24), official())

    assert [each for p in planned for each in find(p.body) if each.confidence >= ASKED] == []
    assert any(p.twist == "personal" for p in planned)


def test_figures_stand_to_the_right():
    assert '<td class="r">1,386.00</td>' in texts.table("表", ["金额"], [["1,386.00"]])


@pytest.mark.django_db
def test_county_can_be_built_at_the_turn_of_a_year(home):
    build(datetime(2027, 1, 4, 9, 0, tzinfo=CHINA))

    assert Document.objects.count() >= 200
