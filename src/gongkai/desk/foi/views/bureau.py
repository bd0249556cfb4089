"""公开工作机构: who does the work of an office, its letters, its remedies, its open rules."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.foi.forms import BureauForm, posts_of
from gongkai.desk.requests import DeskRequest
from gongkai.foi import access, operations
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import access as organs


@needs(Role.ADMIN)
def bureau(request: DeskRequest, slug: str) -> HttpResponse:
    """Show and change how an office works on requests."""
    try:
        office = organs.get(request.actor, slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    kept = access.bureau(office)
    posted = request.POST if request.method == "POST" else None
    form = BureauForm(posted, posts=posts_of(office), initial=_initial(kept))
    if posted is not None and form.is_valid():
        pk = form.cleaned_data["head"]
        who: dict[str, Any] = {"by": request.actor, "at": request.now}
        try:
            head = organs.get_post(request.actor, pk) if pk else None
            operations.set_bureau(office, head=head, **form.arguments(), **who)
        except NotAllowed as why:
            form.add_error(None, str(why))
        else:
            told.done(request, f"{office.short_name}的公开工作机构已保存")
            return redirect("desk-request-bureau", slug)
    return render(request, "desk/foi/bureau.html", {"form": form, "place": office})


def _initial(kept: Any) -> dict[str, Any]:
    if kept is None:
        return {}
    plain = (
        "name", "word", "contact", "reconsideration_organ", "court", "online_filing", "account",
        "retention_years",
    )  # fmt: skip
    chosen = {f"choice-{key}": way for key, way in kept.choices.items()}
    return {name: getattr(kept, name) for name in plain} | {"head": kept.head_id} | chosen
