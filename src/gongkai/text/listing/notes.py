"""What the clerk should know of a list: what is hidden, double, or does not add up."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gongkai.text.document import Document, Hidden, Paragraph, Table
from gongkai.text.listing.content import Content
from gongkai.text.listing.heading import Heading
from gongkai.text.listing.listing import Column, Left, Row
from gongkai.text.listing.money import amount, said, summed

_NOTHING = frozenset({None, Hidden.PROPERTY, Hidden.INSTRUCTION})
_MOST_TOLD = 5


def about_file(
    document: Document, table: Table, heading: Heading, others: Sequence[str]
) -> Iterator[str]:
    """What the file holds besides the list."""
    yield from document.notes
    if others:
        yield f"文件里还有别的工作表：{'、'.join(others)}。这里只用了“{table.name}”，可以在下面换一张。"
    hidden = [each.name for each in document.tables if each.hidden]
    if hidden:
        yield f"有隐藏的工作表（{'、'.join(hidden)}），没有用。"
    if table.hidden_columns:
        yield f"有 {len(table.hidden_columns)} 列是隐藏的，不公示。"
    if any(isinstance(part, Paragraph) and part.hidden not in _NOTHING for part in document.parts):
        yield "原表里有批注、隐藏文字或者看不见的内容，新名单里都不带。"
    if table.computed:
        yield f"有 {table.computed} 个单元格是公式，新名单里只写算出的数。"
    if table.unvalued:
        yield f"有 {table.unvalued} 个公式没有算出的数，这些格是空的。请用 Excel 打开保存一次，重新上传。"
    if heading.merged:
        yield "表头有合并的单元格，已经合成一行，请核对每一列的名称。"


def about_rows(
    columns: Sequence[Column], rows: Sequence[Row], left: Sequence[Left]
) -> Iterator[str]:
    """Rows left out, and persons listed twice."""
    for why, told in (("隐藏的行", "隐藏（包括筛选掉）的"), ("没有姓名", "没有姓名的")):
        numbers = [each.number for each in left if each.why == why]
        if numbers:
            yield f"有 {len(numbers)} 行是{told}，没有列入：{_numbers(numbers)}。"
    index = {column.at for column in columns if column.content is Content.INDEX}
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    number = next((c.at for c in columns if c.kind == "identity_number"), None)
    for row in rows:
        whole = tuple(cell for at, cell in enumerate(row.cells) if at not in index)
        known = (row.cells[number],) if number is not None and row.cells[number] else whole
        same[known].append(row.number)
    twice = [numbers for numbers in same.values() if len(numbers) > 1]
    if twice:
        told = "；".join(_numbers(numbers) for numbers in twice[:_MOST_TOLD])
        more = "等" if len(twice) > _MOST_TOLD else ""
        yield f"有 {len(twice)} 组重复：{told}{more}。请核对是不是同一个人列了两次。"


def about_totals(
    columns: Sequence[Column], rows: Sequence[Row], totals: list[tuple[str, ...]]
) -> Iterator[str]:
    """Compare what the only row of totals says with what the rows add up to."""
    if len(totals) != 1:
        return
    for column in columns:
        stated = amount(totals[0][column.at])
        if column.content is not Content.MONEY or stated is None:
            continue
        counted = summed(column.heading, (row.cells[column.at] for row in rows)).total
        if counted != stated:
            yield f"“{column.heading}”的合计行写 {said(stated)}，逐行相加是 {said(counted)}，请核对。"


def _numbers(numbers: Sequence[int]) -> str:
    told = "、".join(f"第 {number} 行" for number in numbers[:_MOST_TOLD])
    return f"{told}等" if len(numbers) > _MOST_TOLD else told
