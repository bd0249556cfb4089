"""What a column of a table holds: by the words of its header, or by what its cells look like."""

from dataclasses import dataclass
from typing import Literal

from gongkai.text.late import late
from gongkai.text.personal.health import CAUSES, WORDS
from gongkai.text.personal.kinds import Kind
from gongkai.text.personal.names import SURNAMES, is_cell_name, is_name

Column = Kind | Literal["telephone", "birth", "sum"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a column holds, and what kind of table it stands in."""

    column: Column
    staff: bool = False
    """In a table of offices and their staff."""
    young: bool = False
    """In a table of pupils or children."""


_PUBLIC = late(
    "办公地|单位地址|单位名称|项目地|经营地|注册地|开户银行|开户行|办公电话|单位电话|监督电话|咨询电话|举报电话|"
    "服务电话|投诉电话|受理电话|人数|户数|单位$|企业|公司"
)
NO_DATUM = frozenset({"birth", "sum"})
"""Columns that say something of others and hold no datum by themselves."""

_WORDS: dict[Column, str] = {
    "identity_number": ("身份证|身份号|证件号|公民身份|残疾证|残疾人证"),
    "bank_card": ("卡号|账号|帐号|账户|帐户|一卡通|存折"),
    "telephone": ("电话|手机|联系方式|联系号码|固话|座机"),
    "email": ("邮箱|电子邮件|Email|email|E-mail"),
    "social_account": ("微信|QQ"),
    "passport": ("护照|通行证|军官证|台胞证"),
    "plate": ("车牌|号牌|车号|牌照"),
    "birth": ("出生|^生日$"),
    "sum": ("金额|预算数|决算数|执行数|产值|总额|面积|投资额|^合计"),
    "minor": (
        "学生姓名|儿童姓名|幼儿姓名|孩子姓名|子女姓名|未成年人|^学生$|^儿童$|^幼儿$|孤儿姓名"
    ),
    "name": (
        "姓名|^户主$|户主名|^申请人$|受助人|保障对象|救助对象$|补贴对象$|领取人|收款人|^户名$|持卡人|承租人|"
        "当事人|被处罚人|选民|^农户|受益人|获奖人|征收人|产权人|车主|所有人$|代办人|家长$|委托人|受托人|^联系人$|被救助人|^家庭成员$|监护人$|购房人|申请者"
    ),
    "address": ("住址|住所|详细地址|家庭地址|^地址$|门牌|坐落|居住地|户籍地"),
    "health": ("病种|疾病|残疾|健康状况|身体状况|患病|病情|诊断|病名|重病|伤残"),
    "hardship": (
        "致贫|致困|困难原因|贫困原因|救助原因|申请原因|返贫|困难情况|家庭情况|家庭状况|主要原因|救助事由|困难类型"
    ),
}
_HEADERS = tuple((column, late(words)) for column, words in _WORDS.items())
_STAFF = late("职务|职位|岗位|警号|执法证|办公电话|部门|科室|办公室|单位|机构|职称")
_GROWN = late("家长|监护|父|母|亲|老师|教师|班主任|联系人|负责|代办|校长|户主")
_YOUNG = late("学校|年级|班级|幼儿园|学籍")
_VALUE = late("[0-9０-９]{7}|[*＊]{2}")
_LONGEST_HEADER = 16
_FIGURE = late(r"\d{1,3}(?:\.\d+)?|\d+\.\d+|[3-9]\d{3}|\d{5,6}")
HEADS = late(
    "|".join(
        sorted(
            {word.strip("^$") for words in _WORDS.values() for word in words.split("|")}, key=len
        )
    )
)
"""The words that may stand in a row of headers."""


def roles_of(cells: list[str]) -> dict[int, Role] | None:
    """The personal columns of a row of headers (perhaps none); None for a row of values."""
    columns: dict[int, Column] = {}
    some = 0
    for number, cell in enumerate(cells):
        words = "".join(cell.split())
        if not words:
            continue
        if len(words) > _LONGEST_HEADER + 10 or _VALUE.search(words) or _FIGURE.fullmatch(words):
            return None
        some += 1
        column = _column(words[:_LONGEST_HEADER])
        if column:
            columns[number] = column
    if not columns or (some < 2 and len(cells) > 1):
        return None
    line = "\t".join(cells)
    staff, young = _STAFF.search(line) is not None, _YOUNG.search(line) is not None
    return {
        at: Role(column, staff, young and not _GROWN.search(cells[at]))
        for at, column in columns.items()
    }


def _column(words: str) -> Column | None:
    if _PUBLIC.search(words):
        return None
    for column, pattern in _HEADERS:
        if pattern.search(words):
            return column
    return None


def by_content(rows: list[list[str]]) -> dict[int, Role]:
    """The columns of names, illnesses and causes of a table that has no header."""
    if len(rows) < 3:
        return {}
    columns: dict[int, Column] = {}
    for number in range(min(map(len, rows))):
        cells = [cell.strip() for row in rows if (cell := row[number]).strip()]
        if len(cells) < 3:
            continue
        if _most(sum(map(_looks_a_name, cells)), cells):
            columns[number] = "name"
        elif _most(sum(cell in CAUSES for cell in cells), cells):
            columns[number] = "hardship"
        elif _most(sum(WORDS.search(cell) is not None for cell in cells), cells):
            columns[number] = "health"
    if "name" not in columns.values():
        return {}
    return {at: Role(column) for at, column in columns.items()}


def _most(count: int, cells: list[str]) -> bool:
    return count * 5 >= len(cells) * 4


def _looks_a_name(cell: str) -> bool:
    return is_cell_name(cell) and cell[0] in SURNAMES and is_name(cell)
