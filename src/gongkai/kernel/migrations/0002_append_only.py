"""The ledger refuses UPDATE and DELETE."""

from django.db import migrations

from gongkai.kernel.append_only import append_only


class Migration(migrations.Migration):
    """Protect kernel_entry."""

    dependencies = [("kernel", "0001_initial")]
    operations = [append_only("kernel_entry")]
