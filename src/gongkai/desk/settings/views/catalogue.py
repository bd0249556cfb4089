"""The standard catalogue: shown, handed out, taken in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.catalogue import access, operations, queries
from gongkai.catalogue.importers.reading import read_xlsx
from gongkai.catalogue.importers.writing import write_xlsx
from gongkai.desk import told, uploads
from gongkai.desk.access_rules import needs
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.settings.catalogue_forms import ImportForm
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.text.refusal import BadFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs()
def catalogue(request: DeskRequest) -> HttpResponse:
    """Show the standard catalogue that applies to the actor's office, by field."""
    organ, on = request.actor.organ, today(request)
    groups = queries.by_field(organ, on) if organ else []
    items = [item for group in groups for item in group.items]
    shown = {
        "groups": groups,
        "count": len(items),
        "not_involved": queries.fields_not_involved(organ, on) if organ else [],
        "may_import": request.actor.has(Role.ADMIN),
        "may_add": bool(request.actor.roles & {Role.CLERK, Role.ADMIN}),
        "may_change": bool(items) and access.may_keep(request.actor, items[0].organ),
    }
    return render(request, "desk/settings/catalogue.html", shown)


@needs()
def export(request: DeskRequest) -> HttpResponse:
    """Hand out the catalogue as a workbook that can be imported again."""
    organ = request.actor.organ
    items = queries.items_for(organ, today(request)) if organ else access.visible(request.actor)
    answer = HttpResponse(write_xlsx(items.order_by("number", "id")), content_type=XLSX)
    answer["Content-Disposition"] = (
        "attachment; filename*=UTF-8''%E6%A0%87%E5%87%86%E7%9B%AE%E5%BD%95.xlsx"
    )
    return answer


@needs(Role.ADMIN)
def take_in(request: DeskRequest) -> HttpResponse:
    """Import a workbook; with any fault nothing is imported, and every fault names its row."""
    posted = request.method == "POST"
    about = (request.POST, request.FILES) if posted else (None, None)
    form = ImportForm(*about, by=request.actor)
    for words in uploads.refusals(request):
        form.add_error("file", words)
    faults: list[str] = []
    if posted and form.is_valid() and not (faults := _import(form, request)):
        return redirect("desk-catalogue")
    return render(request, "desk/settings/import.html", {"form": form, "faults": faults})


def _import(form: ImportForm, request: DeskRequest) -> list[str]:
    """Import what the form holds; return the faults."""
    upload, organ = form.cleaned_data["file"], form.chosen_organ
    try:
        sheet = read_xlsx(upload, upload.name)
        if sheet.errors:
            return [str(error) for error in sheet.errors]
        done = operations.import_items(organ, sheet.rows, by=request.actor, at=request.now)
    except operations.RowsRefused as why:
        return list(why.sentences)
    except (BadFile, NotAllowed) as why:
        return [str(why)]
    added, revised = len(done.added), len(done.revised)
    told.done(request, f"已导入：新增 {added} 项，修改 {revised} 项，{done.unchanged} 项没有变化")
    return []
