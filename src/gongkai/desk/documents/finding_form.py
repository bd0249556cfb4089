"""Answers to findings: one by one, or several at once."""

from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm
from gongkai.law.exemptions import KeepGround, keep_grounds_for

MASK, KEEP, DISMISS, REOPEN = "mask", "keep", "dismiss", "reopen"
ANSWERS = [(MASK, "遮盖"), (KEEP, "依法公开"), (DISMISS, "不是个人信息"), (REOPEN, "重新处理")]


class FindingForm(DeskForm):
    """What to do with the chosen findings."""

    answer = forms.ChoiceField(label="处理", choices=ANSWERS)
    finding = forms.TypedMultipleChoiceField(label="个人信息提示", coerce=int, required=False)
    kind = forms.CharField(required=False)
    place = forms.CharField(required=False, strip=False)
    ground = forms.ChoiceField(label="公开依据", required=False)
    note = forms.CharField(label="说明", required=False, max_length=300)
    seen = forms.IntegerField(required=False)

    def __init__(self, *args: Any, findings: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen, ground = self.fields["finding"], self.fields["ground"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (declared above)
        assert isinstance(ground, forms.ChoiceField)  # noqa: S101 (declared above)
        chosen.choices = [(finding.pk, finding.text) for finding in findings]
        ground.choices = [("", "请选择"), *((row.value, row.label) for row in KeepGround)]
        self.findings = findings

    @property
    def chosen(self) -> list[Any]:
        """The findings ticked, or all open ones of the kind and place asked for."""
        given = self.cleaned_data
        ticked = set(given.get("finding") or ())
        kind, place = given.get("kind"), given.get("place")
        return [
            finding
            for finding in self.findings
            if finding.pk in ticked
            or (kind and not finding.answer and (finding.kind, finding.place) == (kind, place))
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the ground of keeping and the note of dismissing."""
        given = super().clean() or self.cleaned_data
        if not self.chosen:
            self.add_error("finding", "请先选中要处理的提示")
        if given.get("answer") == KEEP and not given.get("ground"):
            self.add_error("ground", "依法公开须选定公开依据")
        if given.get("answer") == DISMISS and not given.get("note", "").strip():
            self.add_error("note", "请说明为什么这不是个人信息")
        return given


def grounds_of(kind: str) -> list[tuple[str, str]]:
    """Return the grounds on which a datum of this kind may stay, to be picked from."""
    return [(row.value, row.label) for row in keep_grounds_for(kind)]
