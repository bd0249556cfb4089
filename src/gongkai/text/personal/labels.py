"""What the words around a number say it is."""

import re

from gongkai.text.late import late

_KINDS = {
    "identity": "身份证 证件号 公民身份 公民号码 身份号 残疾证 残疾人证 户主证件",
    "card": "存单 卡号 账号 帐号 银行 开户 存折 信用社 农商 一卡通 打卡 账户 帐户 收款 邮储 农信",
    "mobile": "手机 电话 联系方式 联系人 热线 移动电话 手机号 Tel tel TEL 联系号码 号码",
    "other": (
        "订单 流水 编号 案号 批次 凭证 信用代码 机构代码 索引号 许可证 合同 项目代码 发票 "
        "运单 快递 条码 序列号 单号 文号 统一编码 备案 项目编码 宗地 图斑 设备号 出厂号 "
        "受理号 高度 数量 面积 金额 总额 合计 编码 准考证 学籍号 型号 纳税人识别 识别码 行号 邮编 税号 受理 执收"
    ),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_LABELS = late("|".join(sorted(_KIND_OF, key=len, reverse=True)))
_CLAUSE = late(r"[，。；;\n\t]")
_AMOUNT = late(
    r"\s{0,2}(?:元|万|亿|号(?!码)|株|棵|头|只|人|户|件|个|次|份|亩|米|斤|台|%|％|平方|吨|公里|\.\d)"
)
_CELL_END = late("[。；;\n\t]")
_CURRENCY = late(r"[¥￥$]\s?$")
_LETTER = late("[A-Za-z_@＠]")
_LETTER_LABEL = late(r"(?:tel|phone|mobile|mob|id|no|dh|sj|sfz|wx|qq|v|\dx)$", re.IGNORECASE)
_BEFORE = 24
"""Characters before a number in which its label is looked for."""


def ahead(text: str, start: int) -> str:
    """What the nearest label in front says a number is: identity, card, mobile, other or nothing.

    Other codes are believed only in the same clause.
    """
    before = text[max(0, start - _BEFORE) : start]
    if before.isascii() and not before.strip("0123456789 \t\n-X"):
        return ""
    last = None
    for last in _LABELS.finditer(before):  # noqa: B007  the last is wanted
        pass
    if last is None:
        return ""
    kind = _KIND_OF[last[0]]
    return "" if kind == "other" and _CLAUSE.search(before, last.end()) else kind


def is_other(text: str, start: int, end: int) -> bool:
    """An amount, or a part of a longer code."""
    before, after = text[max(0, start - 8) : start], text[end : end + 1]
    if _AMOUNT.match(text, end) or _CURRENCY.search(before) or _LETTER.match(after):
        return True
    return bool(_LETTER.match(before[-1:])) and not _LETTER_LABEL.search(before)


def clause_before(text: str, start: int, length: int = 40) -> str:
    """The last ``length`` characters in front of ``start`` in the same sentence and cell."""
    before = text[max(0, start - length) : start]
    return before[max(map(before.rfind, "。；;\n\t")) + 1 :]


def row_before(text: str, start: int, length: int = 40) -> str:
    """As :func:`clause_before`, across the cells of a row."""
    before = text[max(0, start - length) : start]
    return before[max(map(before.rfind, "。；;\n")) + 1 :]


def clause_after(text: str, end: int, length: int = 12) -> str:
    """The ``length`` characters after ``end`` in the same sentence and cell."""
    stop = _CELL_END.search(text, end, end + length)
    return text[end : stop.start() if stop else end + length]
