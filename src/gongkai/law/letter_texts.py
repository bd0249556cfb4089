"""What the letters of a request say: passages of text, without any look.

Our own wording after 政府信息公开条例 arts. 14-17, 29-44, in `data/letter_texts.json`, where a
jurist can read and change it. What a letter must say is `letters`; how a remedy is told
`remedies`. A value never becomes part of the pattern it is put into.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gongkai.law.answers import Answer
from gongkai.law.letters import Letter, letter
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Channel
from gongkai.law.tables import table

PLACE = re.compile(r"\{([a-z_]+)\}")
ADDRESS = re.compile(r"https?://\S+$")
CELLS = re.compile(r"[|｜\t]")
"""What parts the cells of a row that is typed as text."""
NUMBERED = "序号"
ENDED = ("。", "！", "？", "；", "：", "…")
SHORT_TITLE = "《政府信息公开条例》"

Value = str | tuple[str, ...] | tuple[tuple[str, ...], ...]
"""A text; the points of a list; the rows of a table."""


class Kind(StrEnum):
    """What a passage is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEMS = "items"
    TABLE = "table"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: `text` of a paragraph or heading, `items` of a list, `rows` of a table or form.

    A table has a `head`, relative `widths` and columns of `figures`.
    """

    kind: Kind
    text: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()


def is_plain(code: str) -> bool:
    """Whether the letter is a form or an inner sheet, without red head. Raises UnknownLetter."""
    return bool(text_of(letter(code)).get("plain", False))


def is_blank(code: str) -> bool:
    """Whether the letter is a form that its receiver fills in. Raises UnknownLetter."""
    return bool(text_of(letter(code)).get("blank", False))


def is_signed(code: str) -> bool:
    """Whether the office signs the letter. Raises UnknownLetter."""
    return not text_of(letter(code)).get("unsigned", False)


def title(code: str) -> str:
    """Return the title as printed, without what tells variants apart. Raises UnknownLetter."""
    row = letter(code)
    return str(text_of(row).get("title") or row.name.partition("（")[0])


def enclosed(code: str) -> tuple[str, ...]:
    """Return the titles of the forms that always go with the letter. Raises UnknownLetter."""
    return tuple(title(each) for each in text_of(letter(code)).get("encloses", ()))


def came_by(channel: Channel) -> str:
    """Return how a request came, as a letter says it: 网上提交."""
    return str(table("letter_texts")["channels"][channel])


def in_full(basis: str) -> str:
    """Return a basis with the regulation's full title, as an official document cites it."""
    return basis.replace(SHORT_TITLE, str(table("letter_texts")["gir"]))


def concluded(answer: Answer) -> str:
    """Return the pattern of the sentence that decides, for one type of answer."""
    return str(table("letter_texts")["decisions"][answer.code])


def passages(
    code: str, given: Mapping[str, Value], answer: Answer | None = None
) -> tuple[Passage, ...]:
    """Return what the letter says with the `given` contents (keys as in Letter.needs).

    Raises UnknownLetter, and NotAllowed with a sentence that names every content still missing.
    """
    row = letter(code)
    told = {key: value for key, value in given.items() if is_told(value)}
    for key, pattern in usual(row).items():
        told.setdefault(key, _put(pattern, told))
    if answer is not None:
        told.setdefault("basis", answer.basis)
    if "basis" in told:
        told["basis"] = in_full(str(told["basis"]))
        told.setdefault("article", told["basis"])
    texts = [text for text in text_of(row)["texts"] if _wanted(text, told)]
    decision = concluded(answer) if answer and "decision" not in told else ""
    if decision:
        told["decision"] = _filled(decision, told)
    if not is_blank(code):
        _complete(row, [*texts, decision], told, answer)
    return tuple(_passage(text, told) for text in texts)


def usual(row: Letter) -> Any:
    """Return the sentences that are usual where nobody words them otherwise, by key."""
    return text_of(row).get("defaults", {})


def text_of(row: Letter) -> Any:
    """Return the letter's row of the table of texts."""
    return table("letter_texts")["letters"][row.id]


def is_told(value: Value) -> bool:
    """Whether something is there, blanks not counted."""
    return bool(value.strip() if isinstance(value, str) else value)


def _wanted(text: Any, told: Mapping[str, Value]) -> bool:
    return not isinstance(text, dict) or "if" not in text or text["if"] in told


def _complete(row: Letter, texts: list[Any], told: Mapping[str, Value], of: Answer | None) -> None:
    """Raise NotAllowed unless all that the letter must say, and all its text speaks of, is told."""
    names = table("letter_texts")["names"]
    also = table("letter_texts")["also"].get(of.code, []) if of else []
    spoken = [key for text in texts for key in places(text)]
    asked = dict.fromkeys([*row.needs, *also, *spoken])
    lacking = [row.needs.get(key) or names.get(key, key) for key in asked if key not in told]
    if lacking:
        raise NotAllowed(f"《{row.name}》还没有写明：{'、'.join(dict.fromkeys(lacking))}")


def places(text: Any) -> Iterator[str]:
    """Return the keys of the contents that a row of the table speaks of, forms left out."""
    if isinstance(text, str):
        yield from PLACE.findall(text)
    elif "text" in text:
        yield from PLACE.findall(text["text"])
    else:
        yield from (text[key] for key in ("items", "table") if key in text)


def _passage(text: Any, told: Mapping[str, Value]) -> Passage:
    if isinstance(text, str):
        if text.startswith("# "):
            return Passage(Kind.HEADING, _put(text[2:], told))
        return Passage(Kind.PARAGRAPH, _filled(text, told))
    if "text" in text:
        return Passage(Kind.PARAGRAPH, _filled(text["text"], told))
    if "items" in text:
        return Passage(Kind.ITEMS, items=_points(told[text["items"]]))
    if "form" in text:
        rows = tuple((label, str(told.get(key, ""))) for label, key in text["form"])
        return Passage(Kind.FORM, rows=rows)
    return _table(text, told[text["table"]])


def _table(text: Any, value: Value) -> Passage:
    """Return a table; rows typed as text, a line each, fall back to points of a list."""
    head = tuple(text["head"])
    rows = tuple(tuple(map(str, row)) for row in _rows(value, head))
    if any(len(row) != len(head) for row in rows):
        return Passage(Kind.ITEMS, items=_points(value))
    return Passage(
        Kind.TABLE,
        head=head,
        rows=rows,
        widths=tuple(text["widths"]),
        figures=tuple(text.get("figures", ())),
    )


def _rows(value: Value, head: tuple[str, ...]) -> Sequence[Sequence[str]]:
    if not isinstance(value, str):
        return value
    rows = [[cell.strip() for cell in CELLS.split(line)] for line in _lines(value)]
    if head[0] == NUMBERED and all(len(row) == len(head) - 1 for row in rows):
        return [[str(n), *row] for n, row in enumerate(rows, start=1)]
    return rows


def _points(value: Value) -> tuple[str, ...]:
    points = _lines(value) if isinstance(value, str) else value
    return tuple(_closed(str(point)) for point in points)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _filled(pattern: str, told: Mapping[str, Value]) -> str:
    """Put the values into their places; every paragraph ends with a full stop, once."""
    return "\n".join(_closed(line) for line in _put(pattern, told).splitlines())


def _put(pattern: str, told: Mapping[str, Value]) -> str:
    return PLACE.sub(lambda place: str(told.get(place[1], "")).strip().removesuffix("。"), pattern)


def _closed(text: str) -> str:
    return text if not text or text.endswith(ENDED) or ADDRESS.search(text) else f"{text}。"
