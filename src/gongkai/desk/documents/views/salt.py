"""Making the log forget what a withdrawn document said."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.documents.step_forms import ReasonForm
from gongkai.desk.requests import DeskRequest
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.ledger import operations


@needs(Role.ADMIN, Role.SUPERVISOR)
def salt(request: DeskRequest, pk: int) -> HttpResponse:
    """Erase the salts of a withdrawn document's former texts, after the verb has been typed."""
    document = document_or_404(request, pk)
    given = request.POST if request.method == "POST" else None
    form = ReasonForm(given, document=document, request=request, verb="抹去")
    if given and form.is_valid():
        try:
            erased = operations.erase_salt(
                document, reason=form.cleaned_data["reason"], by=request.actor, at=request.now
            )
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            words = f"已抹去 {len(erased)} 条登记的盐值" if erased else "盐值早已抹去，不用再办"
            told.done(request, words)
            return redirect("desk-document", pk)
    return render(request, "desk/documents/salt.html", {"document": document, "form": form})
