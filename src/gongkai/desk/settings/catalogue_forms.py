"""Forms of the catalogue, the columns and the holiday notice."""

from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.catalogue import access, queries
from gongkai.desk.documents.edit_form import column_choices
from gongkai.desk.fields import DeskForm, offer
from gongkai.kernel.actor import Actor
from gongkai.law.workdays import BadNotice, YearNotice
from gongkai.organs import access as organs

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

LONGEST_NOTICE_BYTES = 1_000_000


class ImportForm(DeskForm):
    """A workbook of the standard catalogue."""

    organ = forms.ChoiceField(label="导入到哪个机关")
    file = forms.FileField(
        label="标准目录表格",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="按国家统一的表头，.xlsx 格式。有一行不对就全都不导入。",
    )

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self._organs = {str(organ.pk): organ for organ in organs.visible(by)}
        offices = [(pk, organ.name) for pk, organ in self._organs.items()]
        offer(self, "organ", offices).initial = str(by.organ)

    @property
    def chosen_organ(self) -> "Organ":
        """The office whose catalogue it is."""
        return self._organs[self.cleaned_data["organ"]]


def _types() -> list[Any]:
    field = access.columns().model._meta.get_field("column_type")
    return list(field.choices or ())


class ColumnWordsForm(DeskForm):
    """What may change in a column of the public site."""

    name = forms.CharField(label="栏目名称", max_length=64)
    column_type = forms.ChoiceField(label="栏目类别", choices=_types)
    description = forms.CharField(label="栏目描述", max_length=300)
    keywords = forms.CharField(label="关键词", max_length=200)
    empty_note = forms.CharField(
        label="无内容说明", required=False, max_length=300, help_text="栏目暂时没有内容时显示。"
    )


class ReviseColumnForm(ColumnWordsForm):
    """The words of a column and its place among its sisters."""

    order = forms.IntegerField(
        label="次序", min_value=0, max_value=9999, help_text="数字小的排在前面。"
    )


class ColumnForm(ColumnWordsForm):
    """A new column."""

    section = forms.ChoiceField(label="所属部分")
    parent = forms.ChoiceField(label="上级栏目", required=False)
    slug = forms.SlugField(
        label="网址名", max_length=40, help_text="小写字母、数字和短横，以后不能改。"
    )
    field_order = ["section", "parent", "name", "slug"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        section, parent = self.fields["section"], self.fields["parent"]
        assert isinstance(section, forms.ChoiceField)  # noqa: S101 (declared above)
        assert isinstance(parent, forms.ChoiceField)  # noqa: S101 (declared above)
        section.choices = [(node.slug, node.name) for node in queries.tree()]
        parent.choices = [("", "没有上级栏目"), *column_choices()[1:]]

    def clean_parent(self) -> Any:
        """Return the column itself."""
        slug = self.cleaned_data["parent"]
        return access.column(slug) if slug else None


class NoticeForm(DeskForm):
    """The State Council's arrangement of a year."""

    file = forms.FileField(
        label="放假安排文件",
        widget=forms.FileInput(attrs={"accept": ".json"}),
        help_text="JSON 格式：year、source 和 days（date、name、isOffDay）。",
    )

    def clean_file(self) -> YearNotice:
        """Read the notice; every contradiction is a sentence."""
        upload = self.cleaned_data["file"]
        if upload.size > LONGEST_NOTICE_BYTES:
            raise forms.ValidationError("文件太大，不像是一年的放假安排")
        try:
            return YearNotice.from_json(upload.read())
        except BadNotice as why:
            raise forms.ValidationError(list(why.problems)) from None
