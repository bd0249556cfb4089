"""Forms of a clean-up round and of the link between a policy and its interpretation."""

from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.catalogue import access as catalogue
from gongkai.desk.documents.edit_form import column_choices
from gongkai.desk.fields import DeskForm
from gongkai.kernel.actor import Actor
from gongkai.organs import access as organs

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

DECISIONS = [("keep", "继续有效"), ("amend", "拟修改"), ("repeal", "废止")]


class OpenForm(DeskForm):
    """Open a round."""

    title = forms.CharField(label="清理名称", max_length=100, help_text="例如 2026年规范性文件清理")
    organ = forms.ChoiceField(label="机关")

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organs = {str(organ.pk): organ for organ in organs.visible(by)}
        field = self.fields["organ"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [(pk, organ.name) for pk, organ in self.organs.items()]
        field.initial = str(by.organ)


class DecideForm(DeskForm):
    """Decide about one document."""

    decision = forms.ChoiceField(label="处理", choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", max_length=300)


class CloseForm(DeskForm):
    """Close a round and draft its result."""

    column = forms.ChoiceField(label="清理结果公开到哪个栏目")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["column"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = column_choices()

    def clean_column(self) -> Any:
        """Return the column itself."""
        return catalogue.column(self.cleaned_data["column"])


class LinkForm(DeskForm):
    """Say which policy a text interprets."""

    policy = forms.ChoiceField(label="所解读的政策")
    together = forms.BooleanField(label="与政策同步公开", required=False, initial=True)

    def offer(self, policies: "dict[str, Document]") -> None:
        """Give the policies to choose from."""
        field = self.fields["policy"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        rows = [(pk, f"{each.title} {each.doc_number}".strip()) for pk, each in policies.items()]
        field.choices = [("", "请选择"), *rows]
