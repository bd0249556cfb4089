"""Writing a draft: the form beside the preview, what is kept while typing, two people at once."""

from typing import TYPE_CHECKING, Any, cast

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told, uploads
from gongkai.desk.access_rules import needs
from gongkai.desk.documents.edit_form import EditForm, initial_of
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.documents.typed import restored, typed_fields
from gongkai.desk.requests import DeskRequest
from gongkai.desk.words import moment
from gongkai.disclosures import access, operations
from gongkai.disclosures.operations.content import Unfit
from gongkai.disclosures.operations.drafting import EditedMeanwhile
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.text import html
from gongkai.text.refusal import BadFile

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


@needs(Role.CLERK)
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the form of a draft, or keep what was written as a new version."""
    document = document_or_404(request, pk)
    if request.method != "POST" and document.state != "drafting":
        told.warn(request, f"“{document.state_label}”状态下不能改动，请先撤回修改")
        return redirect("desk-document", pk)
    form = _form(request, document)
    shown: dict[str, Any] = {"document": document, "form": form}
    if request.method == "POST":
        for words in uploads.refusals(request):
            form.add_error("attach", words)
        conflict = _write(form, request) if form.is_valid() else {}
        if conflict is None:
            return _after(request, pk)
        shown |= conflict
        form.carry()
    else:
        shown["kept"] = _kept(request, document)
    return _styled_by_editor(render(request, "desk/documents/edit.html", shown))


def _styled_by_editor(page: HttpResponse) -> HttpResponse:
    """Let the editor write its style element; every other page forbids inline styles."""
    cast("Any", page)._csp_update = {"style-src": [SELF, UNSAFE_INLINE]}
    return page


def _form(request: DeskRequest, document: "Document") -> EditForm:
    """Return the form: as posted, as typed and not saved, or as the last version has it."""
    about: dict[str, Any] = {"document": document, "by": request.actor, "at": request.now}
    if request.method == "POST":
        return EditForm(request.POST, request.FILES, **about)
    assert document.draft is not None  # noqa: S101 (asked before)
    initial = initial_of(document, document.draft)
    kept = access.autosave(request.actor, document)
    if kept and "restore" in request.GET:
        initial |= restored(kept.fields) | {"seen": kept.seen}
    form = EditForm(initial=initial, **about)
    form.initial.setdefault("keep", form.shelf.saved_tokens())
    return form


def _kept(request: DeskRequest, document: "Document") -> str:
    """Return when something was typed and not saved, as words; nothing when there is none."""
    kept = access.autosave(request.actor, document)
    return moment(kept.at) if kept and "restore" not in request.GET else ""


def _write(form: EditForm, request: DeskRequest) -> dict[str, Any] | None:
    """Keep a version; return None when done, else what the page says besides the form's faults."""
    try:
        operations.write(
            form.document,
            content=form.content(),
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=request.now,
        )
    except EditedMeanwhile as why:
        return _conflict(form, request, str(why))
    except Unfit as why:
        for name, words in why.fields.items():
            form.add_error({"attachments": "attach"}.get(name, name), words)
        return {}
    except BadFile as why:
        form.add_error("body", str(why))
        return {}
    except NotAllowed as why:
        form.add_error(None, str(why))
        return {}
    return None


def _conflict(form: EditForm, request: DeskRequest, why: str) -> dict[str, Any]:
    """Show both texts; the form keeps this one and counts the other as seen."""
    newest = access.get(request.actor, form.document.pk).draft
    assert newest is not None  # noqa: S101 (somebody has just saved it)
    mine = html.clean(form.cleaned_data["body"]).html
    form.carry(seen=str(newest.number))
    theirs = [change for change in html.diff(newest.body, mine) if change.kind != "same"]
    return {"conflict": why, "newest": newest, "changes": theirs}


def _after(request: DeskRequest, pk: int) -> HttpResponse:
    """Go where the pressed button says."""
    if request.POST.get("then") == "submit":
        return redirect("desk-step", pk, "submit")
    told.done(request, "已保存")
    if request.POST.get("then") == "check":
        return redirect("desk-findings", pk)
    return redirect("desk-edit", pk)


@require_POST
@needs(Role.CLERK)
def autosave(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep what is typed; 409 when somebody else has saved a version meanwhile."""
    document = document_or_404(request, pk)
    fields = typed_fields(request.POST)
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isdecimal() else 0
    if document.draft is None or document.draft.number != number:
        return JsonResponse({"message": "别人刚保存过新的一版，没有覆盖"}, status=409)
    try:
        operations.autosave(document, fields=fields, seen=number, by=request.actor, at=request.now)
    except NotAllowed as why:
        return JsonResponse({"message": str(why)}, status=422)
    return JsonResponse({"message": f"已自动保存 {moment(request.now)[-5:]}"})


@require_POST
@needs(Role.CLERK)
def forget(request: DeskRequest, pk: int) -> HttpResponse:
    """Drop what was typed and not saved."""
    operations.forget_autosave(document_or_404(request, pk), by=request.actor)
    told.done(request, "已丢掉没有保存的内容，回到上一次保存的版本")
    return redirect("desk-edit", pk)
