"""A new document: the type first, then a Word file or a blank page."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told, uploads
from gongkai.desk.access_rules import needs
from gongkai.desk.documents.genres import BY_KEY, GENRES
from gongkai.desk.documents.new_form import NewForm
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import operations
from gongkai.disclosures.operations.content import Content, Unfit
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.text.refusal import BadFile

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

READ_FROM_FILES: dict[str, Any] = {"doc_number": "", "formed_on": None}
"""Fields guessed from a file, with their empty values."""


@needs(Role.CLERK)
def choose(request: DeskRequest) -> HttpResponse:
    """Offer the types of document."""
    return render(request, "desk/documents/choose.html", {"genres": GENRES})


@needs(Role.CLERK)
def start(request: DeskRequest, genre: str) -> HttpResponse:
    """Open a draft from a file or blank, and go on to the editor."""
    if genre not in BY_KEY:
        raise Http404
    form = NewForm(request.POST or None, request.FILES or None, request=request, genre=genre)
    if request.method == "POST":
        for words in uploads.refusals(request):
            form.add_error("file", words)
        if form.is_valid() and (pk := _start(form, request)) is not None:
            return redirect("desk-edit", pk)
    shown = {"form": form, "genre": BY_KEY[genre]}
    return render(request, "desk/documents/new.html", shown)


def _start(form: NewForm, request: DeskRequest) -> int | None:
    """Open the document; return its key, or None when it was refused."""
    try:
        try:
            document = _opened(form, form.content, request)
        except Unfit as why:
            document = _opened(form, _without(form.content, why), request)
            for words in why.fields.values():
                told.warn(request, f"{words}。这一项先空着，请核对后填写")
    except (NotAllowed, BadFile) as why:
        form.add_error(None, str(why))
        return None
    for words in form.imported.notes if form.imported else ():
        told.warn(request, words)
    told.done(request, "已建稿，请核对下面的内容")
    return document.pk


def _opened(form: NewForm, content: Content, request: DeskRequest) -> "Document":
    return operations.start(
        organ=form.chosen_organ,
        department=form.chosen_department,
        genre=form.genre,
        content=content,
        interprets=form.chosen_policy,
        note="从文件导入" if form.imported else "",
        by=request.actor,
        at=request.now,
    )


def _without(content: Content, unfit: Unfit) -> Content:
    """Leave out what was read wrong from a file, so that the text itself is not lost."""
    if not unfit.fields.keys() <= READ_FROM_FILES.keys():
        raise unfit
    return replace(content, **{name: READ_FROM_FILES[name] for name in unfit.fields})
