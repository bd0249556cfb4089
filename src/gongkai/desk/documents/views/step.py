"""One view for every step of the procedure: its form, its operation, and where to go on."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.account.confirm import confirm
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.documents.offers import waiting_words
from gongkai.desk.documents.seen import digest_of, refuse_changed
from gongkai.desk.documents.step_forms import StepForm
from gongkai.desk.documents.steps import STEPS, DeskStep
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import access
from gongkai.law.procedure import NotAllowed

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


@needs()
def step(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Ask for what a step needs, take it, and say for whom the document waits now."""
    document = document_or_404(request, pk)
    if name not in STEPS:
        raise Http404
    shown, law = STEPS[name], document.procedure.step(name)
    data = request.POST if request.method == "POST" else None
    verb = law.label if shown.typed else ""
    form = shown.form(data, document=document, request=request, verb=verb)
    if data is not None and form.is_valid() and _taken(form, shown, request):
        return redirect(_onward(request, document))
    about: dict[str, Any] = {"document": document, "form": form, "shown": shown, "law": law}
    about |= {"digest": digest_of(document), "refusal": _refusal(document, name, request)}
    return render(request, "desk/documents/step.html", about)


def _refusal(document: "Document", name: str, request: DeskRequest) -> str:
    """Return why the step cannot be taken now, as a sentence."""
    offers = {offer.step.name: offer for offer in document.offers(request.actor, request.now)}
    if name in offers:
        return offers[name].refusal or ""
    return f"现在不能办理“{document.procedure.step(name).label}”：{waiting_words(document)}"


def _taken(form: StepForm, shown: DeskStep, request: DeskRequest) -> bool:
    """Take the step; a refusal becomes a fault of the form, and nothing typed is lost."""
    document = form.document
    try:
        if shown.signed:
            refuse_changed(document, request.POST.get("digest", ""))
            confirm(request)
        shown.act(document, by=request.actor, at=request.now, **form.arguments())
    except NotAllowed as why:
        form.add_error(None, str(why))
        return False
    undo = reverse("desk-step", args=[document.pk, shown.undo]) if shown.undo else ""
    now = access.get(request.actor, document.pk)
    told.done(request, f"{shown.done}：{now.title}。{waiting_words(now)}", undo=undo)
    return True


def _onward(request: DeskRequest, document: "Document") -> str:
    """Return the next page: the editor after taking up, the list for what is done."""
    now = access.get(request.actor, document.pk)
    if (
        now.state == "drafting"
        and now.draft is not None
        and now.drafter_id in request.actor.acts_for
    ):
        return reverse("desk-edit", args=[now.pk])
    return reverse("desk-todo")
