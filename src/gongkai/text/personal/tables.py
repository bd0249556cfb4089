"""Rows of cells parted by tabs: what a column holds, by its header or by its cells."""

from collections.abc import Iterator
from itertools import accumulate

from gongkai.text.personal.cells import NUMBERS, in_cell, is_child, settle
from gongkai.text.personal.columns import HEADS, Role, by_content, roles_of
from gongkai.text.personal.kinds import Found, Validators

_HEADS = 8
"""Rows at the beginning of a table among which its header is looked for."""
_OF_SOMEBODY = frozenset({"health", "hardship", "birth"})
"""Columns that say something only beside a column of names."""

_CHILD = Role("minor")
Roles = list[tuple[int, Role]]
"""The columns that say something, in order."""


class Tables:
    """The tables in a text: what their columns settle at once, and what is left for a second look."""

    def __init__(self, text: str, validators: Validators) -> None:
        self.found: list[Found] = []
        self.within: list[tuple[int, int]] = []
        """The stretches whose columns are understood."""
        self._left: list[tuple[int, str, Role]] = []
        self._validators = validators
        lines = text.split("\n")
        for first, begun, count in _blocks(lines):
            block = lines[first : first + count]
            roles, head = _roles_in(block)
            if not roles:
                continue
            at = begun
            for number, line in enumerate(block, first):
                if number >= first + head:
                    roles = self._row(lines, number, at, roles)
                at += len(line) + 1
            if any(role.column != "sum" for _, role in roles):
                self.within.append((begun, at - 1))
        self.rest = "\n".join(lines)
        """The text without what is settled; as long as before."""

    def also(self, found: list[Found]) -> list[Found]:
        """``found`` in the rest, with what the columns have told and what only they can tell."""
        taken = {one.start for one in found}
        for start, cell, role in self._left:
            if start in taken and role.column in NUMBERS:
                continue
            one = in_cell(start, cell, role, self._validators)
            if one:
                self.found.append(one)
        return [*found, *self.found]

    def _row(self, lines: list[str], number: int, at: int, roles: Roles) -> Roles:
        """Settle the cells of a row, or take it for another header."""
        line = lines[number]
        cells = line.split("\t")
        starts = list(accumulate(map(len, cells), initial=at))
        left = []
        settled = False
        for column, role in roles:
            if column >= len(cells):
                break
            cell, start = cells[column], starts[column] + column
            if role.column == "sum":
                cells[column] = "\0" * len(cell) if cell.isdecimal() else cell
                settled |= cell.isdecimal()
            if not cell or role.column == "sum":
                continue
            known = settle(start, cell, role, self._validators)
            if known:
                self.found.append(known)
                cells[column] = "\0" * len(cell)
                settled = True
            else:
                left.append((start, cell, role))
        if settled:
            lines[number] = "\t".join(cells)
        elif HEADS.search(line) and (told := roles_of(cells)):
            return sorted(told.items())
        self._left += _of_children(left, cells, roles) if left else left
        return roles


def _of_children(
    left: list[tuple[int, str, Role]], cells: list[str], roles: Roles
) -> list[tuple[int, str, Role]]:
    """A row in which a birthday says that who stands in front of it is a child."""
    for column, role in roles:
        if role.column != "birth" or any(one.column == "minor" or one.young for _, one in roles):
            continue
        if column < len(cells) and is_child(cells[column]):
            names = [at for at, one in enumerate(left) if one[2].column == "name"]
            for at in names[:1]:
                left[at] = (*left[at][:2], _CHILD)
    return left


def _blocks(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """The first line of each block with tabs, where it begins, and how many lines it has."""
    at = count = begun = 0
    for number, line in enumerate(lines):
        if "\t" in line:
            if not count:
                begun = at
            count += 1
        elif count:
            yield number - count, begun, count
            count = 0
        at += len(line) + 1
    if count:
        yield len(lines) - count, begun, count


def _roles_in(block: list[str]) -> tuple[Roles, int]:
    """The columns of a block that say something, and how many rows their header takes."""
    roles: dict[int, Role] = {}
    head = 0
    for number, line in enumerate(block[:_HEADS]):
        told = roles_of(line.split("\t"))
        if told is not None:
            roles |= told
            head = number + 1
        elif roles:
            break
    if not roles:
        roles = by_content([line.split("\t") for line in block[:40]])
    named = {"name", "minor"} & {role.column for role in roles.values()}
    if not named:
        roles = {at: role for at, role in roles.items() if not _of_somebody(role)}
    return sorted(roles.items()), head


def _of_somebody(role: Role) -> bool:
    return role.column in _OF_SOMEBODY or (role.staff and role.column == "bank_card")
