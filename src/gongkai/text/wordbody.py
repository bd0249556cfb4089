"""A Word body brought into the plain form that the converter understands, with nothing left out.

The converter knows paragraphs, runs, tables, lists and pictures. What Word wraps around them
(text boxes, fields, content controls, formulas, automatic numbers) is unfolded here first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from gongkai.text.letterhead import Line
from gongkai.text.numbering import Numbering
from gongkai.text.wordstyles import Look, Styles
from gongkai.text.wordxml import DRAWING, MATH, MC, VML, W, is_on

SPLICED = frozenset(
    {f"{W}{name}" for name in ("fldSimple", "smartTag", "customXml", "dir", "bdo", "ruby")}
    | {f"{W}rubyBase", f"{W}sdtContent"}
)
REVISED = frozenset({f"{W}ins", f"{W}moveTo"})
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
DROPPED = frozenset({f"{W}rt", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rubyPr", f"{W}customXmlPr"})
_SHAPES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_RENAMED = {f"{W}cr": f"{W}br", f"{W}ptab": f"{W}tab"}
_STYLE_OF = {("", 1): "GkH2", ("", 2): "GkH3", ("c", 1): "GkH2C", ("c", 2): "GkH3C"}


class Body:
    """The body of one part; ``found`` counts what a reader should be told of."""

    def __init__(self, root: Element, styles: Styles, numbering: Numbering) -> None:
        self.root = root
        self.found: Counter[str] = Counter()
        self._styles = styles
        self._numbering = numbering
        self._labels: dict[Element, tuple[str, Look]] = {}

    def prepare(self) -> list[Line]:
        """Unfolds the tree in place; the paragraphs of the outermost level come back as lines."""
        self._unfold(self.root)
        paragraphs = list(self.root.iter(f"{W}p"))
        for paragraph in paragraphs:
            look = self._styles.look(paragraph)
            level = self._numbering.level(look.num, look.level)
            label = self._numbering.next(look.num, look.level) if level else ""
            self._labels[paragraph] = label, look
        outer = self.root.find(f"{W}body")
        lines = [self._line(p) for p in (outer if outer is not None else []) if p in self._labels]
        for parent in list(self.root.iter()):
            for _, group in groupby(parent, key=self._list_of):
                self._write([child for child in group if child in self._labels])
        return lines

    def _unfold(self, parent: Element) -> None:
        children = [new for child in parent for new in self._unfolded(child)]
        parent[:] = children

    def _unfolded(self, child: Element) -> Iterable[Element]:
        tag = child.tag
        if tag in DELETED or self._is_dropped(child):
            return []
        if tag == f"{MC}AlternateContent":
            return self._alternative(child)
        if tag in {f"{MATH}oMath", f"{MATH}oMathPara"}:
            self.found["formulas"] += 1
            return [_run("".join(text.text or "" for text in child.iter(f"{MATH}t")))]
        if tag in _SHAPES and child.find(f".//{W}txbxContent") is not None:
            return self._boxes(child)
        child.tag = _RENAMED.get(tag, tag)
        self._unfold(child)
        if tag in REVISED:
            self.found["revisions"] += 1
        return list(child) if tag in SPLICED | REVISED | {f"{W}sdt"} else [child]

    def _is_dropped(self, child: Element) -> bool:
        """Deleted, hidden or a remark: it was not part of the text, but may be news to the clerk."""
        if child.tag == f"{W}commentReference":
            self.found["comments"] += 1
            return True
        if child.tag == f"{W}r" and is_on(child.find(f"{W}rPr"), "vanish"):
            self.found["hidden"] += any(text.text for text in child.iter(f"{W}t"))
            return True
        if child.tag == f"{W}tr" and is_on(child.find(f"{W}trPr"), "del"):
            self.found["revisions"] += 1
            return True
        return child.tag in DROPPED

    def _alternative(self, child: Element) -> Iterable[Element]:
        """Of two renderings of one thing, the one whose text or picture can be read."""
        choice, fallback = child.find(f"{MC}Choice"), child.find(f"{MC}Fallback")
        readable = (f".//{W}txbxContent", f".//{DRAWING}blip", f".//{VML}imagedata", f".//{W}t")
        for wanted in readable:
            for rendering in (choice, fallback):
                if rendering is not None and rendering.find(wanted) is not None:
                    return [new for inner in list(rendering) for new in self._unfolded(inner)]
        self.found["shapes"] += 1
        return []

    def _boxes(self, shape: Element) -> Iterator[Element]:
        """The pictures of a shape, and each text box as an extra after the paragraph."""
        boxes = list(_outermost_boxes(shape))
        self.found["boxes"] += len(boxes)
        self._unfold(shape)
        yield shape
        for box in boxes:
            self._unfold(box)
            extra = Element(f"{W}pict")
            extra.append(box)
            yield extra

    def _line(self, paragraph: Element) -> Line:
        label, look = self._labels[paragraph]
        text = "".join(_said(node) for node in paragraph.iter())
        return Line(" ".join((label + text).split()), look.align == "c", look.size, look.is_title)

    def _list_of(self, child: Element) -> str:
        return self._labels[child][1].num if child in self._labels else ""

    def _write(self, group: list[Element]) -> None:
        """One run of neighbours in one list: a list if its numbers are 1. 2. 3., else text."""
        as_list = self._is_list(group)
        for paragraph in group:
            label, look = self._labels[paragraph]
            properties = Element(f"{W}pPr")
            if not as_list:
                SubElement(properties, f"{W}pStyle").set(f"{W}val", _style(look))
            numbered = SubElement(properties, f"{W}numPr")
            SubElement(numbered, f"{W}ilvl").set(f"{W}val", str(look.level))
            SubElement(numbered, f"{W}numId").set(f"{W}val", look.num if as_list else "0")
            for old in paragraph.findall(f"{W}pPr"):
                paragraph.remove(old)
            paragraph.insert(0, properties)
            if label and not as_list:
                paragraph.insert(1, _run(label + ("" if label[-1] in "、）)．." else " ")))

    def _is_list(self, group: list[Element]) -> bool:
        kept = False
        for at, paragraph in enumerate(group):
            label, look = self._labels[paragraph]
            level = self._numbering.level(look.num, look.level)
            if level is None or look.heading:
                return False
            plain = label == f"{at + 1}." and len(group) > 1 and look.level == 0
            if not level.is_bullet and not plain:
                return False
            kept = True
        return kept


def _style(look: Look) -> str:
    if look.is_title:
        return "GkH2C"
    if look.heading:
        return _STYLE_OF.get(("c" if look.align == "c" else "", look.heading), "GkH4")
    return f"Gk{look.align.upper()}" if look.align else "Gk"


def _outermost_boxes(shape: Element) -> Iterator[Element]:
    """Takes the text boxes out of a shape; a box inside a box stays where it is."""
    for child in list(shape):
        if child.tag == f"{W}txbxContent":
            shape.remove(child)
            yield child
        else:
            yield from _outermost_boxes(child)


def _said(node: Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    return " " if node.tag in {f"{W}tab", f"{W}br"} else ""


def _run(text: str) -> Element:
    run = Element(f"{W}r")
    SubElement(run, f"{W}t").text = text
    return run
