"""The sealed original of a list: looked at with a reason, destroyed when the list is over."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import access, operations
from gongkai.kernel import kept
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

if TYPE_CHECKING:
    from gongkai.disclosures.models import SealedOriginal


def _original_or_404(request: DeskRequest, pk: int, original: int) -> "SealedOriginal":
    try:
        return access.original(request.actor, pk, original)
    except ObjectDoesNotExist:
        raise Http404 from None


@require_POST
@needs(Role.CLERK, Role.CHECKER, Role.SIGNER)
def look(request: DeskRequest, pk: int, original: int) -> HttpResponse:
    """Hand out the original; who asked and why is on record."""
    found = _original_or_404(request, pk, original)
    reason = request.POST.get("reason", "")
    try:
        stored = operations.open_original(found, reason=reason, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
        return redirect("desk-document", pk)
    answer = FileResponse(kept.open_file(stored), as_attachment=True, filename=found.name)
    add_never_cache_headers(answer)
    return cast("HttpResponse", answer)


@require_POST
@needs(Role.CLERK, Role.CHECKER, Role.SIGNER)
def destroy(request: DeskRequest, pk: int, original: int) -> HttpResponse:
    """Destroy the original of a list that is over."""
    found = _original_or_404(request, pk, original)
    reason = request.POST.get("reason", "")
    try:
        operations.destroy_original(found, reason=reason, by=request.actor, at=request.now)
    except NotAllowed as why:
        told.refused(request, str(why))
    else:
        told.done(request, f"已销毁封存的原件“{found.name}”")
    return redirect("desk-document", pk)
