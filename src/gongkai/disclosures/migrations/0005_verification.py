"""The looks at public addresses; they refuse UPDATE and DELETE."""

import django.db.models.deletion
from django.db import migrations, models

from gongkai.kernel.append_only import append_only


class Migration(migrations.Migration):
    """Add what was found at public addresses."""

    dependencies = [("disclosures", "0004_positions")]
    operations = [
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=300, verbose_name="网址")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("expected", models.PositiveSmallIntegerField(verbose_name="应有状态")),
                ("expected_sha256", models.CharField(max_length=64, verbose_name="应有摘要")),
                ("status", models.PositiveSmallIntegerField(default=0, verbose_name="状态")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="摘要")),
                ("seen", models.CharField(blank=True, max_length=200, verbose_name="所见")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="disclosures.document",
                    ),
                ),
            ],
            options={"ordering": ["document", "id"]},
        ),
        append_only("disclosures_verification"),
    ]
