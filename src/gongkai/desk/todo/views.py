"""What must be done today, and by when by law."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.shortcuts import render

from gongkai.desk.access_rules import needs
from gongkai.desk.context import tasks_of
from gongkai.desk.documents.matter import matter
from gongkai.desk.documents.rows import task_row
from gongkai.desk.requests import DeskRequest, calendar_of, today
from gongkai.desk.todo.alerts import alerts
from gongkai.desk.todo.strip import strip
from gongkai.disclosures import access
from gongkai.disclosures.queries import grouped


@needs()
def todo(request: DeskRequest) -> HttpResponse:
    """Show the tasks in groups by the law's date, one of them opened beside the list."""
    on, calendar, found = today(request), calendar_of(request), tasks_of(request)
    groups = [
        (group, [task_row(task, on, calendar) for task in group.tasks])
        for group in grouped(found, calendar, on)
    ]
    shown = {
        "groups": groups,
        "alerts": alerts(request),
        "today_count": sum(task.due_on == on for task in found),
        "late_count": sum(task.due_on is not None and task.due_on < on for task in found),
        "next_workday": calendar.next_workday(on + timedelta(days=1)),
        "week": strip([task.due_on for task in found if task.due_on], on, calendar),
    }
    return render(request, "desk/todo/todo.html", {**shown, **_opened(request)})


def _opened(request: DeskRequest) -> dict[str, Any]:
    """Return the document beside the list: the one asked for, else the first task's."""
    asked = request.GET.get("doc", "")
    found = tasks_of(request)
    if not asked.isdecimal():
        if not found:
            return {}
        asked = str(found[0].document.pk)
    try:
        return matter(access.get(request.actor, int(asked)), request)
    except ObjectDoesNotExist:
        return {}
