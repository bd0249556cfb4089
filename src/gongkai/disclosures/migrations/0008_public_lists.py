import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('disclosures', '0007_register'),
        ('kernel', '0003_holidaynotice'),
        ('organs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_kind', models.CharField(max_length=32, verbose_name='名单种类')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('sheet', models.CharField(blank=True, max_length=100, verbose_name='工作表')),
                ('choices', models.JSONField(default=dict, verbose_name='各列的处理')),
                ('ground', models.CharField(blank=True, max_length=300, verbose_name='放宽的依据')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.column')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.organ')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.person')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['person', '-id'], name='list_draft_of_person')],
            },
        ),
        migrations.CreateModel(
            name='SealedOriginal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_kind', models.CharField(max_length=32, verbose_name='名单种类')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('persons', models.PositiveIntegerField(verbose_name='人数')),
                ('sealed_at', models.DateTimeField(verbose_name='封存时间')),
                ('destroyed_at', models.DateTimeField(null=True, verbose_name='销毁时间')),
                ('destroyed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.person')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='originals', to='disclosures.document')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile')),
                ('sealed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organs.person')),
            ],
            options={
                'ordering': ['document', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('destroyed_at__isnull', True), ('file__isnull', False)), models.Q(('destroyed_at__isnull', False), ('file__isnull', True)), _connector='OR'), name='sealed_original_kept_or_destroyed')],
            },
        ),
    ]
