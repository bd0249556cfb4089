"""Forms of the rules of wording."""

from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm
from gongkai.screening.importers import SEVERITIES
from gongkai.text.severity import Severity
from gongkai.text.wording.own import LONGEST, LONGEST_RIGHT, LONGEST_SAID, OwnRule

PICKED = [(severity.value, name) for name, severity in SEVERITIES.items()]
MOST_TRIED = 100_000
"""Characters of a text that is tried on the page."""


class WordForm(DeskForm):
    """One word: what is wrong with it, and how much that matters."""

    wrong = forms.CharField(label="要找的词", max_length=10_000, help_text=f"2 到 {LONGEST} 个字。")
    right = forms.CharField(
        label="改为", required=False, max_length=LONGEST_RIGHT, help_text="没有固定的改法就空着。"
    )
    says = forms.CharField(
        label="说明",
        required=False,
        max_length=LONGEST_SAID,
        help_text="写稿的人会看到。空着就写“……”应写作“……”。",
    )
    source = forms.CharField(
        label="出处", required=False, max_length=LONGEST_SAID, help_text="哪份文件规定的。"
    )
    severity = forms.ChoiceField(
        label="程度", choices=PICKED, widget=forms.RadioSelect, initial=Severity.UNCERTAIN.value
    )
    blocks = forms.BooleanField(
        label="没有改正或者核实以前，不能通过审查和签发（只用于“错误”）", required=False
    )

    def rule(self) -> OwnRule:
        """Return what the form holds."""
        given = self.cleaned_data
        return OwnRule(**given | {"severity": Severity(given["severity"])})


class AllowForm(DeskForm):
    """A word that is right wherever it stands."""

    word = forms.CharField(label="不再提示的词", max_length=10_000)
    reason = forms.CharField(label="为什么是对的", max_length=LONGEST_SAID)


class OffForm(DeskForm):
    """A shipped rule that this office does not use."""

    rule = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(label="停用的理由", max_length=LONGEST_SAID)


class FileForm(DeskForm):
    """A file of rules."""

    file = forms.FileField(
        label="规则文件",
        widget=forms.FileInput(attrs={"accept": ".toml,.xlsx"}),
        help_text="导出的 .toml 规则包或者 .xlsx 表格；有一处不对就全都不导入。同一个词以文件为准。",
    )


class TryForm(DeskForm):
    """A text on which the rules are tried; nothing of it is kept."""

    text = forms.CharField(
        label="一段文字",
        max_length=MOST_TRIED,
        help_text="只在这里试，不保存。",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"太长了，一次最多试 {MOST_TRIED} 个字"},
    )


def initial_of(row: Any) -> dict[str, Any]:
    """Return what stands in a rule."""
    return {name: getattr(row, name) for name in WordForm.base_fields}
