"""One table of list kinds: what was stored under the five old kinds goes to the kinds they held."""

from typing import Any

from django.db import migrations, models

LIST_KINDS = [
    ("subsistence", "最低生活保障对象"),
    ("destitute", "特困供养人员"),
    ("temporary_aid", "临时救助对象"),
    ("medical_aid", "医疗救助对象"),
    ("subsidy", "惠民惠农财政补贴发放对象"),
    ("public_rental", "公租房保障对象"),
    ("dilapidated_housing", "农村危房改造对象"),
    ("penalty", "行政处罚决定"),
    ("electors", "选民名单"),
    ("awards", "表彰奖励名单"),
    ("recruitment", "招考录用名单"),
    ("pupils", "学生资助对象"),
    ("other", "其他名单"),
]
SPLIT: dict[str, dict[str, tuple[str, ...]]] = {
    "aid": {
        "subsistence": ("低保", "最低生活保障"),
        "destitute": ("特困", "五保"),
        "temporary_aid": ("临时救助", "临救"),
        "medical_aid": ("医疗救助", "大病救助"),
    },
    "housing": {
        "public_rental": ("公租房", "公共租赁住房", "廉租"),
        "dilapidated_housing": ("危房", "危改", "抗震改造"),
    },
    "employment": {"recruitment": ()},
}
"""Old kind → the kinds it was parted into, with words of their titles; 补贴 and 其他 stay."""


def _title_tells(title: str, kinds: dict[str, tuple[str, ...]]) -> str:
    told = (kind for kind, words in kinds.items() if any(word in title for word in words))
    return next(told, next(iter(kinds)))


def part(apps: Any, editor: Any) -> None:
    """Give each of the new kinds what was set for the old one; assessments go by their title."""
    rules = apps.get_model("screening", "ListRule")
    made = apps.get_model("screening", "Assessment")
    for old, kinds in SPLIT.items():
        for rule in rules.objects.filter(kind=old):
            same = {"period": rule.period, "unit": rule.unit, "assessed": rule.assessed}
            for kind in kinds:
                rules.objects.get_or_create(kind=kind, defaults=same | {"set_at": rule.set_at})
            rule.delete()
        for one in made.objects.filter(list_kind=old).only("title"):
            kind = _title_tells(one.title, kinds)
            made.objects.filter(pk=one.pk).update(list_kind=kind)


def join(apps: Any, editor: Any) -> None:
    """Put the kinds together again; of several rules the first of the table stays."""
    rules = apps.get_model("screening", "ListRule")
    made = apps.get_model("screening", "Assessment")
    old_keys = {*SPLIT, "subsidy", "other"}
    for old, kinds in SPLIT.items():
        for kind in kinds:
            rule = rules.objects.filter(kind=kind).first()
            if rule is not None and not rules.objects.filter(kind=old).exists():
                rules.objects.filter(pk=rule.pk).update(kind=old)
        made.objects.filter(list_kind__in=list(kinds)).update(list_kind=old)
    rules.objects.exclude(kind__in=old_keys).delete()
    made.objects.exclude(list_kind__in=old_keys).update(list_kind="other")


class Migration(migrations.Migration):
    dependencies = [("screening", "0005_remarks_and_wording")]

    operations = [
        migrations.AlterField(
            "assessment", "list_kind",
            models.CharField("名单种类", max_length=32, choices=LIST_KINDS),
        ),
        migrations.AlterField(
            "listrule", "kind",
            models.CharField("名单种类", max_length=32, choices=LIST_KINDS, unique=True),
        ),
        migrations.AddField(
            "listrule", "longest", models.PositiveSmallIntegerField("最长展示天数", null=True),
        ),
        migrations.AddField(
            "listrule", "treatments", models.JSONField("个人信息的处理", default=dict),
        ),
        migrations.RunPython(part, join),
    ]
