"""Illness, disability and causes of poverty said of somebody by name; names of minors (PIPL art. 28)."""

import json
from importlib import resources

from gongkai.text.late import late
from gongkai.text.personal.kinds import Found, Kind
from gongkai.text.personal.labels import clause_before
from gongkai.text.personal.names import FILLED, SURNAME, at, in_stretch
from gongkai.text.personal.written import DIGITS, HAN, past

_DATA = json.loads(
    resources.files("gongkai.text.personal").joinpath("data", "conditions.json").read_text("utf-8")
)
CAUSES = frozenset(_DATA["causes"])
_REASONS = frozenset(_DATA["reasons"])
"""What is said of why somebody is poor."""

HEALTHY = frozenset(_DATA["healthy"])
"""What a cell says of somebody who is not ill."""

_WORDS = sorted([*_DATA["conditions"], *_REASONS], key=len, reverse=True)
FIRST = "".join(sorted({word[0] for word in _WORDS}))
"""The first characters of the words, as the inside of a class."""

_PUBLIC = "(?!防|治|筛|患者|医|保|救|等|人|儿童|军|管|监|专|门诊|健康|工作|对象|家庭|返贫|补|用|的|证|类|事业|评|康复)"
_RESTS = sorted({word[1:] for word in _WORDS} - {""}, key=len, reverse=True)
_ALONE = "".join(word for word in _WORDS if len(word) == 1)
REST = (
    f"(?:(?=[{''.join(sorted({rest[0] for rest in _RESTS}))}])(?:{'|'.join(_RESTS)})"
    f"|(?<=[{_ALONE}])){_PUBLIC}"
)
"""What follows the first character of a word, perhaps of another, as a pattern."""

WORDS = late(f"(?:{'|'.join(_WORDS)}){_PUBLIC}")
"""The words that are personal beside a name."""

AGE = rf"[{DIGITS}]?\s?(?:周?岁|个月大)(?!以上|以下|及|至|以内|[-~～—以起的])"
"""What follows the first figure of an age, as a pattern."""

BORN = (
    r"(?P<birth>0(?:09|[12]\d)(?!\d)(?:(?=[年.-]\d{1,2}(?:月(?:\d{1,2}日)?|[.-]\d{1,2})?\s?出?生)"
    "|(?<=生于....)|(?<=生日期[:：]....)|(?<=生年月[:：]....)))"
)
"""What follows the first figure of the year in which a child was born, as a pattern."""

CHILD = rf"(?=[：:]?(?P<child>{SURNAME})[{HAN}])"
"""A name after 孤儿 or 儿童, as a pattern."""

_ORGAN = late("(?:[肺胃肝肠乳腺宫颈食管道直结胰鼻咽喉膀胱前列卵巢甲状骨血淋巴脑口舌皮肤]{1,4})$")
_DEGREE = late(
    "(?:高|心|系统性|类|先天性心|地中海|再生障碍性|强直性|肢体|视力|听力|言语|智力|精神|多重|[一二三四重中轻极]度|[一二三四]级|先天性|慢性|急性|恶性|晚期|早期|原发性|双目|双耳|[左右双])+$"
)
_DEGREE_AFTER = late("(?:性?关节炎|死|症|[一二三四]级)?")
_SAID = late(f"原因[:：为是]?\\s?(?P<why>{'|'.join(sorted(CAUSES, key=len, reverse=True))})")
_WHY = late("因[病残学灾]$")
_JOINED = ("、", "和", "及", "与", "，", ",")
_EDGES = ("\t", "\n", "")
_FIELD = late(
    f"(?:健康状况|身体状况|病种|疾病(?:名称)?|患病情况|病情|残疾类别|残疾情况)\\s?[:：]\\s?[{HAN}]{{0,6}}$"
)
_ABOVE = 320
"""Characters above a field of a form in which its name is looked for."""
_ADULT = 18


def condition(text: str, start: int) -> list[Found]:
    """The illness or cause that begins at ``start``, if the clause names somebody before it."""
    found = WORDS.match(text, start)
    if not found or text[start - 1 : start] in _EDGES:
        return []
    word, end = found[0], found.end()
    kind: Kind = "hardship" if word in _REASONS else "health"
    before = clause_before(text, start)
    named = in_stretch(text, start - len(before), start) if before else []
    if not named:
        return _in_form(text, start, end, before)
    who = [Found("name", *span, text[slice(*span)], 0.7) for span in _in_a_row(text, named)]
    if said := _SAID.match(text, end):
        return [*who, Found("hardship", *said.span("why"), said["why"], 0.8)]
    more = _longer(before, word)
    if kind == "hardship" and not more:
        return []
    begin = start - len(more)
    end = past(_DEGREE_AFTER, text, end)
    return [*who, Found(kind, begin, end, text[begin:end], 0.8)]


def _in_form(text: str, start: int, end: int, before: str) -> list[Found]:
    """The illness in a field of a form whose name stands in a line above."""
    if not _FIELD.search(before) or not FILLED.search(text[max(0, start - _ABOVE) : start]):
        return []
    end = past(_DEGREE_AFTER, text, end)
    start -= len(_longer(before, text[start:end]))
    return [Found("health", start, end, text[start:end], 0.8)]


def _in_a_row(text: str, named: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The last name, and those before it that an enumeration joins with it."""
    row = named[-1:]
    for span in reversed(named[:-1]):
        if text[span[1] : row[0][0]] not in _JOINED:
            break
        row.insert(0, span)
    return row


def _longer(before: str, word: str) -> str:
    """What in front belongs to it: the organ, the degree, the 因病 of a cause."""
    pattern = _ORGAN if word == "癌" else _WHY if word in _REASONS else _DEGREE
    found = pattern.search(before)
    return found[0] if found else ""


def minor(text: str, start: int, end: int) -> list[Found]:
    """The child whose age is ``text[start:end]``, named in the same clause in front of it."""
    years = int("".join(filter(str.isdigit, text[start:end])))
    if years >= _ADULT and "月" not in text[start:end]:
        return []
    before = clause_before(text, start, 20)
    named = in_stretch(text, start - len(before), start)
    return [Found("minor", *span, text[slice(*span)], 0.8) for span in named[-1:]]


def child_before(text: str, start: int, end: int) -> list[Found]:
    """The child whose year of birth is ``text[start:end]``, named in the same clause in front of it."""
    before = clause_before(text, start, 30)
    named = in_stretch(text, start - len(before), start)
    return [Found("minor", *span, text[slice(*span)], 0.8) for span in named[-1:]]


def child(text: str, start: int) -> list[Found]:
    """The child whose name begins at ``start``, after a word that says it is one."""
    span = at(text, start)
    return [Found("minor", *span, text[slice(*span)], 0.8)] if span else []
