"""Places in lists and files on show, also for what has been published before."""

import re
from collections import Counter
from datetime import datetime
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

PICTURE = re.compile(r'src="files/([0-9a-f]{64})\.')
AT_ONCE = 1000


def give_places(apps: Any, schema_editor: Any) -> None:
    """Number every document ever published in each of its lists, in the order of publication."""
    documents = apps.get_model("disclosures", "Document").objects
    position = apps.get_model("disclosures", "Position")
    series = apps.get_model("kernel", "Series")
    parents = dict(apps.get_model("catalogue", "Column").objects.order_by("pk").values_list("pk", "parent"))
    last: Counter[tuple[str, int]] = Counter()
    rows = []

    def place(pk: int, kind: str, of: int, left_at: datetime | None) -> None:
        last[kind, of] += 1
        rows.append(position(document_id=pk, kind=kind, of=of, number=last[kind, of], left_at=left_at))

    names = ("pk", "organ", "column", "genre", "live", "withdrawn_at")
    found = documents.filter(seq__isnull=False).order_by("seq").values_list(*names)
    for pk, organ, column, genre, live, withdrawn_at in found.iterator(chunk_size=AT_ONCE):
        left_at = None if live else withdrawn_at
        place(pk, "all", 0, left_at)
        place(pk, "organ", organ, left_at)
        if genre in ("policy", "interpretation"):
            place(pk, "policy", 0, left_at)
        while column:
            place(pk, "column", column, left_at)
            column = parents[column]
    gone = documents.filter(seq__isnull=False, live__isnull=True, withdrawn_at__isnull=False)
    for pk in gone.order_by("withdrawn_at", "seq").values_list("pk", flat=True):
        place(pk, "withdrawn", 0, None)
    position.objects.bulk_create(rows, batch_size=AT_ONCE)
    series.objects.bulk_create(
        series(organ=0, name=f"{kind}:{of}", year=0, last=number)
        for (kind, of), number in last.items()
    )


def show_files(apps: Any, schema_editor: Any) -> None:
    """Write down the pictures and attachments of every text that is public."""
    documents = apps.get_model("disclosures", "Document").objects
    shown = apps.get_model("disclosures", "ShownFile")
    attached = apps.get_model("disclosures", "Attachment").objects
    stored = dict(apps.get_model("kernel", "StoredFile").objects.order_by("pk").values_list("sha256", "pk"))
    found = documents.filter(live__isnull=False).order_by("pk")
    of_text = dict(found.values_list("live", "pk"))
    pairs = {
        (of_text[version], file)
        for version, file in attached.order_by("pk").values_list("version", "file")
        if version in of_text
    }
    pictured = found.filter(live__body__contains='src="files/').values_list("pk", "live__body")
    for pk, body in pictured.iterator(chunk_size=AT_ONCE):
        pairs |= {(pk, stored[sha256]) for sha256 in PICTURE.findall(body) if sha256 in stored}
    shown.objects.bulk_create(
        (shown(document_id=pk, file_id=file) for pk, file in sorted(pairs)), batch_size=AT_ONCE
    )


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('disclosures', '0003_posted'),
        ('kernel', '0003_holidaynotice'),
        ('organs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('all', '全部'), ('column', '栏目'), ('organ', '机关'), ('policy', '政策与解读'), ('withdrawn', '已撤下')], max_length=16, verbose_name='列表')),
                ('of', models.BigIntegerField(default=0, verbose_name='栏目或者机关')),
                ('number', models.BigIntegerField(verbose_name='位置')),
                ('left_at', models.DateTimeField(null=True, verbose_name='移出时间')),
            ],
            options={
                'ordering': ['kind', 'of', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ShownFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'ordering': ['document', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('repealed_on__isnull', False)), fields=['repealed_on'], name='document_repealed_on'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('interprets__isnull', False)), fields=['interprets'], name='document_interprets'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('replaced_by__isnull', False)), fields=['replaced_by'], name='document_replaced_by'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('display_until__isnull', False)), fields=['display_until'], name='version_display_until'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('effective_on__isnull', False)), fields=['effective_on'], name='version_effective_on'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('expires_on__isnull', False)), fields=['expires_on'], name='version_expires_on'),
        ),
        migrations.AddField(
            model_name='position',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='disclosures.document'),
        ),
        migrations.AddField(
            model_name='shownfile',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shown_files', to='disclosures.document'),
        ),
        migrations.AddField(
            model_name='shownfile',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=models.Index(condition=models.Q(('left_at__isnull', True)), fields=['kind', 'of', 'number'], name='position_shown'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('kind', 'of', 'number'), name='position_number_once'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('document', 'kind', 'of'), name='position_once'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='position_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='shownfile',
            constraint=models.UniqueConstraint(fields=('document', 'file'), name='shown_file_once'),
        ),
        migrations.RunPython(give_places, migrations.RunPython.noop),
        migrations.RunPython(show_files, migrations.RunPython.noop),
    ]
