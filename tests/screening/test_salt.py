"""The salt of the fingerprints: drawn once, kept by the database, independent of SECRET_KEY."""

from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from gongkai.screening import operations
from gongkai.screening.models import Finding, Salt
from gongkai.screening.queries import look, merged, salt
from gongkai.text.personal import fingerprint
from tests.disclosures.walks import AT
from tests.people import county

__all__ = ["county"]

pytestmark = pytest.mark.django_db
laying = import_module("gongkai.screening.migrations.0002_salt")
SUBJECT = "disclosures.document:1"
IDENTITY, MOBILE = "11010519491231002X", "13900001111"
TEXTS = {"正文": f"身份证{IDENTITY}，电话 +86 139-0000-1111。"}


def screened(county):
    who = county.actor("李办", AT.date())
    found = merged(found for place, text in TEXTS.items() for found in look(place, text))
    operations.keep_found(SUBJECT, found, organ=county.liuxi.pk, by=who, at=AT)
    return list(Finding.objects.filter(answer="").order_by("id"))


def test_answers_survive_another_secret_key(county, settings):
    for finding in screened(county):
        operations.dismiss(
            finding,
            note="样表",
            organ=county.liuxi.pk,
            by=county.actor("李办", AT.date()),
            at=AT,
        )
    settings.SECRET_KEY = "the old one was lost"

    assert screened(county) == []
    assert {finding.answer for finding in Finding.objects.order_by("id")} == {"dismissed"}


def test_salt_is_random_and_cannot_be_changed():
    assert len(salt()) == 64
    assert salt() != settings.SECRET_KEY
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Salt.objects.update(value="other")
    with pytest.raises(DatabaseError), transaction.atomic():
        Salt.objects.create(id=2, value="second")


def test_fingerprints_of_before_are_keyed_anew(county, monkeypatch):
    screened(county)
    numbers = {"identity_number": IDENTITY, "mobile": MOBILE}
    rows = list(Finding.objects.order_by("id"))
    assert {row.kind for row in rows} == set(numbers)
    for row in rows:
        row.fingerprint = fingerprint(row.kind, numbers[row.kind], settings.SECRET_KEY)
        row.save(update_fields=["fingerprint"])
    stranger = Finding.objects.create(
        subject=SUBJECT, fingerprint="f" * 64, kind="mobile", place="正文", text=MOBILE, mask="*"
    )
    monkeypatch.setattr(Salt.objects, "create", lambda value: Salt(value=salt()))
    laying.lay_down(apps, connection.schema_editor())

    for row in rows:
        row.refresh_from_db()
        assert row.fingerprint == fingerprint(row.kind, numbers[row.kind], salt())
    stranger.refresh_from_db()
    assert stranger.fingerprint == "f" * 64
