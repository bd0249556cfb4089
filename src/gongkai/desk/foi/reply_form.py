"""The reply: a type from the master table, then the parts its letter must have."""

from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm, SeveralFiles, dress, offer
from gongkai.law.answers import Answer, all_answers
from gongkai.law.letter_contents import Content, contents

ROWS = "每一部分写一行：不予公开的部分｜理由｜依据的条款"
GROUPS = {
    "公开": ("A1", "A2", "A3"),
    "不予公开": ("A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11"),
    "无法提供": ("A12", "A13", "A14", "A15"),
    "不予处理": ("A16", "A17", "A18", "A19", "A20"),
    "其他": ("A23",),
}
"""The rows of table three, as an answer is chosen."""


def groups() -> list[tuple[str, list[Answer]]]:
    """Return the types that can be chosen, in the groups of table three."""
    rows = {row.code: row for row in all_answers()}
    return [(name, [rows[code] for code in codes]) for name, codes in GROUPS.items()]


def _written(part: Content) -> forms.CharField:
    """Return the field for a part of the letter."""
    rows = 4 if part.key == "reasons" else 3
    widget = forms.Textarea(attrs={"rows": rows, "class": "in"})
    hint = ROWS if part.key == "withheld" else ""
    return forms.CharField(
        label=part.name, max_length=5000, required=part.required, help_text=hint, widget=widget
    )


class ReplyForm(DeskForm):
    """The parts of the letter that carries one type of answer."""

    def __init__(self, *args: Any, answer: Answer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.answer = answer
        if answer.grounds:
            self.fields["grounds"] = forms.MultipleChoiceField(
                label="法定理由", widget=forms.CheckboxSelectMultiple
            )
            offer(
                self,
                "grounds",
                [(row.code, f"{row.label}（{row.article}）") for row in answer.grounds],
            )
            if len(answer.grounds) == 1:
                self.fields["grounds"].initial = [answer.grounds[0].code]
        for part in self.parts:
            self.fields[part.key] = _written(part)
        self._more()

    @property
    def parts(self) -> tuple[Content, ...]:
        """What somebody has to write, or may, in the order of the letter."""
        return contents(self.answer.letter_id, self.answer)

    def _more(self) -> None:
        answer = self.answer
        if answer.needs_discretion or answer.partial:
            self.fields["discretion"] = forms.CharField(
                label="权衡的理由",
                required=not answer.partial,
                max_length=5000,
                help_text="依照第十六条可以不予公开的，写明为什么不公开；不写进告知书",
                widget=forms.Textarea(attrs={"rows": 2, "class": "in"}),
            )
        self.fields["third_party"] = forms.BooleanField(label="涉及第三方合法权益", required=False)
        self.fields["overrides"] = forms.BooleanField(
            label="第三方不同意而决定公开", required=False
        )
        if answer.gives_copies or answer.partial:
            self.fields["copies"] = SeveralFiles(label="所附的信息", required=False)
            self.fields["masked"] = SeveralFiles(
                label="遮盖好的副本",
                required=False,
                help_text="部分公开的，附已经遮盖、确认没有隐藏内容的副本（条例第三十七条）",
            )
        for field in self.fields.values():
            dress(field)

    def draft(self) -> dict[str, Any]:
        """Return what the operation's draft takes, but the files."""
        given = self.cleaned_data
        return {
            "code": self.answer.code,
            "grounds": tuple(given.get("grounds", ())),
            "text": {part.key: given[part.key] for part in self.parts},
            "discretion": given.get("discretion", ""),
            "third_party": given["third_party"],
            "overrides": given["overrides"],
        }

    @property
    def uploads(self) -> list[tuple[Any, bool]]:
        """The files given, each with whether it is a masked copy."""
        given = self.cleaned_data
        copies = [(file, False) for file in given.get("copies", ())]
        return copies + [(file, True) for file in given.get("masked", ())]
