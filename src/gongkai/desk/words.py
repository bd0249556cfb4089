"""How the desk says dates, distances and sizes."""

from datetime import date, datetime

from django.utils.timezone import localtime

from gongkai.law.workdays import WorkCalendar

WEEKDAYS = "一二三四五六日"


def long_day(on: date) -> str:
    """Return 2026年11月20日."""
    return f"{on.year}年{on.month}月{on.day}日"


def short_day(on: date) -> str:
    """Return 11月20日 周五."""
    return f"{on.month}月{on.day}日 周{WEEKDAYS[on.weekday()]}"


def moment(at: datetime) -> str:
    """Return 11月20日 10:21, with the year when it is needed to tell it apart."""
    local = localtime(at)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def file_size(count: int) -> str:
    """Return a number of bytes as people say it."""
    for unit, size in (("MB", 1024 * 1024), ("KB", 1024)):
        if count >= size:
            return f"{count / size:.1f}".removesuffix(".0") + f" {unit}"
    return f"{count} 字节"


def distance(due_on: date, today: date, calendar: WorkCalendar) -> str:
    """Return how far a date of law is away, in working days."""
    if due_on == today:
        return "今天到期"
    if due_on < today:
        late = calendar.workdays_between(due_on, today)
        return f"逾期 {late} 个工作日" if late else "已逾期"
    left = calendar.workdays_between(today, due_on)
    return f"剩 {left} 个工作日" if left else "下一个工作日前"


def urgency(due_on: date, today: date) -> str:
    """Return the class that marks a date: late, soon or nothing."""
    return "late" if due_on < today else "soon" if due_on == today else ""
