"""What the web process answers to who asks for information, and to who asks how it stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from gongkai.foi import operations, queries
from gongkai.kernel import calendars
from gongkai.kernel.clients import client_address
from gongkai.kernel.ledger_line import last_line
from gongkai.law.procedure import NotAllowed
from gongkai.portal import access_rules, links, searching
from gongkai.portal.asking import page
from gongkai.portal.asking.forms import NAMES
from gongkai.portal.asking.walk import LAST, Walk
from gongkai.portal.shell import NoHost, Shell
from gongkai.typeset import qr

ANSWERING = ("county", "town", "street")
"""Kinds of office that answer requests under their own name."""


@access_rules.public
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show a step of the form; hand the request in after the last one."""
    try:
        shell = searching.shell_on(localdate(), last_line())
    except NoHost as why:
        return HttpResponse(str(why), status=503, content_type="text/plain; charset=utf-8")
    offices = [each for each in shell.organs if each.kind in ANSWERING]
    posted = request.POST if request.method == "POST" else None
    walk = Walk(posted, offices=offices, slug=request.GET.get("jigou", ""))
    if posted is not None:
        way = posted.get("go", "")
        if way != "submit" or walk.step != LAST:
            walk.go(way)
        elif made := walk.hand_in(
            request.FILES.getlist("papers"), address=client_address(request), at=now()
        ):
            return _receipt(request, shell, made)
    return _step(request, shell, walk)


def _step(request: HttpRequest, shell: Shell, walk: Walk) -> HttpResponse:
    on = localdate()
    name = str(walk.form.title)
    text = page.text(
        shell, "portal/asking.html", links.ASK, name, request,
        walk=walk,
        names=NAMES,
        last=LAST,
        promised=page.promised(on, calendars.current()),
        host=shell.host,
    )  # fmt: skip
    return _unkept(HttpResponse(text))


def _receipt(request: HttpRequest, shell: Shell, made: operations.Submitted) -> HttpResponse:
    there = f"{shell.site.absolute(links.PROGRESS)}#{made.code}"
    text = page.text(
        shell, "portal/asked.html", links.ASK, "申请已提交", request,
        made=made,
        organ=made.request.organ.name,
        code=Markup(qr.svg(there)),  # noqa: S704 (drawn here)
    )  # fmt: skip
    return _unkept(HttpResponse(text))


@access_rules.public
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """Show how a request stands to whoever has its code; the code is never part of an address."""
    try:
        shell = searching.shell_on(localdate(), last_line())
    except NoHost as why:
        return HttpResponse(str(why), status=503, content_type="text/plain; charset=utf-8")
    shown: dict[str, Any] = {"found": None, "fault": "", "typed": ""}
    if request.method == "POST":
        typed = request.POST.get("code", "")[:100]
        try:
            asked = operations.find_by_code(typed, address=client_address(request), at=now())
        except NotAllowed as why:
            shown |= {"fault": str(why), "typed": typed}
        else:
            shown["found"] = queries.progress(asked)
    text = page.text(
        shell, "portal/progress.html", links.PROGRESS, "查询申请进度", request, **shown
    )
    return _unkept(HttpResponse(text))


def _unkept(response: HttpResponse) -> HttpResponse:
    """Neither a browser nor a cache before the web process keeps it."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
