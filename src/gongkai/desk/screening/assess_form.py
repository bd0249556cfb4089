"""The form of a personal-information impact assessment."""

from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm

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
