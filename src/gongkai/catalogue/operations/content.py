"""What one row of a 基层政务公开标准目录 says, and what it must say to be kept."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from gongkai.catalogue.models import Item, Mode
from gongkai.catalogue.operations.limits import read_limit
from gongkai.catalogue.operations.wording import (
    CHANNEL_NAMES,
    audience_of,
    channel_name,
    field_name,
    levels_of,
    tidy,
    tidy_line,
)

MAX_TEXT = 10_000
"""Characters of the elements together, and of the basis."""
TITLES: dict[str, str] = {
    "number": "序号",
    "field": "领域",
    "level1": "一级事项",
    "level2": "二级事项",
    "elements": "公开内容（要素）",
    "basis": "公开依据",
    "limit_text": "公开时限",
    "body": "公开主体",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
    "mode": "公开方式",
    "levels": "公开层级",
    "column": "对应栏目",
}
"""The columns of the national form in their order (国办发〔2019〕54号), and ours at the end."""
_LENGTHS = {"field": 32, "level1": 100, "level2": 100, "limit_text": 200, "body": 100}
_ADVICE: dict[str, str] = {
    "elements": "请逐项写明公开哪些内容",
    "basis": "请写明法律法规或者文件的名称",
    "limit_text": "请写成“20个工作日内”",
    "channels": "请至少勾选一种渠道",
    "audience": "请在“全社会”或“特定群体”下打√",
    "mode": "请在“主动”或“依申请公开”下打√",
    "levels": "请在“县级”或“乡、村级”下打√",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """The wording of one row. `column` is the address of a column, '' for none named."""

    field: str
    level1: str
    level2: str
    elements: tuple[str, ...]
    basis: str
    limit_text: str
    body: str
    channels: tuple[str, ...]
    audience: str = "全社会"
    mode: str = "主动"
    levels: tuple[str, ...] = ()
    column: str = ""
    number: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells two rows of one organ apart."""
        return (self.field, self.level1, self.level2)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one column of a row; `what` goes on from the column's name."""

    column: str
    what: str

    def __str__(self) -> str:
        return f"“{self.column}”{self.what}"


def tidied(content: ItemContent) -> ItemContent:
    """Return the content as it is kept: official names, no stray blanks, nothing twice."""
    elements = (tidy_line(text).replace("●", "").strip("；; ") for text in content.elements)
    channels = dict.fromkeys(channel_name(text) for text in content.channels)
    order = {name: place for place, name in enumerate(CHANNEL_NAMES)}
    return replace(
        content,
        field=field_name(content.field),
        level1=tidy_line(content.level1),
        level2=tidy_line(content.level2),
        elements=tuple(text for text in elements if text),
        basis=tidy(content.basis),
        limit_text=tidy_line(content.limit_text),
        body=tidy_line(content.body),
        channels=tuple(sorted(channels, key=lambda name: order.get(name, len(order)))),
        audience=audience_of(content.audience),
        levels=levels_of("、".join(content.levels)),
        column=content.column.strip(),
    )


def faults(content: ItemContent) -> Iterator[Fault]:
    """Yield what keeps a tidied content from being kept, in the order of the form."""
    values = asdict(content)
    for key, title in TITLES.items():
        if key in {"number", "column"}:
            continue
        value = values[key]
        if not value:
            advice = f"：{_ADVICE[key]}" if key in _ADVICE else ""
            yield Fault(title, f"没有填写{advice}")
        elif len(value) > _LENGTHS.get(key, MAX_TEXT):
            yield Fault(title, f"太长，不能超过 {_LENGTHS.get(key, MAX_TEXT)} 个字")
        elif what := _misread(key, content):
            yield Fault(title, what)


def _misread(key: str, content: ItemContent) -> str:
    if key == "limit_text" and read_limit(content.limit_text) is None:
        return f"看不懂：“{content.limit_text}”，请写成“20个工作日内”"
    if key == "mode" and content.mode not in Mode.values:
        return f"只能是“主动”或“依申请公开”，现在写的是“{content.mode}”"
    if key == "elements" and sum(map(len, content.elements)) > MAX_TEXT:
        return f"太长，不能超过 {MAX_TEXT} 个字"
    if key == "audience" and len(content.audience) > 100:
        return "太长，不能超过 100 个字"
    if key == "channels" and any(len(name) > 100 for name in content.channels):
        return "里有一种渠道的名称超过 100 个字"
    return ""


def content_of(item: Item) -> ItemContent:
    """Return what a stored row says."""
    return ItemContent(
        number=item.number,
        field=item.field,
        level1=item.level1,
        level2=item.level2,
        elements=tuple(item.elements),
        basis=item.basis,
        limit_text=item.limit_text,
        body=item.body,
        channels=tuple(item.channels),
        audience=item.audience,
        mode=item.mode,
        levels=tuple(item.levels),
        column=item.column.slug if item.column else "",
    )
