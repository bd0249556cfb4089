"""Settings of the kinds of lists: how long they stand, what is masked, whether they are assessed."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.fields import DeskForm, dress
from gongkai.desk.requests import DeskRequest, today
from gongkai.law.figures import Unit
from gongkai.law.procedure import NotAllowed
from gongkai.law.public_lists import LOOSEST, Treatment
from gongkai.law.roles import Role
from gongkai.organs import access as organs
from gongkai.screening import operations, queries

UNITS = [(Unit.CD.value, Unit.CD.label), (Unit.WD.value, Unit.WD.label)]


class ListRuleForm(DeskForm):
    """How long one kind of list stands, and what is done with personal data in it."""

    period = forms.IntegerField(
        label="公示期", min_value=0, max_value=3660, help_text="0 表示按每份名单填写的公示截止日"
    )
    unit = forms.ChoiceField(label="单位", choices=UNITS)
    longest = forms.IntegerField(
        label="最长展示天数",
        min_value=0,
        max_value=3660,
        help_text="从公布之日起算，到期撤下；0 表示不另设上限",
    )
    assessed = forms.BooleanField(label="签发前须做影响评估", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind, most in LOOSEST.items():
            ways = [
                (how.value, how.label) for how in Treatment if how.strictness >= most.strictness
            ]
            self.fields[kind] = forms.ChoiceField(label=queries.kind_label(kind), choices=ways)
            dress(self.fields[kind])

    def arguments(self) -> dict[str, Any]:
        """Return what the operation takes."""
        given = dict(self.cleaned_data)
        return given | {"treatments": {kind: given.pop(kind) for kind in LOOSEST}}


def _forms(request: DeskRequest) -> list[tuple[Any, ListRuleForm]]:
    asked = request.POST.get("kind", "")
    made = []
    for kind in queries.list_kinds(today(request)):
        initial = {"period": kind.days, "unit": kind.unit.value, "assessed": kind.assessed}
        initial |= {"longest": kind.withdraw_days}
        initial |= {each: kind.treatment(each).value for each in LOOSEST}
        data = request.POST if request.method == "POST" and asked == kind.key else None
        form = ListRuleForm(data, initial=initial, auto_id=f"id_{kind.key}_%s")
        made.append((kind, form))
    return made


@needs(Role.ADMIN)
def lists(request: DeskRequest) -> HttpResponse:
    """Show each kind of list with what holds for it, and set it anew."""
    rows, top = _forms(request), organs.public().first()
    for kind, form in rows:
        if not (form.is_bound and form.is_valid() and top):
            continue
        who: dict[str, Any] = {"top": top.pk, "by": request.actor, "at": request.now}
        try:
            operations.set_list_rule(kind.key, **form.arguments(), **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已设置：{kind.title}")
            return redirect("desk-lists")
    return render(request, "desk/screening/lists.html", {"rows": rows})
