"""公示名单: choose kind and file, judge the columns, look at the sums, make the draft."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from gongkai.desk import told, uploads
from gongkai.desk.access_rules import needs
from gongkai.desk.public_lists.forms import ColumnsForm, FinishForm, UploadForm, first_words
from gongkai.desk.public_lists.shown import columns_shown, counted, table_shown
from gongkai.desk.requests import DeskRequest, today
from gongkai.disclosures import access, operations
from gongkai.disclosures.operations.content import Unfit
from gongkai.disclosures.operations.public_list import choices_of
from gongkai.disclosures.queries import public_list as queries
from gongkai.law.procedure import NotAllowed
from gongkai.law.public_lists import NoSuchList, Treatment
from gongkai.law.roles import Role
from gongkai.screening.importers import Plan, public_table
from gongkai.text.document import Document as Read
from gongkai.text.refusal import BadFile

if TYPE_CHECKING:
    from gongkai.disclosures.models import ListDraft

FOR_SIGNING = timedelta(days=7)
"""How long a list usually takes to be checked and signed."""


def _draft_or_404(request: DeskRequest, pk: int) -> "ListDraft":
    try:
        return access.list_draft(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def _read(request: DeskRequest, draft: "ListDraft") -> tuple[Plan, Read] | None:
    """Return the plan and what the file says, or say what is wrong with the file."""
    try:
        read = queries.read_file(draft)
        return queries.plan(draft, today(request), read), read
    except (BadFile, NoSuchList) as why:
        told.refused(request, str(why))
        return None


def _page(request: DeskRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    """Show a page that may hold personal data: no browser keeps it."""
    page = render(request, name, shown)
    add_never_cache_headers(page)
    return page


@needs(Role.CLERK)
def begin(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Ask for kind and file; a file sent again takes the place of the first."""
    draft = _draft_or_404(request, pk) if pk else None
    initial = {"list_kind": draft.list_kind, "organ": str(draft.organ_id)} if draft else {}
    initial |= {"column": draft.column.slug} if draft else {}
    form = UploadForm(request.POST or None, request.FILES or None, request=request, initial=initial)
    if request.method == "POST":
        for words in uploads.refusals(request):
            form.errors.pop("file", None)
            form.add_error("file", words)
        if form.is_valid() and (made := _uploaded(form, draft, request)):
            return redirect("desk-list-columns", made.pk)
    shown = {"form": form, "draft": draft, "begun": access.list_drafts(request.actor)}
    return _page(request, "desk/public_lists/begin.html", shown)


def _uploaded(
    form: UploadForm, draft: "ListDraft | None", request: DeskRequest
) -> "ListDraft | None":
    upload = form.cleaned_data["file"]
    about: dict[str, Any] = {"draft": draft, "by": request.actor, "at": request.now}
    try:
        return operations.upload_list(upload, name=upload.name, **form.arguments(), **about)
    except (BadFile, NotAllowed) as why:
        form.add_error("file", str(why))
    return None


@needs(Role.CLERK)
def columns(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what is done with each column, before and after, and keep what the clerk decides."""
    draft = _draft_or_404(request, pk)
    opened = _read(request, draft)
    if opened is None:
        return redirect("desk-list-again", pk)
    plan, read = opened
    chosen = plan.chosen(choices_of(draft))
    initial: dict[str, Any] = {f"column-{at}": how.value for at, how in chosen.items()}
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, plan=plan, initial=initial | {"ground": draft.ground})
    if data is not None and form.is_valid():
        if _chosen(form, draft, request):
            onwards = "desk-list-finish" if "then" in request.POST else "desk-list-columns"
            return redirect(onwards, pk)
        chosen = _tried(plan, form)
    shown = {
        "draft": draft,
        "plan": plan,
        "form": form,
        "columns": columns_shown(plan, form, chosen),
        "sheets": queries.sheets(read),
        **table_shown(plan, {at: how.value for at, how in chosen.items()}),
    }
    return _page(request, "desk/public_lists/columns.html", shown)


def _chosen(form: ColumnsForm, draft: "ListDraft", request: DeskRequest) -> bool:
    given = form.cleaned_data
    who: dict[str, Any] = {"by": request.actor, "at": request.now, "sheet": draft.sheet}
    try:
        operations.choose_columns(
            draft, choices=form.choices(), ground=given.get("ground", ""), **who
        )
    except NotAllowed as why:
        form.add_error("ground" if "ground" in form.fields else None, str(why))
        return False
    return True


def _tried(plan: Plan, form: ColumnsForm) -> dict[int, Treatment]:
    return plan.chosen(form.choices())


@require_POST
@needs(Role.CLERK)
def sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """Take another sheet of the file for the list."""
    draft = _draft_or_404(request, pk)
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    try:
        operations.choose_columns(draft, choices={}, sheet=request.POST.get("sheet", ""), **who)
    except (NotAllowed, BadFile, NoSuchList) as why:
        told.refused(request, str(why))
    return redirect("desk-list-columns", pk)


@needs(Role.CLERK)
def finish(request: DeskRequest, pk: int) -> HttpResponse:
    """Show counts, sums and days; make the draft."""
    draft = _draft_or_404(request, pk)
    opened = _read(request, draft)
    if opened is None:
        return redirect("desk-list-again", pk)
    plan, _ = opened
    on = today(request)
    later = queries.posting(draft, on + FOR_SIGNING)
    initial = {**first_words(draft, plan), "formed_on": on, "display_until": later.until}
    data = request.POST if request.method == "POST" else None
    form = FinishForm(data, posting=queries.posting(draft, on), initial=initial)
    if data is not None and form.is_valid() and (made := _started(form, draft, request)):
        return redirect("desk-document", made)
    shown = counted(plan, public_table(plan, choices_of(draft)))
    return _page(request, "desk/public_lists/finish.html", shown | {"draft": draft, "form": form})


def _started(form: FinishForm, draft: "ListDraft", request: DeskRequest) -> int | None:
    """Make the draft; return its key, or None when it was refused."""
    try:
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        document = operations.start_list(draft, told=form.told(), **who)
    except Unfit as why:
        for name, words in why.fields.items():
            form.add_error(name if name in form.fields else None, words)
        return None
    except (NotAllowed, BadFile) as why:
        form.add_error(None, str(why))
        return None
    told.done(request, "已生成名单稿件，原件已经封存。请核对后送审")
    return document.pk


@require_POST
@needs(Role.CLERK)
def give_up(request: DeskRequest, pk: int) -> HttpResponse:
    """Forget a list that was begun, and its file."""
    draft = _draft_or_404(request, pk)
    operations.give_up_list(draft, by=request.actor, at=request.now)
    told.done(request, f"已放弃，上传的“{draft.name}”已经删除")
    return redirect("desk-new")
