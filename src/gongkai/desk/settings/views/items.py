"""One row of the standard catalogue: added, revised, ended."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongkai.catalogue import operations
from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.settings.item_forms import ItemForm, NewItemForm, RetireForm, item_of
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

if TYPE_CHECKING:
    from django.forms import Form

    from gongkai.catalogue.models import Item


def item_or_404(request: DeskRequest, pk: int) -> "Item":
    """Return a row of a catalogue the actor keeps."""
    try:
        return item_of(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def _page(request: DeskRequest, form: "Form", **shown: Any) -> HttpResponse:
    return render(request, "desk/settings/item.html", {"form": form, **shown})


@needs(Role.CLERK, Role.ADMIN)
def add(request: DeskRequest) -> HttpResponse:
    """Add a row to a catalogue."""
    initial = {"since": today(request)}
    form = NewItemForm(request.POST or None, by=request.actor, initial=initial)
    if form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        since = form.cleaned_data["since"]
        try:
            made = operations.add_item(form.chosen_organ, form.content(), since=since, **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已增加目录事项：{made}")
            return redirect("desk-catalogue")
    return _page(request, form, heading="增加目录事项", icon="plus", item=None)


@needs(Role.CLERK, Role.ADMIN)
def revise(request: DeskRequest, pk: int) -> HttpResponse:
    """Give a row another wording from a day on; what was published keeps the old one."""
    item = item_or_404(request, pk)
    about: dict[str, Any] = {"item": item, "organ": item.organ}
    form = ItemForm(request.POST or None, **about, initial={"since": today(request)})
    if form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        since = form.cleaned_data["since"]
        try:
            operations.revise_item(item, form.content(), since=since, **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已修改目录事项：{item}")
            return redirect("desk-catalogue")
    return _page(request, form, heading="修改目录事项", icon="pen-line", item=item)


@needs(Role.CLERK, Role.ADMIN)
def retire(request: DeskRequest, pk: int) -> HttpResponse:
    """End a row, with a reason."""
    item = item_or_404(request, pk)
    form = RetireForm(request.POST or None, initial={"until": today(request)})
    if form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            operations.retire_item(item, **form.cleaned_data, **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已停用目录事项：{item}")
            return redirect("desk-catalogue")
    return _page(request, form, heading="停用目录事项", icon="ban", item=item)
