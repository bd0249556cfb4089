"""Answers to findings: one by one, by column, or all at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.desk.fields import DeskForm
from gongkai.law.exemptions import KeepGround, keep_grounds_for
from gongkai.text.masking import MASKED, refusal

if TYPE_CHECKING:
    from gongkai.screening.models import Finding

MASK, KEEP, DISMISS, REOPEN, SEE = "mask", "keep", "dismiss", "reopen", "see"
ANSWERS = [
    (MASK, "遮盖"), (KEEP, "依法公开"), (DISMISS, "不是个人信息"), (REOPEN, "重新处理"),
    (SEE, "已人工查看"),
]  # fmt: skip


class FindingForm(DeskForm):
    """What to do with the chosen findings; `kinds` are the kinds of the attachments by name."""

    answer = forms.ChoiceField(label="处理", choices=ANSWERS)
    finding = forms.TypedMultipleChoiceField(label="个人信息提示", coerce=int, required=False)
    kind = forms.CharField(required=False)
    group = forms.CharField(required=False, strip=False)
    every = forms.BooleanField(required=False)
    ground = forms.ChoiceField(label="公开依据", required=False)
    note = forms.CharField(label="说明", required=False, max_length=300)
    seen = forms.IntegerField(required=False)

    def __init__(
        self, *args: Any, findings: list[Any], kinds: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        chosen, ground = self.fields["finding"], self.fields["ground"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 (declared above)
        assert isinstance(ground, forms.ChoiceField)  # noqa: S101 (declared above)
        chosen.choices = [(finding.pk, finding.text) for finding in findings]
        ground.choices = [("", "请选择"), *((row.value, row.label) for row in KeepGround)]
        self.findings = findings
        self.kinds = kinds

    @property
    def chosen(self) -> list[Any]:
        """The findings ticked, the open ones of a group, or every open datum that can be masked."""
        given = self.cleaned_data
        ticked = set(given.get("finding") or ())
        return [each for each in self.findings if each.pk in ticked or self._is_meant(each, given)]

    def _is_meant(self, finding: "Finding", given: dict[str, Any]) -> bool:
        if finding.answer:
            return False
        if given.get("every") and given.get("answer") == MASK:
            return finding.source == "personal" and is_maskable(finding, self.kinds)
        asked = (given.get("kind"), given.get("group"))
        return all(asked) and (finding.kind, finding.group) == asked

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


def is_maskable(finding: "Finding", kinds: Mapping[str, str]) -> bool:
    """Whether the machine can take it out of every place where it stands."""
    held = [kinds[name] for name in finding.files if name in kinds]
    return finding.kind != "unread" and all(kind in MASKED for kind in held)


def why_not(kind: str) -> str:
    """Return why a file of this kind cannot be masked and what to do instead; empty if it can."""
    return "" if kind in MASKED else refusal(kind)
