"""Forms of one row of the standard catalogue."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.catalogue import access, queries
from gongkai.catalogue.operations import TITLES, ItemContent, content_of, faults, tidied
from gongkai.desk.documents.edit_form import column_choices
from gongkai.desk.fields import DeskForm, day_field, offer
from gongkai.desk.settings.forms import long_text
from gongkai.kernel.actor import Actor
from gongkai.law.kinds import CHANNELS, FIELDS
from gongkai.law.roles import Role
from gongkai.organs import access as organs

if TYPE_CHECKING:
    from gongkai.catalogue.models import Item
    from gongkai.organs.models import Organ

PLACE_OF = {title: name for name, title in TITLES.items()}
LIMIT_HINT = "例如：信息形成或者变更之日起20个工作日内；及时公开；长期公开。"


def _once(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in dict.fromkeys(names)]


class ItemForm(DeskForm):
    """The columns of the national form (国办发〔2019〕54号), and since when they hold."""

    field = forms.ChoiceField(label="领域")
    level1 = forms.CharField(label="一级事项", max_length=100)
    level2 = forms.CharField(label="二级事项", max_length=100)
    elements = long_text("公开内容（要素）", rows=5, help_text="一行一项。")
    basis = long_text("公开依据", help_text="法律法规或者文件的名称、文号。")
    limit_text = forms.CharField(label="公开时限", max_length=200, help_text=LIMIT_HINT)
    body = forms.CharField(label="公开主体", max_length=100)
    channels = forms.MultipleChoiceField(
        label="公开渠道和载体", widget=forms.CheckboxSelectMultiple
    )
    audience = forms.CharField(
        label="公开对象",
        max_length=100,
        initial="全社会",
        help_text="“全社会”，或者写明特定群体。",
    )
    mode = forms.ChoiceField(
        label="公开方式", choices=queries.MODES, widget=forms.RadioSelect, initial="主动"
    )
    levels = forms.MultipleChoiceField(
        label="公开层级", choices=_once(queries.LEVEL_NAMES), widget=forms.CheckboxSelectMultiple
    )
    column = forms.ChoiceField(
        label="对应栏目", required=False, help_text="不选就用这个领域通常的栏目。"
    )
    since = day_field("执行日期", required=True)

    def __init__(
        self, *args: Any, item: "Item | None", organ: "Organ | None" = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        fields = [entry.title for entry in FIELDS]
        names = [channel.title for channel in CHANNELS]
        if item:
            before = content_of(item)
            words = asdict(before) | {"elements": "\n".join(before.elements)}
            self.initial = {**words, **self.initial}
            fields, names = [*fields, before.field], [*names, *before.channels]
        offer(self, "field", [("", "请选择"), *_once(fields)])
        offer(self, "channels", _once(names))
        rows = column_choices(organ, item.column if item else None)
        offer(self, "column", [("", "按领域"), *rows[1:]])

    def clean(self) -> dict[str, Any]:
        """Say every fault of the row at its field."""
        given = super().clean() or self.cleaned_data
        if not self.errors:
            for fault in faults(tidied(self.content())):
                self.add_error(PLACE_OF[fault.column], fault.what)
        return given

    def content(self) -> ItemContent:
        """Return the row as the operation takes it."""
        given = {name: self.cleaned_data[name] for name in TITLES if name in self.fields}
        lists = {
            "elements": tuple(given["elements"].splitlines()),
            "channels": tuple(given["channels"]),
            "levels": tuple(given["levels"]),
        }
        return ItemContent(**given | lists)


class NewItemForm(ItemForm):
    """A row more, in the catalogue of an office."""

    organ = forms.ChoiceField(label="哪个机关的目录")
    field_order = ["organ"]

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, item=None, **options)
        found = organs.visible(by).publishing()
        mine = found if by.has(Role.ADMIN) else found.filter(pk=by.organ or 0)
        self._organs = {str(organ.pk): organ for organ in mine}
        offer(self, "organ", [(pk, each.name) for pk, each in self._organs.items()])
        self.initial.setdefault("organ", str(by.organ))
        own = self._organs.get(str(by.organ))
        self.initial.setdefault("body", own.name if own else "")
        if len(self._organs) < 2:
            self.fields["organ"].widget = forms.HiddenInput()

    @property
    def chosen_organ(self) -> "Organ":
        """The office whose catalogue it is."""
        return self._organs[self.cleaned_data["organ"]]


class RetireForm(DeskForm):
    """The end of a row."""

    until = day_field("执行到哪一天", required=True)
    reason = forms.CharField(label="理由", max_length=200)


def item_of(by: Actor, pk: int) -> "Item":
    """Return a row the actor may change; ObjectDoesNotExist when it is not his."""
    item = access.get(by, pk)
    if not access.may_keep(by, item.organ):
        raise item.DoesNotExist
    return item
