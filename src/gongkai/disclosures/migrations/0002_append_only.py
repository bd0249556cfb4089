"""Texts, their files, signatures and public notices refuse UPDATE and DELETE."""

from django.db import migrations

from gongkai.kernel.append_only import append_only


class Migration(migrations.Migration):
    """Protect what a signature binds."""

    dependencies = [("disclosures", "0001_initial")]
    operations = [
        append_only("disclosures_version"),
        append_only("disclosures_attachment"),
        append_only("disclosures_signature"),
        append_only("disclosures_notice"),
    ]
