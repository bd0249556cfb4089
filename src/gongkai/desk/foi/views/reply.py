"""The reply: its type is chosen, its parts are written."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.desk import told
from gongkai.desk.access_rules import needs
from gongkai.desk.foi.found import in_lines, page_or_404
from gongkai.desk.foi.reply_form import ReplyForm, groups
from gongkai.desk.requests import DeskRequest
from gongkai.foi import operations
from gongkai.foi.queries import CasePage
from gongkai.law.answers import Answer, UnknownAnswer, answer
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.text.refusal import BadFile


@needs(Role.CLERK, Role.WINDOW)
def choose(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the master table of answers: what each is for, its article and its letter."""
    page = page_or_404(request, pk)
    context = {"page": page, "case": page.request, "groups": groups()}
    return render(request, "desk/foi/answers.html", context)


@needs(Role.CLERK, Role.WINDOW)
def write(request: DeskRequest, pk: int, code: str) -> HttpResponse:
    """Write the parts of the letter that carries an answer."""
    page = page_or_404(request, pk)
    try:
        chosen = answer(code)
    except UnknownAnswer as why:
        told.refused(request, str(why))
        return redirect("desk-request-reply", pk)
    posted = request.method == "POST"
    form = ReplyForm(
        request.POST if posted else None, request.FILES if posted else None,
        answer=chosen, initial=_before(page, chosen),
    )  # fmt: skip
    if posted and form.is_valid() and _written(request, page, form):
        told.done(request, f"答复已保存：{chosen.title}")
        return redirect("desk-request", pk)
    context = {"page": page, "case": page.request, "form": form, "answer": chosen}
    return render(request, "desk/foi/reply.html", context)


def _written(request: DeskRequest, page: CasePage, form: ReplyForm) -> bool:
    """Keep the reply; False with the fault in the form when it is refused."""
    at = request.now
    try:
        files = tuple(
            (operations.keep_copy(each, name=each.name, by=request.actor, at=at), masked)
            for each, masked in form.uploads
        )
        draft = operations.Draft(**form.draft(), files=files)
        operations.write_reply(page.request, draft, by=request.actor, at=at)
    except (NotAllowed, BadFile) as why:
        form.add_error(None, str(why))
        return False
    return True


def _before(page: CasePage, chosen: Answer) -> dict[str, Any]:
    """Return what was written before, or what the records say already."""
    reply = page.reply
    if reply is not None and reply.letter_id is None and reply.code == chosen.code:
        kept = {"third_party": reply.third_party, "overrides": reply.overrides}
        discretion = reply.opened().get("discretion", "")
        text = {part: in_lines(words) for part, words in page.reply_text.items()}
        return {**text, **kept, "grounds": reply.grounds, "discretion": discretion}
    searched = "；".join(
        f"在{row.places}以“{row.words}”检索{f'（{row.period}）' if row.period else ''}"
        for row in page.searches
    )
    found = "；".join(row.found for row in page.searches)
    return {"search": searched, "finding": found}
