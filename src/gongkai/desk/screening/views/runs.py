"""自动检查 of big files: try again, or stand for it by hand."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.documents.found import document_or_404
from gongkai.desk.requests import DeskRequest
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening import access, operations


@require_POST
@needs(Role.CLERK, Role.CHECKER, Role.SIGNER)
def act(request: DeskRequest, pk: int, run: int, name: str) -> HttpResponse:
    """Let a failed run begin anew, or confirm it by hand."""
    document = document_or_404(request, pk)
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    try:
        found = access.run(document.reference, run)
        if name == "retry":
            operations.retry(found, **who)
            told.done(request, "已重新排队，几秒后开始检查")
        elif name == "confirm":
            operations.confirm_by_hand(found, reason=request.POST.get("reason", ""), **who)
            told.done(request, "已记下：您看过全部内容，对这份文本负责")
        else:
            raise Http404
    except ObjectDoesNotExist:
        raise Http404 from None
    except NotAllowed as why:
        told.refused(request, str(why))
    at_check = document.state == "checking" and request.actor.has(Role.CHECKER)
    return redirect("desk-check" if at_check else "desk-findings", pk)
