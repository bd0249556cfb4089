"""The letters of a request (依申请公开文书), L0 to L31: to whom, when, what each must say.

Sources: 政府信息公开条例 arts. 29-41; 国办公开办函〔2016〕235号 (a decision is a formal document).
The names follow a municipal set and are local practice; the contents follow the articles.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.law.procedure import NotAllowed
from gongkai.law.tables import table


class UnknownLetter(LookupError):
    """A letter that is not in the catalogue; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter.

    `limit` is the figure that says until when it is sent, empty where the law sets none.
    `needs` maps every content it must have to its Chinese name, common ones included.
    `remedy` names the clause it ends with; for a decision the answer's own clause goes first.
    """

    id: str
    name: str
    to: str
    trigger: str
    limit: str
    remedy: str
    needs: Mapping[str, str]
    numbered: bool
    decision: bool
    optional: bool

    @property
    def recipient(self) -> str:
        """The receiver in Chinese."""
        return str(table("letters")["recipients"][self.to])

    def missing(self, given: Iterable[str]) -> tuple[str, ...]:
        """Return the Chinese names of the contents not `given`."""
        have = set(given)
        return tuple(name for key, name in self.needs.items() if key not in have)

    def check(self, given: Collection[str]) -> None:
        """Raise NotAllowed with a sentence unless all that the letter must say is `given`."""
        if missing := self.missing(given):
            raise NotAllowed(f"《{self.name}》还没有写明：{'、'.join(missing)}")


@cache
def all_letters() -> tuple[Letter, ...]:
    """Return every letter, in the order of the catalogue."""
    return tuple(_letter(row) for row in table("letters")["letters"])


def letter(code: str) -> Letter:
    """Return the letter with this code, L0 to L31. Raises UnknownLetter."""
    for row in all_letters():
        if row.id == code:
            return row
    raise UnknownLetter(f"没有代码为“{code}”的文书")


def _letter(row: dict[str, Any]) -> Letter:
    flags, book = set(row["flags"]), table("letters")
    common = book["common"] if "numbered" in flags else {}
    decided = book["decided"] if "decision" in flags else {}
    return Letter(
        id=row["id"],
        name=row["name"],
        to=row["to"],
        trigger=row["trigger"],
        limit=row["limit"],
        remedy=row["remedy"],
        needs=MappingProxyType({**common, **decided, **row["needs"]}),
        numbered="numbered" in flags,
        decision="decision" in flags,
        optional="optional" in flags,
    )
