"""How the four steps, the receipt and the progress of a request are drawn."""

from datetime import date
from typing import Any

from django.middleware.csrf import get_token

from gongkai.law.clocks import due
from gongkai.law.workdays import WorkCalendar
from gongkai.portal import links
from gongkai.portal.shell import Place, Shell

PLACE = (("首页", links.HOME), ("依申请公开", links.REQUEST))


def text(shell: Shell, template: str, path: str, name: str, request: Any, **context: Any) -> str:
    """Return a page that nobody keeps: no search engine, no cache."""
    return shell.page_text(
        template,
        path,
        title=f"{name} - {shell.site.name}",
        place=Place((*PLACE, (name, path)), "request", "request"),
        meta=[("robots", "noindex")],
        name=name,
        csrf=get_token(request),
        **context,
    )


def promised(on: date, calendar: WorkCalendar) -> date:
    """Return the day by which who is confirmed today is answered (条例第三十三条)."""
    return due("gi.reply", on, calendar).due_on
