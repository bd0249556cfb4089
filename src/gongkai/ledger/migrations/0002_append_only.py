"""Leaves, hashes and heads refuse UPDATE and DELETE; only a leaf's salt may be erased."""

from django.db import migrations

from gongkai.kernel.append_only import append_only, append_only_but

FIXED = (
    "number", "entry", "subject", "act", "address", "at", "since", "text", "algorithm", "sealed",
)


class Migration(migrations.Migration):
    """Protect what a checkpoint signs."""

    dependencies = [("ledger", "0001_initial")]
    operations = [
        append_only_but("ledger_leaf", "salt", FIXED),
        append_only("ledger_node"),
        append_only("ledger_head"),
    ]
