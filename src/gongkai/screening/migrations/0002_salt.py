"""Fingerprints get a random salt of their own; they were keyed with SECRET_KEY before."""

import re
import secrets
from typing import Any

from django.conf import settings
from django.db import migrations, models

from gongkai.kernel.append_only import append_only
from gongkai.text.personal import fingerprint

MOBILE_DIGITS = 11
_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")


def lay_down(apps: Any, schema_editor: Any) -> None:
    """Draw the salt, and key every finding anew whose present fingerprint can be accounted for."""
    salt = apps.get_model("screening", "Salt").objects.create(value=secrets.token_hex(32)).value
    findings = apps.get_model("screening", "Finding")
    for row in findings.objects.order_by("id").iterator():
        bare = _bare(row.kind, row.text)
        if fingerprint(row.kind, bare, settings.SECRET_KEY) == row.fingerprint:
            row.fingerprint = fingerprint(row.kind, bare, salt)
            row.save(update_fields=["fingerprint"])


def _bare(kind: str, text: str) -> str:
    digits = re.sub("[^0-9X]", "", text.translate(_HALF_WIDTH))
    return digits[-MOBILE_DIGITS:] if kind == "mobile" else digits


class Migration(migrations.Migration):
    """Lay the salt down and protect it."""

    dependencies = [("screening", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Salt",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, primary_key=True, serialize=False, verbose_name="编号"
                    ),
                ),
                ("value", models.CharField(max_length=64, verbose_name="盐")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="salt_once")
                ],
            },
        ),
        migrations.RunPython(lay_down, migrations.RunPython.noop),
        append_only("screening_salt"),
    ]
