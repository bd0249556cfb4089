"""Forms about something an office has: an absence, a seat, a carrier, a place."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from gongkai.channels import queries as channels
from gongkai.desk.fields import day_field, offer
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.settings.forms import OfficeForm
from gongkai.desk.words import short_day
from gongkai.organs import queries

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

Rows = Iterable[tuple[Any, str]]


class RowForm(OfficeForm):
    """A form about one row of an office, picked in field `row` or by the address; `revises` are
    the fields that start from what the row says now.
    """

    row: ClassVar[str]
    revises: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, organ: "Organ", request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, organ=organ, request=request, **options)
        rows = list(self.rows(organ, today(request)))
        asked = [(row, words) for row, words in rows if str(row.pk) == request.GET.get(self.row)]
        self._offered = {str(row.pk): row for row, _ in asked or rows}
        named = [(str(row.pk), words) for row, words in asked or rows]
        offer(self, self.row, named if asked else [("", "请选择"), *named])
        self.picked = asked[0][0] if asked else None
        if self.picked:
            self.initial.update({name: getattr(self.picked, name) for name in self.revises})

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the rows that may be picked, each with its words."""
        raise NotImplementedError

    def given(self) -> dict[str, Any]:
        """Return the cleaned values with the row itself."""
        found = super().given()
        return found | {self.row: self._offered[found[self.row]]}


class EndAbsenceForm(RowForm):
    """Somebody is back before the day that was noted."""

    row = "absence"
    absence = forms.ChoiceField(label="哪一次外出")
    back_on = day_field("回岗日期", required=True, help_text="从这一天起，待办回到本人。")

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the absences that have not ended."""
        for each in queries.absences(organ, on):
            until = f"{short_day(each.since)}至{short_day(each.until)}"
            yield each, f"{each.person.name}（{until}，{each.deputy.name}代办）"


class LeaveGroupForm(RowForm):
    """A post leaves the leading group."""

    row = "post"
    post_fields = ()
    post = forms.ChoiceField(label="岗位")
    until = day_field("任职到哪一天", required=True, help_text="这一天仍算在内。")

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the posts of the group."""
        for seat in queries.leading_group(organ, on):
            yield seat.post, f"{seat.post.name}（{seat.seat.label}）"


def _carriers(organ: "Organ", *states: str) -> Rows:
    for each in channels.carriers(organ.pk).order_by("kind", "id"):
        if not states or each.status in states:
            yield each, f"{each.name}（{each.get_kind_display()}）"


class ReviseCarrierForm(RowForm):
    """The words of a carrier."""

    row = "carrier"
    revises = ("name", "address", "filing_number")
    carrier = forms.ChoiceField(label="渠道")
    name = forms.CharField(label="名称", max_length=100)
    address = forms.CharField(label="网址或账号", required=False, max_length=200)
    filing_number = forms.CharField(label="备案号", required=False, max_length=64)
    place = forms.ChoiceField(label="设在哪个场所", required=False)

    def __init__(self, *args: Any, organ: "Organ", request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, organ=organ, request=request, **options)
        self._places = {str(place.pk): place for place, _ in _places(organ, today(request))}
        named = [(pk, place.name) for pk, place in self._places.items()]
        offer(self, "place", [("", "不在场所里"), *named])
        if self.picked:
            self.initial["place"] = str(self.picked.place_id or "")

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the carriers that are not closed."""
        return _carriers(organ)

    def given(self) -> dict[str, Any]:
        """Return the cleaned values with carrier and place themselves."""
        found = super().given()
        return found | {"place": self._places.get(found["place"])}


class UseCarrierForm(RowForm):
    """A carrier that was applied for is in use."""

    row = "carrier"
    carrier = forms.ChoiceField(label="渠道")
    since = day_field("启用日期", required=True)

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the carriers applied for."""
        return _carriers(organ, "applied")


class CloseCarrierForm(RowForm):
    """A carrier is closed for good."""

    row = "carrier"
    carrier = forms.ChoiceField(label="渠道")
    since = day_field("关停日期", required=True)
    reason = forms.CharField(label="理由", max_length=200)

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the carriers that are not closed."""
        return _carriers(organ)


class RevisePlaceForm(RowForm):
    """The words of a place."""

    row = "place"
    revises = ("name", "address", "keeper", "equipment")
    place = forms.ChoiceField(label="场所")
    name = forms.CharField(label="名称", max_length=100)
    address = forms.CharField(label="地址", max_length=200)
    keeper = forms.CharField(label="管理人", required=False, max_length=64)
    equipment = forms.CharField(label="设备", required=False, max_length=200)

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the open places."""
        return _places(organ, on)


class ClosePlaceForm(RowForm):
    """A place is closed."""

    row = "place"
    place = forms.ChoiceField(label="场所")
    until = day_field("开放到哪一天", required=True)
    reason = forms.CharField(label="理由", max_length=200)

    def rows(self, organ: "Organ", on: date) -> Rows:
        """Return the open places."""
        return _places(organ, on)


def _places(organ: "Organ", on: date) -> Rows:
    open_ones = channels.places(organ.pk, on).filter(closed_on=None)
    for each in open_ones.order_by("kind", "id"):
        yield each, f"{each.name}（{each.get_kind_display()}）"
