"""The form of a draft: its fields follow the type of document."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.utils.timezone import localdate

from gongkai.catalogue import access as catalogue
from gongkai.catalogue import queries as catalogue_queries
from gongkai.desk.documents.attachments import Shelf
from gongkai.desk.documents.genres import fields_of
from gongkai.desk.fields import DeskForm, SeveralFiles, day_field
from gongkai.disclosures.operations.content import Content, content_of
from gongkai.kernel.actor import Actor
from gongkai.law.exemptions import GROUNDS, RESERVE_GROUNDS, Attribute
from gongkai.law.kinds import TOPICS
from gongkai.text.refusal import BadFile

if TYPE_CHECKING:
    from django.http import QueryDict

    from gongkai.catalogue.models import Column
    from gongkai.disclosures.models import Document, Version
    from gongkai.organs.models import Organ

Choices = list[tuple[str, Any]]
ATTRIBUTE_CHOICES = [(attribute.value, attribute.label) for attribute in Attribute]
PUBLISH_FIELDS = ("attribute", "ground", "ground_reason")


class BodyInput(forms.Textarea):
    """The text area the editor takes the place of where there is JavaScript."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "in tall", "data-editor": "", "rows": 20})


def ground_choices() -> Choices:
    """Return the coded grounds, those of withholding before those of giving on request."""
    withheld = [(row.code, f"{row.label}（{row.article}）") for row in GROUNDS]
    reserved = [(row.code, f"{row.label}（{row.article}）") for row in RESERVE_GROUNDS]
    return [("", "不需要"), ("不予公开的理由", withheld), ("依申请公开的理由", reserved)]


def column_choices(organ: "Organ | None" = None, kept: "Column | None" = None) -> Choices:
    """Return the open columns under the four parts of the section, for an organ those it owes.

    An open column chosen before stays on offer.
    """

    def below(node: catalogue_queries.ColumnNode, depth: int) -> Iterable[tuple[str, str]]:
        for child in node.children:
            yield child.slug, "　" * depth + child.name
            yield from below(child, depth + 1)

    tree = catalogue_queries.tree_for(organ) if organ else catalogue_queries.tree()
    parts = [(part.name, list(below(part, 0))) for part in tree]
    offered = {slug for _, rows in parts for slug, _ in rows}
    if kept and not kept.closed_on and kept.slug not in offered:
        parts.append(("原来选的栏目", [(kept.slug, kept.name)]))
    return [("", "请选择"), *((name, rows) for name, rows in parts if rows)]


def item_choices(organ: int, at: datetime) -> Choices:
    """Return the items of the standard catalogue that apply to an organ, by field."""
    groups = catalogue_queries.by_field(organ, localdate(at))
    rows = [(group.field, [(str(i.pk), str(i)) for i in group.items]) for group in groups]
    return [("", "不在标准目录内"), *rows]


class EditForm(DeskForm):
    """Everything a drafter writes. `content` gives it as the operation takes it."""

    needed = frozenset({"title", "body", "formed_on", "column", "attribute"})
    """What must be there before the draft can go on to its check."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="标题", required=False, max_length=200)
    doc_number = forms.CharField(
        label="文号", required=False, max_length=64, help_text="例如 柳政发〔2026〕3号"
    )
    body = forms.CharField(
        label="正文", required=False, strip=False, widget=BodyInput, help_text="可以从 Word 粘贴。"
    )
    pictures = SeveralFiles(
        label="插入图片", required=False, help_text="保存时接在正文末尾，可以再移动。"
    )
    formed_on = day_field("成文日期", help_text="公开期限从这一天起算，20 个工作日。")
    effective_on = day_field("生效日期")
    expires_on = day_field("有效期至")
    display_until = day_field("公示截止")
    objection_channel = forms.CharField(
        label="异议渠道", required=False, max_length=200, help_text="受理部门、电话、地址。"
    )
    summary = forms.CharField(
        label="内容概述",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )
    source = forms.CharField(label="信息来源", required=False, max_length=100)
    keywords = forms.CharField(
        label="关键词", required=False, max_length=100, help_text="用空格隔开。"
    )
    topic = forms.ChoiceField(
        label="主题分类",
        required=False,
        choices=[("", "请选择"), *((topic.title, topic.title) for topic in TOPICS)],
    )
    item = forms.ChoiceField(label="公开事项", required=False)
    column = forms.ChoiceField(label="公开栏目", required=False)
    attribute = forms.ChoiceField(
        label="公开属性", choices=ATTRIBUTE_CHOICES, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label="法定理由",
        required=False,
        choices=ground_choices,
        help_text="公开属性不是“主动公开”时选择。",
    )
    ground_reason = forms.CharField(
        label="事实说明",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
        help_text="说明适用这条理由的事实。",
    )
    keep = forms.MultipleChoiceField(
        label="附件", required=False, widget=forms.CheckboxSelectMultiple
    )
    attach = SeveralFiles(label="添加附件", required=False)

    def __init__(
        self, *args: Any, document: "Document", by: Actor, at: datetime, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.document, self.by, self.at = document, by, at
        wanted = {"seen", "body", "pictures", "keep", "attach", *PUBLISH_FIELDS}
        wanted |= set(fields_of(document.genre))
        for name in set(self.fields) - wanted:
            del self.fields[name]
        self._choices("item", item_choices(document.organ_id, at))
        before = document.draft.column if document.draft else None
        self._choices("column", column_choices(document.organ, before))
        self.shelf = Shelf(document, at)
        self._choices("keep", self.shelf.choices(self.data if self.is_bound else None))
        limit = settings.GONGKAI["max_upload_bytes"] // (1024 * 1024)
        self.fields["attach"].help_text = f"可以选几个，每个不超过 {limit} MB。"

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = choices

    def clean_item(self) -> Any:
        """Return the item itself."""
        key = self.cleaned_data["item"]
        return catalogue.visible(self.by).get(pk=int(key)) if key else None

    def clean_column(self) -> Any:
        """Return the column itself."""
        slug = self.cleaned_data["column"]
        return catalogue.column(slug) if slug else None

    def clean_body(self) -> str:
        """Return the text with its pictures under the names a version keeps."""
        body: str = self.cleaned_data["body"]
        return body.replace(f'src="{picture_root(self.document.pk)}', 'src="files/')

    def clean(self) -> dict[str, Any]:
        """Take uploads in; what cannot be taken is a fault of its field, the rest survives."""
        given = super().clean() or self.cleaned_data
        for name in ("attach", "pictures"):
            for upload in given.get(name, []):
                try:
                    self.shelf.take(upload, is_picture=name == "pictures")
                except BadFile as why:
                    self.add_error(name, f"“{upload.name}”没有上传：{why}")
        self._choices("keep", self.shelf.choices(self.data))
        if given.get("item") and not given.get("column"):
            given["column"] = given["item"].column
        return given

    def content(self) -> Content:
        """Return what is to be kept as a new version."""
        given = self.cleaned_data
        own = set(fields_of(self.document.genre)) | set(PUBLISH_FIELDS)
        values = {name: given[name] for name in own}
        body = given["body"] + self.shelf.figures()
        files = self.shelf.attachments(given["keep"])
        before = content_of(self.document.draft) if self.document.draft else Content(title="")
        return replace(before, **values, body=body, attachments=files)

    def carry(self, **values: str) -> None:
        """Show what was just uploaded as chosen, so that a second try need not send it again."""
        data = cast("QueryDict", self.data).copy()
        data.setlist("keep", [*data.getlist("keep"), *self.shelf.fresh_tokens()])
        for name, value in values.items():
            data[name] = value
        self.data = data


def picture_root(pk: int) -> str:
    """Return the address under which the desk shows a document's pictures."""
    return f"/desk/documents/{pk}/files/"


def initial_of(document: "Document", version: "Version") -> dict[str, Any]:
    """Return the values a form starts from."""
    names = (*fields_of(document.genre), *PUBLISH_FIELDS)
    values = {name: getattr(version, name) for name in names}
    values["item"] = str(version.item_id or "")
    values["column"] = version.column.slug if version.column else ""
    values["body"] = version.body.replace('src="files/', f'src="{picture_root(document.pk)}')
    return values | {"seen": version.number}
