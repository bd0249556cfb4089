"""The texts of one part of markup as a reader meets them, though they are cut into runs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import unquote

from gongkai.text.document import Place
from gongkai.text.masking.markup import TOKEN, Node, attributes, local, unescape
from gongkai.text.masking.orders import Swap
from gongkai.text.masking.screen import Screen
from gongkai.text.masking.tables import Cell, Tables


class Use(Enum):
    """What a text is for, which decides how it can be masked."""

    TEXT = 1
    ALONE = 2
    NAME = 3
    """Other parts refer to it: no * may stand in it."""
    FORMULA = 4
    NUMBER = 5
    HEADER = 6
    """The header of a printed sheet, with codes such as &L."""
    AGAIN = 7
    """Texts of other views in a wider context: a row of cells, a paragraph before its changes."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the elements of a kind of markup mean, by their names without prefix."""

    blocks: frozenset[str]
    """Elements whose runs are read as one text."""
    runs: frozenset[str] | None
    """Elements whose text belongs to the block; None for all."""
    breaks: Mapping[str, str]
    cut: frozenset[str] = frozenset()
    """Elements that leave the copy with all that is in them."""
    unwrapped: frozenset[str] = frozenset()
    """Elements whose tags leave the copy."""
    deleted: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    void: frozenset[str] = frozenset()
    doomed: Mapping[str, str] = field(default_factory=dict)
    """Element → the one around it that is cut because of it."""
    is_sheet: bool = False


_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"}
    | {"totalsRowFormula", "location", "ref"}
)
_HEADERS = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
_NUMBERS = frozenset({"numCache", "numLit", "numDim"})
_NAMES = frozenset({"name", "anchor", "Target", "PartName", "id", "Id"})
_SHAPES = re.compile(r"""\bObjectType\s*=\s*["'](?:Note|Pict)["']""")
"""Shapes of an old drawing that show a comment or an embedded file."""
_APART = frozenset({"Choice", "Fallback", "rt", "rubyBase", "rPh"})
"""Renderings of one thing beside another: their texts are not read on."""


@dataclass(slots=True)
class View:
    """Nodes that are read as one text; strings between them are breaks that no node holds."""

    pieces: list[Node | str]
    use: Use = Use.TEXT
    place: Place = field(default_factory=Place)

    def nodes(self) -> Iterator[Node]:
        """The nodes in order."""
        return (piece for piece in self.pieces if isinstance(piece, Node))


@dataclass(slots=True)
class Block:
    """A paragraph or string: as it is seen, as it was before changes, its codes.

    Its content stands at ``source[start:end]``.
    """

    name: str = ""
    start: int = 0
    end: int = 0
    seen: list[Node | str] = field(default_factory=list)
    before: list[Node | str] = field(default_factory=list)
    codes: list[Node | str] = field(default_factory=list)
    is_changed: bool = False


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    name: str
    start: int
    block: Block | None = None
    is_cut: bool = False


class Flow:
    """Reads markup; ``views`` are what is to be screened, ``cuts`` what a copy leaves out."""

    def __init__(
        self,
        grammar: Grammar,
        screen: Screen,
        part: str = "",
        cells: Mapping[tuple[int, int, int], Sequence[Swap]] | None = None,
    ) -> None:
        self.views: list[View] = []
        self.cuts: list[tuple[int, int]] = []
        self.blocks: list[Block] = []
        self.has_changes = False
        """Somebody's changes were tracked."""
        self.tables = Tables(cells or {}, part)
        self._grammar = grammar
        self._screen = screen
        self._part = part
        self._open: list[_Open] = []
        self._reading = [Block()]
        self._deleted = 0
        self._inserted = 0
        self._paragraphs = 0

    def read(self, source: str, spans: Iterable[tuple[int, int]] = ()) -> "Flow":
        """Reads ``source``, or only the ``spans`` of it."""
        for start, end in spans or ((0, len(source)),):
            for token in TOKEN.finditer(source, start, end):
                self._token(token)
        self._end_block(self._reading[0])
        return self

    def nodes(self) -> Iterator[Node]:
        """Every node that is in a view."""
        for view in self.views:
            yield from view.nodes()

    def _token(self, token: re.Match[str]) -> None:
        if token[7] is not None:
            self._text(token.start(), token.end(), token[7])
        elif token[2] is None:
            self._rare(token)
        elif token[1]:
            self._end(local(token[2]), token)
        else:
            self._start(local(token[2]), token)

    def _rare(self, token: re.Match[str]) -> None:
        """Literal text is text; comments and instructions are screened and cut."""
        start, end = token.span()
        if token[6] is not None:
            self._text(start, end, token[6], is_literal=True)
            return
        said = token[4] if token[4] is not None else token[5]
        if not said.startswith("xml "):
            self._alone(Node(start, end, said), Use.ALONE)
            self.cuts.append((start, end))

    def _start(self, name: str, token: re.Match[str]) -> None:
        grammar, attrs = self._grammar, token[3]
        if attrs:
            self._attributes(name, attrs, token.start(3))
        if name in grammar.breaks:
            self._write(grammar.breaks[name])
        self.has_changes |= name in grammar.unwrapped or name in grammar.deleted
        if name in grammar.doomed and (name != "ClientData" or _SHAPES.search(attrs)):
            self._doom(grammar.doomed[name])
        self.tables.start(name, attrs, token.start())
        if attrs.endswith("/") or name in grammar.void:
            if name in grammar.cut or name in grammar.unwrapped:
                self.cuts.append(token.span())
            if name in grammar.blocks:
                self.blocks.append(Block(name, token.start(), token.start()))
            self.tables.end(name, token.end())
            return
        opened = _Open(name, token.start())
        if name in grammar.blocks or name in _APART:
            opened.block = Block(name, token.end())
            self._reading.append(opened.block)
            self._paragraphs += name in grammar.blocks
        if name in grammar.unwrapped:
            self.cuts.append(token.span())
            self._inserted += 1
        self._deleted += name in grammar.deleted
        self._open.append(opened)

    def _end(self, name: str, token: re.Match[str]) -> None:
        opened = self._open.pop()
        grammar = self._grammar
        if opened.block:
            self._reading.pop()
            opened.block.end = token.start()
            self._end_block(opened.block)
        if opened.is_cut or name in grammar.cut:
            self.cuts.append((opened.start, token.end()))
        if name in grammar.unwrapped:
            self.cuts.append(token.span())
            self._inserted -= 1
        self._deleted -= name in grammar.deleted
        self.tables.end(name, token.end())
        self.cuts += self.tables.cuts()
        for row in self.tables.rows():
            self.views.append(View(row, Use.AGAIN, place=self.tables.place(self._part)))

    def _end_block(self, block: Block) -> None:
        place = self._place()
        self.blocks.append(block)
        if block.seen:
            self.views.append(View(block.seen, place=place))
            self.tables.add([*block.seen])
        if block.is_changed:
            self.views.append(View(block.before, Use.AGAIN, place))
        if block.codes:
            self.views.append(View(block.codes, place=place))

    def _text(self, start: int, end: int, raw: str, *, is_literal: bool = False) -> None:
        name = self._open[-1].name if self._open else ""
        grammar = self._grammar
        said = raw if is_literal else unescape(raw, is_sheet=grammar.is_sheet)
        node = Node(start, end, said, is_sheet=grammar.is_sheet)
        if name in grammar.codes:
            self._reading[-1].codes.append(node)
        elif grammar.runs is None or name in grammar.runs:
            self._write(node)
            if len(self._reading) == 1:
                self._alone(node, Use.ALONE)
        elif not raw.isspace():
            self._alone(node, self._use(name))

    def _write(self, piece: Node | str) -> None:
        """What is deleted was there before; what is inserted was not."""
        block = self._reading[-1]
        if self._deleted:
            block.is_changed = True
            block.before.append(piece)
            return
        block.seen.append(piece)
        if not self._inserted:
            block.before.append(piece)

    def _doom(self, around: str) -> None:
        for opened in reversed(self._open):
            if opened.name == around:
                opened.is_cut = True
                return

    def _attributes(self, name: str, attrs: str, at: int) -> None:
        for key, node in attributes(attrs, at):
            use = Use.NAME if key in _NAMES else Use.ALONE
            if key in _FORMULAS:
                use = Use.FORMULA
            if key in {"Target", "PartName"} and "%" in node.text:
                node.text = unquote(node.text)
            if name == "pageSetup" and key == "id":
                self.cuts.append(_whole(attrs, node, at))
            self._alone(node, use)

    def _alone(self, node: Node, use: Use) -> None:
        abroad = use is Use.FORMULA and self._screen.links and "[" in node.text
        if abroad or not self._screen.is_idle(node.text):
            self.views.append(View([node], use, self._place()))

    def _use(self, name: str) -> Use:
        if any(opened.name in _NUMBERS for opened in self._open):
            return Use.NUMBER if name not in _FORMULAS else Use.FORMULA
        if name in _FORMULAS:
            return Use.FORMULA
        return Use.HEADER if name in _HEADERS else Use.ALONE

    def _place(self) -> Place:
        cell: Cell | None = self.tables.current
        if cell:
            return self.tables.place(self._part)
        return Place(part=self._part, paragraph=self._paragraphs)


def _whole(attrs: str, value: Node, at: int) -> tuple[int, int]:
    """Where the attribute of that value stands, with the space before it."""
    start = max(attrs.rfind(" ", 0, value.start - at), attrs.rfind("\n", 0, value.start - at))
    return at + start, value.end + 1
