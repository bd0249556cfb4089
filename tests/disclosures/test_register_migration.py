"""What was withheld, masked and posted before there was a register is entered by the migration."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from gongkai.disclosures import operations
from gongkai.disclosures.models import Document
from gongkai.screening.models import Finding, Withholding
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
migration = import_module("gongkai.disclosures.migrations.0007_register")
CLOSED = {"attribute": "on_request", "ground": "R27", "ground_reason": "只涉及一户"}


def test_what_stood_before_is_entered(office):
    withheld = operations.sign_withholding(office.checked(**CLOSED), by=office.signer, at=AT)
    document = office.drafted(title="有号码的", body="<p>13900001111，13900002222</p>")
    found = list(Finding.objects.order_by("id"))
    operations.mask_findings(document, found, seen=1, by=office.clerk, at=AT)
    posted = office.published("list", title="名单", display_until=date(2026, 12, 1))
    Document.objects.filter(pk=posted.pk).update(take_down_on=None)
    Finding.objects.update(withholding=None)
    for entry in Withholding.objects.order_by("id"):
        entry.delete()
    stray = Finding.objects.create(
        subject="disclosures.document:0", fingerprint="f" * 64, kind="mobile", place="正文",
        text="x", mask="*", answer="masked", present=False, answered_by_id=office.clerk.person,
    )  # fmt: skip

    migration.enter(apps, None)
    rows = {e.subject: e for e in Withholding.objects.order_by("id")}
    entry = rows[withheld.reference]
    assert (entry.extent, entry.ground, entry.fact) == ("reserved", "R27", "只涉及一户")
    assert (entry.decider.name, entry.review_on) == ("王主任", date(2027, 11, 20))
    entry = rows[document.reference]
    assert (entry.extent, entry.kind, entry.number) == ("masked", "mobile", 2)
    assert entry.places.count() == 2
    posted.refresh_from_db()
    assert posted.take_down_on == date(2026, 12, 1)
    stray.refresh_from_db()
    assert stray.withholding is None
