"""What a published site was made from: the ledger's lines, the day, the program, the settings."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.portal.site import site_facts
from gongkai.publish.outbox import Position

PACKAGE = Path(__file__).resolve().parent.parent
CODE = ("portal/**/*", "publish/**/*.py", "typeset/**/*")


@dataclass(frozen=True, slots=True)
class State:
    """Everything the pages of a site depend on; `number` counts its publications."""

    position: Position
    on: str
    code: str
    facts: str
    number: int = 0

    @classmethod
    def now(cls, position: Position, on: date, prefix: str, number: int = 0) -> "State":
        """Return the state a site published at this moment has."""
        facts = _digest(repr((site_facts(), prefix, settings.GONGKAI["gzip"])))
        return cls(position, on.isoformat(), code_version(), facts, number)

    @classmethod
    def of(cls, kept: Any) -> "State | None":
        """Read a kept state; None when it was written by another format."""
        try:
            at = kept.pop("position")
            position = Position(at["last"], at["last_at"], tuple(at["missing"]))
            return cls(position, **kept)
        except (AttributeError, KeyError, TypeError):
            return None

    def text(self) -> str:
        """Return the state as it is kept."""
        return json.dumps(asdict(self))

    def has_the_same_shape(self, other: "State") -> bool:
        """True when program, settings and site facts are the same."""
        return (self.code, self.facts) == (other.code, other.facts)

    def at(self, position: Position, number: int) -> "State":
        """Return this state at another position."""
        return replace(self, position=position, number=number)


@lru_cache(maxsize=1)
def code_version() -> str:
    """Return a hash of the program and templates that make pages, taken once a process."""
    found = sorted({file for glob in CODE for file in PACKAGE.glob(glob) if file.is_file()})
    return _digest("".join(_digest(f.read_bytes()) for f in found if f.suffix != ".pyc"))


def _digest(data: str | bytes) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()[:16]
