"""The signing desk: a line of summary for each text, signed one by one or together."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.account.confirm import confirm
from gongkai.desk.documents.seen import digest_of, refuse_changed
from gongkai.desk.documents.views.check import waiting
from gongkai.desk.requests import DeskRequest, today
from gongkai.desk.words import distance, urgency
from gongkai.disclosures import operations, queries
from gongkai.disclosures.queries import Touches
from gongkai.kernel import calendars
from gongkai.law.exemptions import Attribute
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


@dataclass(frozen=True, slots=True)
class Card:
    """A text that waits for a signature, as its signer sees it at a glance."""

    document: "Document"
    touches: Touches
    trail: list[Any]
    digest: str
    due: str
    due_kind: str
    refusal: str
    withholding: bool


@needs(Role.SIGNER)
def signing(request: DeskRequest) -> HttpResponse:
    """Show what waits for a signature, or sign what was chosen."""
    if request.method == "POST" and _signed(request):
        return redirect("desk-signing")
    cards = [_card(document, request) for document in waiting(request, "signing")]
    picked = set(request.POST.getlist("pick"))
    return render(request, "desk/documents/signing.html", {"cards": cards, "picked": picked})


def _card(document: "Document", request: DeskRequest) -> Card:
    on, version = today(request), document.draft
    offers = document.offers(request.actor, request.now)
    signs = [o for o in offers if o.step.name in ("sign", "sign_withholding")]
    possible = next((o.step.name for o in signs if o.possible), "")
    due = document.due_on
    signatures = document.signatures.filter(version=version)
    return Card(
        document,
        queries.touches(document),
        list(signatures.order_by("id")),
        digest_of(document),
        distance(due, on, calendars.current()) if due else "",
        urgency(due, on) if due else "",
        "" if possible else next((o.refusal or "" for o in signs), ""),
        possible == "sign_withholding",
    )


def _signed(request: DeskRequest) -> bool:
    """Sign the chosen texts, each on its own; False when nothing was signed."""
    picked = [d for d in waiting(request, "signing") if str(d.pk) in request.POST.getlist("pick")]
    if not picked:
        told.refused(request, "请先选中要签发的稿件")
        return False
    try:
        confirm(request)
    except NotAllowed as why:
        told.refused(request, str(why))
        return False
    signed = [_sign(document, request) for document in picked]
    if count := sum(signed):
        told.done(request, f"已签发 {count} 件，到公开时间后自动公开")
    return True


def _sign(document: "Document", request: DeskRequest) -> bool:
    """Sign one text; a refusal is told and does not stop the others."""
    try:
        refuse_changed(document, request.POST.get(f"digest-{document.pk}", ""))
        act = operations.sign if _is_public(document) else operations.sign_withholding
        act(document, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, f"《{document.title}》没有签发：{why}")
        return False
    return True


def _is_public(document: "Document") -> bool:
    return document.draft is None or Attribute(document.draft.attribute).is_public
