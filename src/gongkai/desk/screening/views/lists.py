"""Settings of the kinds of lists: how long they are posted, whether they are assessed."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.fields import DeskForm
from gongkai.desk.requests import DeskRequest
from gongkai.law.figures import Unit
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import access as organs
from gongkai.screening import operations, queries

UNITS = [(Unit.CD.value, Unit.CD.label), (Unit.WD.value, Unit.WD.label)]


class ListRuleForm(DeskForm):
    """How long one kind of list is posted."""

    period = forms.IntegerField(
        label="公示期", min_value=0, max_value=3660, help_text="0 表示按每份名单填写的公示截止日"
    )
    unit = forms.ChoiceField(label="单位", choices=UNITS)
    assessed = forms.BooleanField(label="签发前须做影响评估", required=False)


def _forms(request: DeskRequest) -> list[tuple[Any, ListRuleForm]]:
    asked = request.POST.get("kind", "")
    made = []
    for kind in queries.list_kinds():
        initial = {"period": kind.period, "unit": kind.unit.value, "assessed": kind.assessed}
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
            operations.set_list_rule(kind.key, **form.cleaned_data, **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已设置：{kind.label}")
            return redirect("desk-lists")
    return render(request, "desk/screening/lists.html", {"rows": rows})
