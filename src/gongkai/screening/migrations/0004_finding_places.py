"""Findings say where they stand: column, attachment, hidden part, the words around them."""

from typing import Any

from django.db import migrations, models


def place_as_group(apps: Any, schema_editor: Any) -> None:
    """What was found before is answered together by its place, as it was until now."""
    apps.get_model("screening", "Finding").objects.update(group=models.F("place"))
    apps.get_model("screening", "RunPart").objects.update(found=None)  # told in another form now
    runs = apps.get_model("screening", "Run").objects
    runs.filter(state__in=("waiting", "running", "failed")).update(read=0)


class Migration(migrations.Migration):

    dependencies = [
        ('screening', '0003_register'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='after',
            field=models.CharField(blank=True, max_length=60, verbose_name='后文'),
        ),
        migrations.AddField(
            model_name='finding',
            name='before',
            field=models.CharField(blank=True, max_length=60, verbose_name='前文'),
        ),
        migrations.AddField(
            model_name='finding',
            name='files',
            field=models.JSONField(blank=True, default=list, verbose_name='所在附件'),
        ),
        migrations.AddField(
            model_name='finding',
            name='group',
            field=models.CharField(blank=True, max_length=200, verbose_name='一起处理'),
        ),
        migrations.AddField(
            model_name='finding',
            name='hidden',
            field=models.CharField(blank=True, max_length=60, verbose_name='为什么看不见'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='answer',
            field=models.CharField(blank=True, choices=[('', '未处理'), ('masked', '已遮盖'), ('kept', '依法公开'), ('dismissed', '不是个人信息'), ('seen', '已人工查看')], max_length=16, verbose_name='处理'),
        ),
        migrations.AlterField(
            model_name='finding',
            name='source',
            field=models.CharField(choices=[('personal', '个人信息'), ('wording', '用语'), ('claims', '数字'), ('files', '附件')], default='personal', max_length=16, verbose_name='来源'),
        ),
        migrations.RunPython(place_as_group, migrations.RunPython.noop),
    ]
