"""The form of a new document: where it belongs and what it starts from."""

from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.desk.fields import DeskForm
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import access
from gongkai.disclosures.importers import Imported, from_file
from gongkai.disclosures.operations.content import Content
from gongkai.kernel.actor import Actor
from gongkai.organs import access as organs
from gongkai.text.refusal import BadFile

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.organs.models import Organ

MOST_POLICIES = 300


def policies_for(by: Actor) -> "dict[str, Document]":
    """Return the policies an interpretation may be linked to, newest first."""
    found = access.visible(by).filter(genre__in=("policy", "rules"))
    found = found.exclude(state__in=("discarded", "withheld", "withdrawn"))
    return {str(d.pk): d for d in found.defer("draft__body", "live__body")[:MOST_POLICIES]}


class NewForm(DeskForm):
    """A Word file, or a title to begin with."""

    file = forms.FileField(
        label="从 Word 文件开始",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt,.html,.htm,.csv"}),
    )
    title = forms.CharField(
        label="标题", required=False, max_length=200, help_text="可以以后再填；导入文件时自动取。"
    )
    organ = forms.ChoiceField(label="发布机关")
    department = forms.ChoiceField(
        label="承办机构", required=False, help_text="由哪个内设机构起草和答复询问。"
    )
    policy = forms.ChoiceField(
        label="解读哪一份政策", help_text="解读与政策一起公开，两边互相链接。"
    )

    def __init__(self, *args: Any, request: DeskRequest, genre: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request, self.genre = request, genre
        self.imported: Imported | None = None
        self._organs = {str(o.pk): o for o in organs.visible(request.actor).publishing()}
        mine = str(request.actor.organ)
        self._offer("organ", [(pk, organ.name) for pk, organ in self._organs.items()], mine)
        if len(self._organs) < 2:
            self.fields["organ"].widget = forms.HiddenInput()
        self._offer_departments(request.actor)
        if genre != "interpretation":
            del self.fields["policy"]
            return
        self._policies = policies_for(request.actor)
        rows = [(pk, f"{d.title} {d.doc_number}".strip()) for pk, d in self._policies.items()]
        self._offer("policy", [("", "请选择"), *rows], request.GET.get("policy", ""))

    def _offer_departments(self, by: Actor) -> None:
        rows = organs.departments(by)
        self._departments = {str(department.pk): department for department, _ in rows}
        if not rows:
            del self.fields["department"]
            return
        several = len({office.pk for _, office in rows}) > 1
        named = [
            (str(each.pk), f"{each.name}（{office.short_name}）" if several else each.name)
            for each, office in rows
        ]
        own = organs.own_department(by)
        self._offer("department", [("", "不指定"), *named], str(own.pk) if own else "")

    def _offer(self, name: str, choices: list[tuple[str, str]], initial: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices, field.initial = choices, initial

    def clean_file(self) -> Any:
        """Read the file; what cannot be read says why."""
        upload = self.cleaned_data["file"]
        if upload is not None:
            try:
                self.imported = from_file(upload, name=upload.name, at=self.request.now)
            except BadFile as why:
                raise forms.ValidationError(str(why)) from None
        return upload

    @property
    def content(self) -> Content:
        """What the document starts with."""
        if self.imported is not None:
            return self.imported.content
        return Content(title=self.cleaned_data["title"])

    @property
    def chosen_organ(self) -> "Organ":
        """The office that publishes."""
        return self._organs[self.cleaned_data["organ"]]

    @property
    def chosen_department(self) -> "Organ | None":
        """The department that drafts."""
        return self._departments.get(self.cleaned_data.get("department", ""))

    @property
    def chosen_policy(self) -> "Document | None":
        """The policy that is interpreted."""
        return self._policies[self.cleaned_data["policy"]] if "policy" in self.fields else None
