"""One part of a Word file read as a stream: paragraphs, tables, boxes, and what they hide."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, SubElement

from gongkai.text.document import Hidden, Paragraph, Part, Picture, Place, Table
from gongkai.text.documents.docxtable import Grid
from gongkai.text.documents.gathering import Gathering, Piece, seen, unseen
from gongkai.text.documents.package import Relation
from gongkai.text.documents.runlook import RunLooks, fill_of
from gongkai.text.documents.xmlstream import NESTED, local
from gongkai.text.numbering import Numbering
from gongkai.text.refusal import BadFile
from gongkai.text.wordstyles import Styles
from gongkai.text.wordxml import W, value

MAX_NODES = 10_000
"""Elements in one set of properties; there are some ten."""
_PROPERTIES = frozenset({"pPr", "rPr", "tcPr", "trPr", "sectPr", "tblPr"})
_TEXTS = frozenset({"t", "delText", "instrText", "delInstrText"})
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_REVISED = {
    "del": Hidden.DELETED, "moveFrom": Hidden.DELETED, "rt": Hidden.ALTERNATIVE,
    "instrText": Hidden.INSTRUCTION, "delInstrText": Hidden.INSTRUCTION,
    "delText": Hidden.DELETED,
}  # fmt: skip
_FLOWS = frozenset({"tc", "txbxContent"})
_RENDERINGS = frozenset({"AlternateContent", "Choice", "Fallback"})
_UNITS = {"footnote": "脚注", "endnote": "尾注", "comment": "批注", "docPart": "词条"}
_PEOPLE = frozenset({"ins", "del", "moveFrom", "moveTo", "comment", "rPrChange", "pPrChange"})
_ATTRIBUTES = ("descr", "title", "alt", "name")


@dataclass(slots=True)
class Shared:
    """What the parts of a Word file have in common."""

    styles: Styles
    runs: RunLooks
    numbering: Numbering
    gathering: Gathering
    authors: dict[str, None] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    tables: int = 0


@dataclass(slots=True)
class _Writing:
    """A paragraph while it is read: its pieces, and why each is not seen."""

    pieces: list[Piece] = field(default_factory=list)
    properties: Element | None = None


@dataclass(slots=True)
class _Flow:
    """What paragraphs stand in: the part itself, a cell, a text box, one of two renderings.

    Of its writings the first is for text outside any paragraph, the last is open.
    """

    fill: str = ""
    grid: Grid | None = None
    parts: list[Part] = field(default_factory=list)
    writings: list[_Writing] = field(default_factory=lambda: [_Writing()])


class WordStream:
    """Listens to one part; `part` names it in places, '' for the body."""

    def __init__(
        self,
        shared: Shared,
        links: Mapping[str, Relation],
        part: str = "",
        hidden: Hidden | None = None,
    ) -> None:
        self._shared = shared
        self._links = links
        self._part = part
        self._hidden = hidden
        self._count = 0
        self._flows = [_Flow()]
        self._why: list[Hidden] = []
        self._look: Hidden | None = None
        self._judged = False
        self._tree: list[Element] = []
        self._nodes = 0
        self._text: list[str] | None = None

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element begins."""
        if self._tree:
            self._nodes += 1
            if self._nodes > MAX_NODES:
                raise BadFile(NESTED)
            self._tree.append(_child(self._tree[-1], name, attrs))
        elif name in _PROPERTIES:
            self._nodes = 0
            self._tree.append(Element(f"{W}{name}"))
        elif name == "p":
            self._flows[-1].writings.append(_Writing())
        elif name in _TEXTS:
            self._text = []
        elif name == "tbl":
            self._flows.append(_Flow(self._flows[-1].fill, Grid()))
        elif name in _FLOWS | _RENDERINGS:
            self._flows.append(_Flow(self._flows[-1].fill))
        else:
            self._start_other(name, attrs)
        if name in _REVISED and not self._tree:
            self._why.append(_REVISED[name])

    def text(self, data: str) -> None:
        """Characters; only those in texts count."""
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._tree:
            finished = self._tree.pop()
            if not self._tree:
                self._apply(name, finished)
            return
        if name in _TEXTS:
            self._write("".join(self._text or ()))
            self._text = None
        elif name == "p":
            self._end_paragraph()
        elif name == "tbl" or name in _FLOWS:
            self._end_flow(name)
        elif name in _RENDERINGS:
            self._end_alternative(name)
        if name in _REVISED:
            self._why.pop()

    def finish(self) -> None:
        """Everything goes to the gathering."""
        flow = self._flows[0]
        for part in (*flow.parts, *self._paragraphs(flow.writings[0].pieces)):
            _add(self._shared.gathering, part)

    def _start_other(self, name: str, attrs: dict[str, str]) -> None:
        if name == "r":
            self._look, self._judged = None, False
        elif name == "tr" and self._flows[-1].grid is not None:
            self._flows[-1].grid.start_row()
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif attrs:
            self._attributes(name, local(attrs))

    def _attributes(self, name: str, attrs: dict[str, str]) -> None:
        """Words and references in attributes."""
        if name in _PEOPLE and attrs.get("author"):
            self._shared.authors[attrs["author"]] = None
        if name in _UNITS:
            self._part, self._count = _UNITS[name], 0
        if name == "fldSimple":
            self._beside(attrs.get("instr", ""), Hidden.INSTRUCTION)
        elif name == "textpath":
            self._write(attrs.get("string", ""))
        elif name in {"docPr", "cNvPr", "shape", "imagedata"}:
            for key in ("descr", "title", "alt"):
                self._beside(attrs.get(key, ""), Hidden.ALTERNATIVE)
        elif name in {"hyperlink", "hlinkClick"}:
            self._beside(attrs.get("tooltip", ""), Hidden.ALTERNATIVE)
        elif name in {"alias", "tag", "listItem", "listEntry", "default"}:
            for said in dict.fromkeys(attrs.values()):
                self._beside(said, Hidden.INSTRUCTION)
        if name in {"blip", "imagedata"}:
            link = self._links.get(attrs.get("embed", attrs.get("id", "")))
            if link and not link.external:
                self._shared.gathering.expect()
                self._shared.pictures.add(link.target)
                self._flows[-1].parts.append(
                    Picture(link.target.rpartition("/")[2], self._place(self._count + 1))
                )

    def _apply(self, name: str, found: Element) -> None:
        """Properties are whole: they bear on the run, paragraph, cell or row they stand in."""
        flow = self._flows[-1]
        if name == "pPr":
            flow.writings[-1].properties = found
        elif name == "rPr":
            self._judge(found)
        elif name == "tcPr":
            flow.fill = fill_of(found) or flow.fill
            if len(self._flows) > 1 and self._flows[-2].grid is not None:
                self._flows[-2].grid.describe(found)
        elif name == "trPr" and flow.grid is not None:
            flow.grid.describe_row(found)
        elif name == "tblPr":
            for said in ("tblCaption", "tblDescription"):
                self._beside(value(found, said), Hidden.ALTERNATIVE)

    def _judge(self, run: Element | None) -> None:
        """Whether the run with these properties, or with none, can be seen."""
        flow = self._flows[-1]
        properties = flow.writings[-1].properties
        self._look = self._shared.runs.hidden(run, properties, (flow.fill,))
        self._judged = True

    def _write(self, text: str) -> None:
        if not self._judged:
            self._judge(None)
        hidden = self._why[-1] if self._why else self._look
        self._flows[-1].writings[-1].pieces.append((text, hidden))

    def _beside(self, text: str, hidden: Hidden) -> None:
        if text.strip():
            self._shared.gathering.expect()
            place = self._place(self._count + 1)
            self._flows[-1].parts.append(Paragraph(text.strip(), place, 0, self._hidden or hidden))

    def _place(self, paragraph: int) -> Place:
        return Place(paragraph=paragraph, part=self._part)

    def _end_paragraph(self) -> None:
        flow = self._flows[-1]
        writing = flow.writings.pop()
        self._shared.gathering.expect()
        if len(self._flows) == 1:
            self._count += 1
        place = self._place(self._count + (len(self._flows) > 1))
        fake = Element(f"{W}p")
        if writing.properties is not None:
            fake.append(writing.properties)
        look = self._shared.styles.look(fake)
        visible = seen(writing.pieces).strip()
        label = self._label(look.num, look.level)
        level = 1 if look.is_title else min(look.heading, 6)
        if visible or not unseen(writing.pieces):
            flow.parts.append(Paragraph(label + visible, place, level, self._hidden))
        for hidden, text in unseen(writing.pieces):
            flow.parts.append(Paragraph(text, place, 0, self._hidden or hidden))

    def _label(self, num: str, level: int) -> str:
        if not self._shared.numbering.level(num, level):
            return ""
        label = self._shared.numbering.next(num, level)
        return label + ("" if not label or label[-1] in "、）)．." else " ")

    def _end_flow(self, name: str) -> None:
        flow = self._flows.pop()
        flow.parts += self._paragraphs(flow.writings[0].pieces)
        outer = self._flows[-1]
        if name == "tc" and outer.grid is not None:
            outer.grid.add("\n".join(_seen(flow.parts)), self._shared.gathering)
            outer.parts += [part for part in flow.parts if not _is_seen(part)]
        elif name == "tbl" and flow.grid is not None:
            self._shared.tables += 1
            place = Place(table=self._shared.tables, part=self._part)
            hidden = self._hidden or (self._why[-1] if self._why else None)
            table, covered = flow.grid.table(place, hidden)
            outer.parts.append(table)
            outer.parts += [replace(part, place=_at(part.place, place)) for part in covered]
            outer.parts += flow.parts
        else:
            outer.parts += flow.parts

    def _end_alternative(self, name: str) -> None:
        """Of two renderings of one thing the first counts; other words of the second are hidden."""
        flow = self._flows.pop()
        outer = self._flows[-1]
        pieces = flow.writings[0].pieces
        first = outer.writings[-1].pieces
        if name == "Fallback" and (outer.parts or first):
            told = [*outer.parts, *self._paragraphs(first)]
            known = {_words(part) for part in told} | {""}
            outer.parts += [
                replace(part, hidden=part.hidden or Hidden.TEXT)
                for part in (*flow.parts, *self._paragraphs(pieces))
                if not isinstance(part, Picture) and _words(part) not in known
            ]
        else:
            first += pieces
            outer.parts += flow.parts

    def _paragraphs(self, pieces: list[Piece]) -> list[Part]:
        """Text that stands in no paragraph of its own."""
        place = self._place(self._count + 1)
        visible = seen(pieces).strip()
        parts: list[Part] = [Paragraph(visible, place, 0, self._hidden)] if visible else []
        return parts + [
            Paragraph(text, place, 0, self._hidden or hidden) for hidden, text in unseen(pieces)
        ]


def _words(part: Part) -> str:
    if isinstance(part, Table):
        return "\n".join("\t".join(row) for row in part.rows)
    return part.text if isinstance(part, Paragraph) else ""


def _is_seen(part: Part) -> bool:
    return isinstance(part, Paragraph) and part.hidden is None


def _seen(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Paragraph) and not part.hidden]


def _at(own: Place, table: Place) -> Place:
    return replace(own, table=table.table, part=table.part)


def _child(parent: Element, name: str, attrs: dict[str, str]) -> Element:
    named = {f"{W}{key}": value for key, value in local(attrs).items()}
    return SubElement(parent, f"{W}{name}", named)


def _add(gathering: Gathering, part: Part) -> None:
    if isinstance(part, Paragraph):
        gathering.say(part.text, part.place, part.hidden, level=part.level)
    elif isinstance(part, Table):
        gathering.tabulate(part)
    else:
        gathering.show(part.name, part.place)
