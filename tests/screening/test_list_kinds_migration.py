"""What was stored under the five old kinds of lists goes to the kinds they held, and back."""

from importlib import import_module

import pytest
from django.apps import apps

from gongkai.screening.models import Assessment, ListRule
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
migration = import_module("gongkai.screening.migrations.0006_one_table_of_list_kinds")


def rules():
    return sorted(ListRule.objects.values_list("kind", "period"))


def test_old_kinds_are_parted_and_joined_again(office):
    for kind, period in (("aid", 9), ("subsidy", 5), ("employment", 4)):
        ListRule.objects.create(kind=kind, period=period, unit="CD", assessed=True, set_at=AT)
    for title in ("临时救助名单", "一批名单"):
        Assessment.objects.create(
            organ=office.county.liuxi, subject="x", title=title, list_kind="aid", person_id=
            office.clerk.person, at=AT, conclusion="fit",
        )  # fmt: skip
    migration.part(apps, None)
    parted = ["destitute", "medical_aid", "subsistence", "temporary_aid"]
    assert rules() == sorted([("recruitment", 4), ("subsidy", 5), *((kind, 9) for kind in parted)])
    assert ListRule.objects.get(kind="destitute").longest is None
    told = dict(Assessment.objects.values_list("title", "list_kind"))
    assert told == {"临时救助名单": "temporary_aid", "一批名单": "subsistence"}

    migration.join(apps, None)
    assert rules() == [("aid", 9), ("employment", 4), ("subsidy", 5)]
    assert set(Assessment.objects.values_list("list_kind", flat=True)) == {"aid"}
