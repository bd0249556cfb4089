"""Puts masks on the nodes of views, each in the way its text can bear."""

import re
from collections.abc import Iterable, Iterator

from gongkai.text.masking.flow import Use, View
from gongkai.text.masking.markup import said, spread
from gongkai.text.masking.orders import Done
from gongkai.text.masking.screen import Edit, Screen, merged

_CODES = re.compile(r'&(?:"[^"]*"|[A-Za-z]|K[0-9A-F]{6})')
ABROAD = re.compile(r"\[[0-9]+\]")
"""A formula's reference to another workbook."""
_LITERAL = re.compile(r'"([^"]*)"')


def mask(views: Iterable[View], screen: Screen) -> list[Done]:
    """Marks what has to go on the nodes of ``views``, and says where that was."""
    done: list[Done] = []
    for view in views:
        for edit in _edits(view, said(view.pieces), screen):
            if spread(view.pieces, edit):
                done.append(Done(view.place, edit.new))
    return done


def in_formula(text: str, screen: Screen) -> Iterator[Edit]:
    """What has to go from a formula: inside quotation marks a mask may stand, elsewhere a 0.

    Names of sheets that have been masked are followed first.
    """
    names = [
        Edit(found.start(), found.end(), new)
        for old, new in screen.sheets.items()
        for found in re.finditer(re.escape(old), text)
    ]
    literals = (
        Edit(found.start(1), found.end(1), screen.exact[found[1]])
        for found in _LITERAL.finditer(text)
        if found[1] in screen.exact
    )
    yield from names
    for edit in merged(text, [*literals, *screen.edits(text)]):
        if any(name.start < edit.end and edit.start < name.end for name in names):
            continue
        quoted = text.count('"', 0, edit.start) % 2
        yield edit if quoted else Edit(edit.start, edit.end, "0")


def _edits(view: View, text: str, screen: Screen) -> Iterable[Edit]:
    match view.use:
        case Use.TEXT:
            return screen.lines(text)
        case Use.AGAIN:
            return screen.edits(text)
        case Use.NAME:
            return [Edit(e.start, e.end, e.new.replace("*", "x")) for e in screen.alone(text)]
        case Use.FORMULA if screen.links and ABROAD.search(text):
            return [Edit(0, len(text), "#REF!")]
        case Use.FORMULA:
            return in_formula(text, screen)
        case Use.NUMBER:
            return [Edit(0, len(text), "0")] if screen.alone(text) else []
        case Use.HEADER:
            return screen.edits(_CODES.sub(lambda code: " " * len(code[0]), text))
        case _:
            return screen.alone(text)
