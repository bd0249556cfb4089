"""The end of a posting beside the document, so that what is over is one index read."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def copy(apps: Any, schema_editor: Any) -> None:
    """Write the end of the posting that the public text names."""
    version = apps.get_model("disclosures", "Version").objects.filter(pk=OuterRef("live_id"))
    posted = apps.get_model("disclosures", "Document").objects.filter(live__isnull=False)
    # Without an order: the usual one joins the document, which then hides the outer one.
    posted.update(display_until=Subquery(version.order_by().values("display_until")))


class Migration(migrations.Migration):
    """Add the date, fill it, index it."""

    dependencies = [("disclosures", "0002_append_only")]
    operations = [
        migrations.AddField(
            "document", "display_until", models.DateField("公示截止", null=True)
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.AddIndex(
            "document",
            models.Index(
                condition=Q(state="published", display_until__isnull=False),
                fields=["organ", "display_until"],
                name="document_posted",
            ),
        ),
    ]
