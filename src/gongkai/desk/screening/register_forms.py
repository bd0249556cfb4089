"""Forms of the register: what to look for, what to propose, the reason of a step."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.catalogue import queries as catalogue
from gongkai.desk.fields import DeskForm, day_field, offer
from gongkai.desk.requests import DeskRequest, today
from gongkai.law.exemptions import GROUNDS, RESERVE_GROUNDS
from gongkai.law.withholding import STATES, Extent
from gongkai.organs import access as organs
from gongkai.screening import queries

ANY = [("", "全部")]
GROUND_CHOICES = [(row.code, row.label) for row in GROUNDS]
GROUND_CHOICES += [(row.code, row.label) for row in RESERVE_GROUNDS]
DUE = [*ANY, ("late", "已逾期"), ("year", "今年应评估")]
WHOLE = [(each.value, each.label) for each in (Extent.WHOLE, Extent.DELAYED, Extent.RESERVED)]


class RegisterFilter(DeskForm):
    """What to look for in the register."""

    q = forms.CharField(label="名称", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[*ANY, *STATES.items()])
    extent = forms.ChoiceField(
        label="范围", required=False, choices=[*ANY, *((e.value, e.label) for e in Extent)]
    )
    ground = forms.ChoiceField(label="法定理由", required=False, choices=[*ANY, *GROUND_CHOICES])
    due = forms.ChoiceField(label="评估", required=False, choices=DUE)
    organ = forms.ChoiceField(label="机关", required=False)

    def __init__(self, *args: Any, request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self._on = today(request)
        offices = [(str(each.pk), each.short_name) for each in organs.visible(request.actor)]
        offer(self, "organ", [*ANY, *offices])
        if len(offices) < 2:
            del self.fields["organ"]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries that match; a filter that makes no sense is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if words := given.get("q", "").strip():
            rows = rows.filter(title__icontains=words)
        exact = {
            name: given[name] for name in ("state", "extent", "ground", "organ") if name in given
        }
        rows = rows.filter(**exact)
        if "extent" not in given:
            rows = rows.exclude(extent=Extent.EXPIRED)  # lists that ran out: many, and settled
        if given.get("due") == "late":
            return queries.to_review(rows, self._on).exclude(review_on=self._on)
        if given.get("due") == "year":
            return queries.to_review(rows, self._on.replace(month=12, day=31))
        return rows

    @property
    def is_used(self) -> bool:
        """True when something is being looked for."""
        return any(self.cleaned_data.values())


class ProposeForm(DeskForm):
    """Propose to withhold something of which there is no draft."""

    item = forms.ChoiceField(
        label="标准目录里的公开事项", required=False, help_text="不在目录里的，选“不在目录里”"
    )
    title = forms.CharField(
        label="信息名称", max_length=200, help_text="写清是哪一件，不要写出不公开的内容"
    )
    extent = forms.ChoiceField(label="怎样处理", choices=WHOLE, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="法定理由", choices=[("", "请选择"), *GROUND_CHOICES])
    reason = forms.CharField(
        label="事实说明",
        max_length=2000,
        help_text="为什么符合这一条；属于“可以不予公开”的，写明权衡的理由",
        widget=forms.Textarea(attrs={"rows": 4, "class": "in"}),
    )
    until = day_field("暂缓到哪一天", help_text="只在暂缓公开时填写，到期前提醒评估")

    def __init__(self, *args: Any, request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        organ, on = request.actor.organ, today(request)
        rows = catalogue.items_for(organ, on).order_by("number", "id") if organ else []
        self.items = {str(item.pk): item for item in rows}
        listed = [(pk, f"{item.field}：{item}") for pk, item in self.items.items()]
        offer(self, "item", [("", "不在目录里"), *listed])

    def arguments(self) -> dict[str, Any]:
        """Return what the operation takes."""
        given = dict(self.cleaned_data)
        item = self.items.get(given.pop("item"))
        return given | {"subject": item.reference if item else ""}


class ReasonForm(DeskForm):
    """Why a step is taken."""

    reason = forms.CharField(
        label="理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "class": "in"})
    )


class ConfirmForm(ReasonForm):
    """Confirm several entries on one reason."""

    entry = forms.TypedMultipleChoiceField(label="登记", coerce=int)

    def __init__(self, *args: Any, entries: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.entries = {entry.pk: entry for entry in entries}
        field = offer(self, "entry", [(pk, str(entry)) for pk, entry in self.entries.items()])
        field.error_messages["required"] = "请先勾选要评估的登记"

    @property
    def chosen(self) -> list[Any]:
        """The entries ticked."""
        return [self.entries[pk] for pk in self.cleaned_data["entry"]]
