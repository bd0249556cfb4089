"""The shared strings of a workbook: each may stand in many cells, or in none any more."""

from dataclasses import replace

from gongkai.text.masking.flow import Block, Flow, Use
from gongkai.text.masking.grammars import BOOK
from gongkai.text.masking.markup import TOKEN, Node, rendered, spread
from gongkai.text.masking.masks import mask
from gongkai.text.masking.screen import Edit, Screen


class Strings:
    """The strings of ``source``; ``used`` are those that a cell of the copy still names."""

    def __init__(self, source: str, screen: Screen) -> None:
        self.used: set[int] = set()
        self._source = source
        self._screen = screen
        flow = Flow(BOOK, screen).read(source)
        self._cuts = flow.cuts
        self._others = [view for view in flow.views if view.use not in {Use.TEXT, Use.AGAIN}]
        self._blocks = [block for block in flow.blocks if block.name == "si"]
        self._texts = ["".join(node.text for node in _nodes(block)) for block in self._blocks]
        self.prefix = _prefix(source)

    def text(self, index: int) -> str:
        """What the string says; '' where there is none."""
        return self._texts[index] if 0 <= index < len(self._texts) else ""

    def inner(self, index: int, edits: tuple[Edit, ...]) -> str:
        """The content of the string after ``edits``, its runs and their looks kept."""
        block = self._blocks[index]
        nodes = [
            replace(node, start=node.start - block.start, end=node.end - block.start, edits=[])
            for node in _nodes(block)
        ]
        for edit in edits:
            spread(nodes, edit)
        cuts = [
            (start - block.start, end - block.start)
            for start, end in self._cuts
            if block.start <= start < block.end
        ]
        return rendered(self._source[block.start : block.end], nodes, cuts)

    def rewritten(self) -> tuple[str, bool]:
        """The part for the copy, and whether a datum had to go from it.

        A string keeps its number; one that no cell names is emptied.
        """
        found = bool(mask(self._others, self._screen))
        nodes = [node for view in self._others for node in view.nodes()]
        cuts = [*self._cuts]
        for index, block in enumerate(self._blocks):
            if index not in self.used:
                found |= bool(self._screen.lines(self._texts[index]))
                cuts.append((block.start, block.end))
                continue
            edits = self._screen.lines(self._texts[index])
            found |= bool(edits)
            for edit in edits:
                spread(block.seen, edit)
            nodes += _nodes(block)
        return rendered(self._source, nodes, cuts), found


def _nodes(block: Block) -> list[Node]:
    return [piece for piece in block.seen if isinstance(piece, Node)]


def _prefix(source: str) -> str:
    """The prefix of the part's elements with its colon; '' where they have none."""
    root = next(token for token in TOKEN.finditer(source) if token[2])
    return root[2].rpartition(":")[0] + ":" if ":" in root[2] else ""
