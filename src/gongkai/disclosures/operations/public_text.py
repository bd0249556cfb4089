"""The words of a public list: why it is posted, its rows, what they add up to, until when."""

from datetime import date
from html import escape

from gongkai.screening.importers import PublicTable
from gongkai.text.listing import body_table

MOST_IN_TEXT = 1000
"""Persons whose rows stand in the text; longer lists are in the attachment alone."""


def body_of(table: PublicTable, *, purpose: str, until: date | None) -> str:
    """Return the text of a list."""
    lines = [line.strip() for line in purpose.splitlines() if line.strip()]
    count = f"共 {table.persons:,} 人"
    sums = [f"{each.heading}合计 {each.text}" for each in table.sums if each.total]
    after = "，".join([count, *sums]) + "。"
    parts = [f"<p>{escape(line)}</p>" for line in lines]
    if table.persons <= MOST_IN_TEXT:
        parts.append(body_table(table.headings, table.rows, set(table.right)))
    else:
        after += "名单见附件。"
    parts.append(f"<p>{escape(after)}</p>")
    if until:
        parts.append(f"<p>公示到{until.year}年{until.month}月{until.day}日为止，到期撤下。</p>")
    return "".join(parts)
