"""Words and figures of a draft: each remark in its place, mended or confirmed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.documents import proof as proofs
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.documents.matter import matter
from gongkai.desk.documents.proof_form import ProofForm
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import operations
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening import queries


@needs()
def proof(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what may be wrong with words and figures, or answer some of it."""
    document = document_or_404(request, pk)
    if request.method != "POST":
        shown = matter(document, request) | proofs.shown(document, request)
        return render(request, "desk/documents/proof.html", shown)
    form = ProofForm(request.POST, remarks=list(queries.remarks(document.reference)))
    if form.is_valid():
        try:
            done, undo_url = proofs.answer(document, form, request)
            told.done(request, done, undo=undo_url)
        except NotAllowed as why:
            told.refused(request, str(why))
    for faults in form.errors.values():
        told.refused(request, "；".join(map(str, faults)))
    return redirect("desk-proof", pk)


@require_POST
@needs(Role.CLERK, Role.CHECKER, Role.SIGNER)
def undo(request: DeskRequest, pk: int, line: int) -> HttpResponse:
    """Take back what a line of the ledger tells."""
    document = document_or_404(request, pk)
    try:
        operations.undo_remarks(document, line, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
    else:
        told.done(request, "已撤销，这些意见重新待处理")
    return redirect("desk-proof", pk)
