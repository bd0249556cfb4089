"""What to do with remarks about words and figures: mend, confirm, open again."""

from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.desk.fields import DeskForm

if TYPE_CHECKING:
    from gongkai.screening.models import Remark

CORRECT, ALL, VERIFY = "correct", "all", "verify"
ACTS = [(CORRECT, "改正"), (ALL, "全部改正"), (VERIFY, "核实无误")]


class ProofForm(DeskForm):
    """One remark by its own button, or those that are ticked."""

    act = forms.ChoiceField(label="处理", choices=ACTS, required=False)
    accept = forms.IntegerField(required=False)
    reopen = forms.IntegerField(required=False)
    remark = forms.TypedMultipleChoiceField(
        label="核对意见",
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "有的意见已经不在文中了，请刷新页面再看"},
    )
    note = forms.CharField(label="核实情况", required=False, max_length=300)
    seen = forms.IntegerField(required=False)

    def __init__(self, *args: Any, remarks: "list[Remark]", **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["remark"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [(remark.pk, remark.text) for remark in remarks]
        self.remarks = remarks

    def clean(self) -> dict[str, Any]:
        """Ask which remarks, and how they were verified."""
        given = super().clean() or self.cleaned_data
        one = given.get("accept") or given.get("reopen")
        if not one and not given.get("act"):
            self.add_error(None, "请选择怎样处理")
        elif not one and given["act"] != ALL and not given.get("remark"):
            self.add_error("remark", "请先选中要处理的意见")
        elif not one and given["act"] == VERIFY and not given.get("note", "").strip():
            self.add_error("note", "请写明核对了什么、为什么没有错")
        return given

    def chosen(self, *keys: int) -> "list[Remark]":
        """Return the remarks with these keys, those that are still there."""
        wanted = set(keys)
        return [remark for remark in self.remarks if remark.pk in wanted]
