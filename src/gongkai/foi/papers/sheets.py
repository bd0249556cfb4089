"""期限计算表: the page that explains, day by day, until when a request must be answered."""

from datetime import date

from gongkai.foi.papers.letters import Matter, Sender
from gongkai.law.clocks import Due, Explained
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_clock import RequestClock
from gongkai.typeset.letters import Form, Head, Letter, Paragraph, Table
from gongkai.typeset.letters.letter import written

HEAD = ("日期", "星期", "是否计入", "说明")
WEEK = "一二三四五六日"


def clock_sheet(clock: RequestClock, *, sender: Sender, matter: Matter, on: date) -> Letter:
    """Return the sheet as of `on`. Raises NotAllowed while no reply period runs."""
    if clock.due is None:
        raise NotAllowed("答复期限还没有开始计算，或者正在等待补正、缴费，暂时没有可以说明的期限")
    due = clock.due
    summary = (
        ("申请的编号", matter.number),
        ("收到申请之日", written(matter.received_on)),
        ("答复期限至", f"{written(due.due_on)}{'（暂定）' if due.provisional else ''}"),
        ("依据", due.basis),
    )
    return Letter(
        organ=sender.organ,
        title="答复期限计算表",
        on=on,
        head=Head.PLAIN,
        body=(
            Form(summary),
            Paragraph(_told(due)),
            Table(HEAD, _rows(clock.days), (5, 2, 3, 11)),
        ),
        signed=False,
        contact=sender.contact,
    )


def _rows(days: tuple[Explained, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (written(day.on), WEEK[day.on.weekday()], "是" if day.counted else "否", day.why)
        for day in days
    )


def _told(due: Due) -> str:
    counted = sum(day.counted for day in due.days)
    told = f"下表逐日列出期限的计算，共计入{counted}个工作日。法定节假日和调休以国务院办公厅的通知为准。"
    if due.provisional:
        told += "所涉年份的放假通知尚未公布，期限是暂定的，公布后重新计算。"
    return told
