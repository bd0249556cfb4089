"""Events of the clock and looks at applicants' data refuse UPDATE and DELETE."""

from django.db import migrations

from gongkai.kernel.append_only import append_only


class Migration(migrations.Migration):
    """Protect what a last day and a complaint rest on."""

    dependencies = [("foi", "0001_initial")]
    operations = [append_only("foi_event"), append_only("foi_look")]
