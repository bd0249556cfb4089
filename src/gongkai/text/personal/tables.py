"""Rows of cells parted by tabs: what a column holds, by its header or by its cells."""

from collections.abc import Iterator
from itertools import accumulate

from gongkai.text.personal.cells import NUMBERS, in_cell
from gongkai.text.personal.columns import HEADS, Role, by_content, roles_of
from gongkai.text.personal.kinds import Found, Validators

_HEADS = 8
"""Rows at the beginning of a table among which its header is looked for."""
_OF_SOMEBODY = frozenset({"health", "hardship"})
"""Columns that say something only beside a column of names."""

_Line = tuple[int, str]


def in_tables(
    text: str, found: list[Found], validators: Validators
) -> tuple[list[Found], list[tuple[int, int]]]:
    """``found`` with what only the columns tell, and the stretches whose columns are understood."""
    taken = {one.start for one in found}
    more: list[Found] = []
    within: list[tuple[int, int]] = []
    for lines in _blocks(text):
        told = _in_block(text, lines, taken, validators)
        if told is not None:
            more += told
            within.append((lines[0][0], lines[-1][0] + len(lines[-1][1])))
    return [*found, *more], within


def _blocks(text: str) -> Iterator[list[_Line]]:
    at = 0
    block: list[_Line] = []
    for line in text.split("\n"):
        if "\t" in line:
            block.append((at, line))
        elif block:
            yield block
            block = []
        at += len(line) + 1
    if block:
        yield block


def _in_block(
    text: str, lines: list[_Line], taken: set[int], validators: Validators
) -> list[Found] | None:
    roles: dict[int, Role] = {}
    head = 0
    for number, (_, line) in enumerate(lines[:_HEADS]):
        told = roles_of(line.split("\t"))
        if told is not None:
            roles |= told
            head = number + 1
        elif roles:
            break
    if not roles:
        roles = by_content([line.split("\t") for _, line in lines[:40]])
    if not {"name", "minor"} & {role.column for role in roles.values()}:
        roles = {at: role for at, role in roles.items() if role.column not in _OF_SOMEBODY}
    if not roles:
        return None
    return list(_in_rows(text, lines[head:], roles, taken, validators))


def _in_rows(
    text: str, lines: list[_Line], roles: dict[int, Role], taken: set[int], validators: Validators
) -> Iterator[Found]:
    columns = sorted(roles.items())
    for at, line in lines:
        cells = line.split("\t")
        if HEADS.search(line) and (told := roles_of(cells)):
            columns = sorted(told.items())
            continue
        starts = list(accumulate(map(len, cells), initial=at))
        for column, role in columns:
            if column >= len(cells):
                break
            start = starts[column] + column
            if start in taken and role.column in NUMBERS:
                continue
            one = in_cell(text, start, cells[column], role, validators)
            if one:
                yield one
