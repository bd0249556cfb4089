"""The 23 types of answer to a request: article, letter, row of the annual report, remedy.

Sources: 政府信息公开条例 arts. 30, 35-39; the forms of the annual report 国办公开办函〔2019〕60号
and 〔2021〕30号, table three; 法释〔2025〕8号. The rows are in `data/answers.json`.
"""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.law.exemptions import Ground, ground
from gongkai.law.figures import Confidence
from gongkai.law.letters import Letter, letter
from gongkai.law.remedies import Remedy
from gongkai.law.tables import table


class UnknownAnswer(LookupError):
    """A type, row or form that is not in the table; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One type of answer.

    `grounds` are those it rests on, for a partial answer one or more of them. `closing` types
    end a request without an answer to its substance. `gives_copies`: pages may be charged.
    """

    code: str
    title: str
    situation: str
    basis: str
    grounds: tuple[Ground, ...]
    letter_id: str
    rows: MappingProxyType[str, str]
    remedy: Remedy
    confidence: Confidence
    partial: bool = False
    closing: bool = False
    gives_copies: bool = False
    on_spot: bool = False
    suit_doubtful: bool = False

    @property
    def letter(self) -> Letter:
        """The letter that carries the answer."""
        return letter(self.letter_id)

    @property
    def withholds(self) -> bool:
        """Whether it refuses under arts. 14-16, all or in part."""
        return self.remedy is not Remedy.EITHER

    @property
    def needs_discretion(self) -> bool:
        """Whether withholding was a choice whose weighing must be on record (art. 16)."""
        return not self.partial and any(row.needs_discretion for row in self.grounds)

    def row(self, year: int) -> str:
        """Return the row of table three that counts it in the report on `year`.

        Raises UnknownAnswer where the form of that year has no such row.
        """
        form = report_form(year)
        if form not in self.rows:
            raise UnknownAnswer(f"{year}年年度报告的格式没有“{self.title}”这一行")
        return self.rows[form]


def report_form(year: int) -> str:
    """Return the generation of the report on `year`: 2019 or 2021. Raises UnknownAnswer."""
    for name, form in table("answers")["forms"].items():
        first, last = form["years"]
        if first <= year and (last is None or year <= last):
            return str(name)
    raise UnknownAnswer(f"{year}年的年度报告没有统一的表格")


def row_label(row: str) -> str:
    """Return the words of a result row of table three. Raises UnknownAnswer."""
    label = table("answers")["rows"].get(row)
    if label is None:
        raise UnknownAnswer(f"年度报告表三没有“{row}”这一行")
    return str(label)


@cache
def all_answers() -> tuple[Answer, ...]:
    """Return every type, in the order of the master table."""
    return tuple(_answer(row) for row in table("answers")["answers"])


def answer(code: str) -> Answer:
    """Return the type with this code, A1 to A23. Raises UnknownAnswer."""
    for row in all_answers():
        if row.code == code:
            return row
    raise UnknownAnswer(f"没有代码为“{code}”的答复类型")


def refusal_on(code: str) -> Answer:
    """Return the type that refuses all of a record on this ground. Raises UnknownAnswer."""
    for row in all_answers():
        if not row.partial and any(each.code == code for each in row.grounds):
            return row
    raise UnknownAnswer(f"没有以“{code}”为理由的答复类型")


def _answer(row: dict[str, Any]) -> Answer:
    return Answer(
        code=row["code"],
        title=row["title"],
        situation=row["situation"],
        basis=row["basis"],
        grounds=tuple(ground(code) for code in row["grounds"]),
        letter_id=row["letter"],
        rows=MappingProxyType(row["rows"]),
        remedy=Remedy(row["remedy"]),
        confidence=Confidence(row["confidence"]),
        partial=row.get("partial", False),
        closing=row.get("closing", False),
        gives_copies=row.get("gives_copies", False),
        on_spot=row.get("on_spot", False),
        suit_doubtful=row.get("suit_doubtful", False),
    )
