"""Ways from one page of a list to the others; all of them stand in one folder."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai.portal.plan import Plans, Words

if TYPE_CHECKING:
    from gongkai.portal.shell import Shell

TEMPLATE = "portal/pager.html"
NEIGHBOURS = 2
"""Page numbers shown on either side of the current one."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among the others; `number` 0 is the newest, None in `numbers` a gap."""

    number: int
    older: int | None
    newer: int | None
    numbers: tuple[int | None, ...]


def pager_of(number: int, full: int) -> Pager:
    """Return the pager of a page in a list of `full` numbered pages."""
    here = number or full + 1
    shown = {1, *range(max(1, here - NEIGHBOURS), min(full, here + NEIGHBOURS) + 1)}
    numbers: list[int | None] = []
    for each in sorted((each for each in shown if each <= full), reverse=True):
        if numbers and numbers[-1] is not None and numbers[-1] - each > 1:
            numbers.append(None)
        numbers.append(each)
    newer = None if not number else number + 1 if number < full else 0
    return Pager(number, here - 1 or None, newer, tuple(numbers))


class Pagers:
    """Draws pagers for one shell."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._plans = Plans(self._render)

    def drawn(self, pager: Pager) -> Markup:
        """Return the markup; none where there is but one page."""
        if not pager.numbers:
            return Markup("")
        newer = "" if pager.newer is None else _file(pager.newer)
        older = "" if pager.older is None else _file(pager.older)
        current = pager.numbers.index(pager.number) if pager.number else None
        words = (newer, older, *(str(each or "") for each in pager.numbers))
        return Markup(self._plans.fill(current, words).decode())  # noqa: S704  escaped

    def _render(self, current: Hashable, words: Words) -> str:
        newer, older, *numbers = words
        return self._shell.text(
            TEMPLATE, newer=newer, older=older, numbers=numbers, current=current
        )


def _file(number: int) -> str:
    return f"{number}.html" if number else "./"
