"""Forms of the four steps: the file, the columns, the words and days."""

import re
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.catalogue import access as catalogue
from gongkai.desk.documents.edit_form import column_choices
from gongkai.desk.fields import DeskForm, day_field, dress, offer
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.words import long_day
from gongkai.disclosures.operations.public_list import Told
from gongkai.disclosures.queries.public_list import Posting
from gongkai.law.public_lists import PublicList
from gongkai.organs import access as organs
from gongkai.screening import queries
from gongkai.screening.importers import Judged, Plan

if TYPE_CHECKING:
    from gongkai.catalogue.models import Column
    from gongkai.disclosures.models import ListDraft
    from gongkai.organs.models import Organ

ACCEPT = ".xlsx,.xls,.et,.csv"
_ROLL = re.compile("(?:花名册|台账|明细表|登记表|汇总表|发放表|统计表|名册|一览表)$")


def kind_choices(kinds: list[PublicList]) -> list[tuple[str, str]]:
    """Return the kinds of lists as they are offered."""
    return [("", "请选择"), *((kind.key, kind.title) for kind in kinds)]


class UploadForm(DeskForm):
    """What kind of list it is, where it belongs, and the office's file."""

    list_kind = forms.ChoiceField(
        label="名单种类", help_text="种类决定哪些项目可以公示、公示多久。"
    )
    organ = forms.ChoiceField(label="发布机关")
    column = forms.ChoiceField(
        label="公开栏目", required=False, help_text="不选的，放在这类名单通常所在的栏目。"
    )
    file = forms.FileField(label="名单文件", widget=forms.FileInput(attrs={"accept": ACCEPT}))

    def __init__(self, *args: Any, request: DeskRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kinds = queries.list_kinds(today(request))
        self._organs = {str(o.pk): o for o in organs.visible(request.actor).publishing()}
        self._choose("list_kind", kind_choices(self._kinds), "")
        named = [(pk, organ.name) for pk, organ in self._organs.items()]
        self._choose("organ", named, str(request.actor.organ))
        if len(named) < 2:
            self.fields["organ"].widget = forms.HiddenInput()
        self._choose("column", column_choices(), "")

    def _choose(self, name: str, choices: Any, initial: str) -> None:
        offer(self, name, choices).initial = self.initial.get(name) or initial

    def clean(self) -> dict[str, Any]:
        """Find the column: the one chosen, else the one such lists stand in."""
        given = super().clean() or self.cleaned_data
        kind = next((k for k in self._kinds if k.key == given.get("list_kind")), None)
        wanted = [given.get("column"), *sorted(kind.columns if kind else ())]
        open_ones = {column.slug: column for column in catalogue.columns()}
        column = next((open_ones[slug] for slug in wanted if slug in open_ones), None)
        if kind and column is None:
            self.add_error("column", "请选择公开栏目")
        return given | {"column": column}

    def arguments(self) -> dict[str, Any]:
        """Return what the operation takes besides the file."""
        given = self.cleaned_data
        organ: Organ = self._organs[given["organ"]]
        column: Column = given["column"]
        return {"list_kind": given["list_kind"], "organ": organ, "column": column}


def field_of(each: Judged) -> str:
    """Return the name of the field of a column."""
    return f"column-{each.column.at}"


class ColumnsForm(DeskForm):
    """What is done with each column; columns that leave no choice have no field."""

    ground = forms.CharField(
        label="放宽的依据",
        required=False,
        max_length=300,
        help_text="把“不得公示”的列改为公示的，写明哪一个文件的哪一条要求公示这一项。",
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        self.plan = plan
        for each in plan.columns:
            if len(each.choices) > 1:
                ways = [(how.value, how.label) for how in each.choices]
                field = forms.ChoiceField(label=each.column.heading, choices=ways)
                self.fields[field_of(each)] = field
                dress(field)
        if not any(self._may_loosen(each) for each in plan.columns):
            del self.fields["ground"]

    @staticmethod
    def _may_loosen(each: Judged) -> bool:
        return each.loosest.strictness < each.usual.strictness

    def choices(self) -> dict[int, str]:
        """Return the treatment of each column that leaves a choice."""
        given = self.cleaned_data
        known = {field_of(each): each.column.at for each in self.plan.columns}
        return {at: given[name] for name, at in known.items() if name in given}


class FinishForm(DeskForm):
    """The words above the list, and until when it stands."""

    title = forms.CharField(label="标题", max_length=200)
    purpose = forms.CharField(
        label="公示说明",
        max_length=2000,
        help_text="写在名单前面：依据哪一条规定，公示的是什么。",
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )
    formed_on = day_field("成文日期", required=True)
    display_until = day_field("公示到", required=True)
    objection_channel = forms.CharField(
        label="异议渠道", max_length=200, help_text="受理部门、办公电话、地址。"
    )

    def __init__(self, *args: Any, posting: Posting, **options: Any) -> None:
        super().__init__(*args, **options)
        ends = []
        if posting.until:
            ends.append(f"今天公布的，至少到{long_day(posting.until)}")
        if posting.last:
            ends.append(f"最晚到{long_day(posting.last)}")
        ends.append("过后自动撤下。审签要几天，请留出余地。")
        self.fields["display_until"].help_text = "；".join(ends)

    def told(self) -> Told:
        """Return what the operation takes."""
        return Told(**self.cleaned_data)


def first_words(draft: "ListDraft", plan: Plan) -> dict[str, str]:
    """Return what the form of the last step proposes."""
    above = next(iter(plan.listing.titles), "")
    organ, kind = draft.organ, plan.rule.name
    title = f"{_ROLL.sub('', above)}公示" if 6 <= len(above) <= 60 else ""
    channel = f"{organ.name}{f'，电话 {organ.phone}' if organ.phone else ''}"
    return {
        "title": title or f"{organ.short_name}{kind}公示",
        "purpose": f"根据{plan.rule.article}，现将{kind}予以公示，接受群众监督。",
        "objection_channel": f"{channel}{f'，{organ.address}' if organ.address else ''}",
    }
