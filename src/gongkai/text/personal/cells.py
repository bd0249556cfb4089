"""A cell of a column whose header has been understood."""

import re

from gongkai.text.personal.columns import Role
from gongkai.text.personal.contacts import is_public
from gongkai.text.personal.health import HEALTHY
from gongkai.text.personal.kinds import Found, Kind, Validators
from gongkai.text.personal.names import is_cell_name
from gongkai.text.personal.numbers import alone, labelled_identity
from gongkai.text.personal.permits import PLATE_GAP
from gongkai.text.personal.written import bare

_SHAPES: dict[str, tuple[re.Pattern[str], Kind, float]] = {
    "bank_card": (re.compile(r"\d{10,25}"), "bank_card", 0.7),
    "telephone": (
        re.compile(r"[(（]?(?:0\d{2,3})?[)）]?[2-9]\d{6,7}(?:(?:转|[(（]转)\d{1,5}[)）]?)?"),
        "landline",
        0.7,
    ),
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "email", 0.8),
    "social_account": (
        re.compile(r"[A-Za-z][-_A-Za-z0-9]{5,19}|[1-9]\d{4,10}"),
        "social_account",
        0.8,
    ),
    "passport": (re.compile(r"[A-Za-z]{0,2}\d{6,10}|[^\W\d]{1,4}第?\d{5,8}号?"), "passport", 0.8),
    "plate": (
        re.compile(rf"[^\W\d][A-Za-z]{PLATE_GAP}[A-Za-z0-9]{{4,6}}[A-Za-z0-9学警港澳挂领使试超]?"),
        "plate",
        0.8,
    ),
}
NUMBERS = frozenset({*_SHAPES, "identity_number"})
"""Columns whose cells are mostly told by their own form."""

_DOOR = re.compile(r"[0-9０-９一二三四五六七八九十]+\s?(?:号|栋|幢|室|单元|户|#|号楼|弄|排)|\d-\d+")
_NOBODY = frozenset(
    [
        "合计",
        "小计",
        "总计",
        "共计",
        "备注",
        "姓名",
        "户主",
        "审核",
        "制表",
        "制表人",
        "填表人",
        "单位",
        "序号",
        "其他",
        "其它",
        "不详",
        "待定",
        "空缺",
        "暂无",
        "说明",
        "以上",
        "空白",
        "本页",
        "累计",
        "平均",
        "总数",
    ]
)
_SETTLED = frozenset({"identity_number", "bank_card", "telephone"})
_SAID = frozenset({"address", "health", "hardship"})
_LONG = re.compile("[0-9０-９ -]{7}|@")
_BORN = re.compile(r"(20[0-9]{2})(?:[年./-]?[0-9]{1,2}|$)")
BORN_SINCE = 2009
"""Who is born in this year or later counts as a child (under 18 in the year of this release)."""
IN_LIST = 0.4
"""How sure a name in a column of names is a finding: it is one, and may as a rule stay there."""


def settle(start: int, cell: str, role: Role, validators: Validators) -> Found | None:
    """What the ``cell`` at ``start`` holds for certain, so that nothing else is looked for in it."""
    column = role.column
    if column in _SETTLED:
        if cell.isascii() and cell[:-1].isdecimal() and (sure := alone(cell, validators)):
            return Found(sure[0], start, start + len(cell), cell, sure[1])
        return None
    if column in _SAID and not _LONG.search(cell):
        return in_cell(start, cell, role, validators)
    return None


def is_child(cell: str) -> bool:
    """Whether a birthday is a child's."""
    born = _BORN.match(cell.strip())
    return born is not None and int(born[1]) >= BORN_SINCE


def in_cell(start: int, cell: str, role: Role, validators: Validators) -> Found | None:
    """What the ``cell`` at ``start`` holds by its column."""
    words = cell.strip()
    if not words or "*" in words or "＊" in words:
        return None
    if len(words) < len(cell):
        start += cell.index(words)
    end = start + len(words)
    column = role.column
    if column in {"name", "minor"}:
        return _name(start, end, words, role)
    if column in {"health", "hardship"}:
        if words in HEALTHY:
            return None
        kind: Kind = "hardship" if column == "hardship" else "health"
        return Found(kind, start, end, words, 0.9)
    if column == "address":
        return (
            Found("address", start, end, "".join(words.split()), 0.9)
            if _DOOR.search(words)
            else None
        )
    if column == "identity_number":
        return labelled_identity(words, start, validators)
    if column in {"birth", "sum"} or (column == "telephone" and role.staff):
        return None
    shape, kind, sure = _SHAPES[column]
    number = bare(words)
    if not shape.fullmatch(number) or (column == "email" and is_public(words)):
        return None
    return Found(kind, start, end, number, sure)


def _name(start: int, end: int, words: str, role: Role) -> Found | None:
    if words in _NOBODY or not is_cell_name(words):
        return None
    if role.column == "minor" or role.young:
        return Found("minor", start, end, bare(words), 0.8)
    normal = words if words.isalpha() else bare(words)
    return Found("name", start, end, normal, 0.3 if role.staff else IN_LIST)
