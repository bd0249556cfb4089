"""The form of a personal-information impact assessment."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.desk.fields import DeskForm
from gongkai.desk.words import long_day
from gongkai.law.withholding import Extent
from gongkai.screening.queries import kind_label

if TYPE_CHECKING:
    from gongkai.screening.models import Withholding

CONCLUSIONS = [
    ("fit", "可以公开"),
    ("measured", "采取所列措施后可以公开"),
    ("unfit", "不宜公开"),
]
HINTS = {
    "purpose": "为什么要公开这份名单，依据哪一条规定",
    "necessity": "不公开能不能达到目的，公开的项目是不是最少",
    "risks": "被骚扰、冒用、歧视等风险，涉及敏感个人信息、未成年人的另写",
    "measures": "隐去哪些项目、公示范围、公示多久、到期撤下、原件怎样封存",
}
LABELS = {
    "purpose": "公开的目的和依据",
    "necessity": "必要性",
    "risks": "对个人权益的影响和风险",
    "measures": "保护措施",
}


def proposed(entries: Iterable["Withholding"], until: date | None) -> dict[str, str]:
    """Return the measures that making the list has taken already, to be read and added to."""
    kinds: dict[str, list[str]] = {Extent.PART: [], Extent.MASKED: []}
    for each in entries:
        if each.extent in kinds:
            kinds[each.extent].append(kind_label(each.kind))
    told = {extent: "、".join(named) for extent, named in kinds.items()}
    said = [
        f"不公示：{told[Extent.PART]}" if told[Extent.PART] else "",
        f"遮盖：{told[Extent.MASKED]}" if told[Extent.MASKED] else "",
        f"公示到{long_day(until)}，到期自动撤下" if until else "",
        "原件封存，不公开，打开留痕。",
    ]
    return {"measures": "；".join(filter(None, said))}


class AssessForm(DeskForm):
    """What PIPL art. 56 asks an assessment to say."""

    conclusion = forms.ChoiceField(label="结论", choices=CONCLUSIONS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in LABELS.items():
            area = forms.Textarea(attrs={"rows": 3, "class": "in"})
            field = forms.CharField(
                label=label, max_length=2000, widget=area, help_text=HINTS[name]
            )
            field.error_messages["required"] = f"请填写{label}"
            self.fields[name] = field
        self.order_fields([*LABELS, "conclusion"])
