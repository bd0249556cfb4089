"""The columns of the public site: opened, reworded and closed by the county's administrator."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongkai.catalogue import access, operations, queries
from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.fields import DeskForm
from gongkai.desk.requests import DeskRequest
from gongkai.desk.settings.catalogue_forms import ColumnForm, ReviseColumnForm
from gongkai.disclosures import queries as disclosures
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

if TYPE_CHECKING:
    from gongkai.catalogue.models import Column


def column_or_404(slug: str) -> "Column":
    """Return an open column."""
    try:
        return access.column(slug)
    except ObjectDoesNotExist:
        raise Http404 from None


@needs(Role.ADMIN)
def columns(request: DeskRequest) -> HttpResponse:
    """Show the columns of the public site, and open another."""
    form = ColumnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.add_column(**given, by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已增加栏目：{given['name']}")
            return redirect("desk-columns")
    may = access.may_shape_columns(request.actor)
    shown = {"tree": queries.tree(), "form": form, "may_change": may}
    return render(request, "desk/settings/columns.html", shown)


@needs(Role.ADMIN)
def revise(request: DeskRequest, slug: str) -> HttpResponse:
    """Change the words, the type or the order of a column."""
    column = column_or_404(slug)
    initial = {name: getattr(column, name) for name in ReviseColumnForm.base_fields}
    form = ReviseColumnForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            operations.revise_column(column, **given, by=request.actor, at=request.now)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已修改栏目：{given['name']}")
            return redirect("desk-columns")
    shown = {"column": column, "form": form, "closing": False}
    return render(request, "desk/settings/column.html", shown)


@needs(Role.ADMIN)
def close(request: DeskRequest, slug: str) -> HttpResponse:
    """Close a column that nothing stands in any more."""
    column, form = column_or_404(slug), DeskForm(request.POST)
    if request.method == "POST" and form.is_valid():
        standing = disclosures.standing_in(column)
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            operations.close_column(column, public_documents=standing, **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"已停用栏目：{column.name}")
            return redirect("desk-columns")
    shown = {"column": column, "form": form, "closing": True}
    return render(request, "desk/settings/column.html", shown)
