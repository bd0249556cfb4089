"""Filters of the lists; they live in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.desk.documents.edit_form import column_choices
from gongkai.desk.documents.genres import GENRES
from gongkai.desk.fields import DeskForm
from gongkai.disclosures import queries
from gongkai.kernel.actor import Actor
from gongkai.law.disclosure import PROCEDURE
from gongkai.organs import access as organs

ANY = [("", "全部")]


class FilterForm(DeskForm):
    """What to look for among the documents."""

    q = forms.CharField(label="标题或文号", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[*ANY, *PROCEDURE.states.items()]
    )
    genre = forms.ChoiceField(
        label="类型", required=False, choices=[*ANY, *((g.key, g.label) for g in GENRES)]
    )
    column = forms.ChoiceField(label="栏目", required=False)
    organ = forms.ChoiceField(label="机关", required=False)
    year = forms.IntegerField(label="建稿年份", required=False, min_value=1949, max_value=2199)

    def __init__(self, *args: Any, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offices = [(str(o.pk), o.short_name) for o in organs.visible(by)]
        self._offer("organ", [*ANY, *offices])
        self._offer("column", [*ANY, *column_choices()[1:]])
        if len(offices) < 2:
            del self.fields["organ"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = choices

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that match; a filter that makes no sense is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if words := given.get("q", "").strip():
            rows = queries.named(rows, words)
        exact = {"state": "state", "genre": "genre", "column": "column__slug", "organ": "organ"}
        rows = rows.filter(**{exact[n]: v for n, v in given.items() if n in exact})
        return rows.filter(opened_at__year=given["year"]) if "year" in given else rows

    @property
    def is_used(self) -> bool:
        """True when something is being looked for."""
        return any(self.cleaned_data.values())
