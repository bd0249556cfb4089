"""A presentation (.pptx): its slides in the order of the show, their notes, and what is not shown."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from gongkai.text.archive import check_zip, opened
from gongkai.text.document import Hidden, Place, Table
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.package import Relation, leftovers, pictures, relations, words
from gongkai.text.documents.sheetlook import number
from gongkai.text.documents.xmlstream import listen, local
from gongkai.text.refusal import BadFile

MAIN = "ppt/presentation.xml"
_SLIDE = re.compile(r"ppt/slides/[^/]+\.xml")
_PATTERN = re.compile(r"ppt/(?:slideMasters|slideLayouts|notesMasters|handoutMasters)/[^/]+\.xml")
_COMMENTS = re.compile(r"ppt/comments/[^/]+\.xml")
_AUTHORS = re.compile(r"ppt/(?:commentAuthors|authors)\.xml")
_UNSAID = re.compile(
    r"ppt/(?:presProps|viewProps|tableStyles)\.xml"
    r"|ppt/diagrams/(?:drawing|layout|colors|quickStyle)\d*\.xml"
)
"""Parts that hold no words of people; a diagram's drawing repeats its data."""
_SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp", "grpSp"})
_YES = frozenset({"1", "true"})
_MAX_SPAN = 1_000


@dataclass(slots=True)
class _Shape:
    """A shape that is open: why it is not seen, and whether its words only show how to fill it."""

    hidden: Hidden | None
    sample: bool = False


class _Order:
    """The slides of the show, by the names of their relationships."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "sldId":
            self.found += [value for key, value in attrs.items() if key.endswith(":id")]

    def end(self, name: str) -> None:
        """Only attributes count."""

    def text(self, data: str) -> None:
        """Only attributes count."""


class _Authors(_Order):
    """The names of those who commented."""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name in {"cmAuthor", "author"}:
            self.found.append(attrs.get("name", ""))


class _Slide:
    """Listens to a slide, its notes, or a pattern whose placeholders hold samples."""

    def __init__(
        self,
        gathering: Gathering,
        links: Mapping[str, Relation],
        place: Place,
        hidden: Hidden | None = None,
        *,
        is_pattern: bool = False,
    ) -> None:
        self.pictures: set[str] = set()
        self._gathering = gathering
        self._links = links
        self._place = place
        self._is_pattern = is_pattern
        self._shapes = [_Shape(hidden)]
        self._told = self._tables = 0
        self._said: list[str] | None = None
        self._pieces: list[str] = []
        self._numbered = False
        self._rows: list[list[str]] | None = None
        self._cell: list[str] = []
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name in _SHAPES:
            before = self._shapes[-1]
            self._shapes.append(_Shape(before.hidden, before.sample))
        elif name in {"sld", "cNvPr", "ph"}:
            self._describe(name, attrs)
        elif name == "fld":
            self._numbered = attrs.get("type") == "slidenum"
        elif name == "t":
            self._said = []
        elif name == "br":
            self._pieces.append("\n")
        elif name == "blip":
            self._picture(local(attrs).get("embed", ""))
        elif name == "tbl":
            self._rows, self._spans = [], {}
        elif self._rows is not None and name == "tr":
            self._rows.append([])
        elif self._rows and name == "tc":
            self._start_cell(self._rows, attrs)

    def text(self, data: str) -> None:
        if self._said is not None and not self._numbered:
            self._said.append(data)

    def end(self, name: str) -> None:
        if name in _SHAPES:
            self._shapes.pop()
        elif name == "fld":
            self._numbered = False
        elif name == "t":
            self._pieces += self._said or ()
            self._said = None
        elif name == "p":
            self._end_paragraph()
        elif name == "tc" and self._rows:
            self._rows[-1].append("\n".join(self._cell).strip())
        elif name == "tbl" and self._rows is not None:
            self._end_table(self._rows)

    def _describe(self, name: str, attrs: dict[str, str]) -> None:
        """What a slide or a shape says of itself."""
        shape = self._shapes[-1]
        if name == "ph":
            shape.sample = self._is_pattern
        elif name == "sld":
            if attrs.get("show") in {"0", "false"}:
                shape.hidden = Hidden.SLIDE
        else:
            if attrs.get("hidden") in _YES:
                shape.hidden = shape.hidden or Hidden.TEXT
            for key in ("descr", "title"):
                self._gathering.say(attrs.get(key, ""), self._place, Hidden.ALTERNATIVE)

    def _picture(self, key: str) -> None:
        link = self._links.get(key)
        if link and not link.external:
            self.pictures.add(link.target)
            self._gathering.show(link.target.rpartition("/")[2], self._place)

    def _start_cell(self, rows: list[list[str]], attrs: dict[str, str]) -> None:
        self._gathering.reckon(1)
        self._cell = []
        tall, wide = (
            min(max(number(attrs.get(key)), 1), _MAX_SPAN) for key in ("rowSpan", "gridSpan")
        )
        if tall * wide > 1:
            self._spans[len(rows) - 1, len(rows[-1])] = (tall, wide)

    def _end_paragraph(self) -> None:
        said, shape = "".join(self._pieces).strip(), self._shapes[-1]
        self._pieces.clear()
        if shape.sample or not said:
            return
        if self._rows:
            self._cell.append(said)
            return
        self._told += 1
        place = Place(page=self._place.page, paragraph=self._told, part=self._place.part)
        self._gathering.say(said, place, shape.hidden)

    def _end_table(self, rows: list[list[str]]) -> None:
        self._tables += 1
        place = Place(page=self._place.page, table=self._tables, part=self._place.part)
        grid = tuple(map(tuple, rows))
        hidden = self._shapes[-1].hidden
        self._gathering.tabulate(Table(grid, place, spans=self._spans, hidden=hidden))
        self._rows = None


def read(file: BinaryIO) -> Gathering:
    """What the file says. Raises BadFile with a sentence that says what to do."""
    names = [entry.name for entry in check_zip(file, allow_nested=True)]
    if MAIN not in names:
        raise BadFile("这不是演示文稿，请检查文件。")
    with opened(file) as archive:
        return _Presentation(archive, names).read()


class _Presentation:
    def __init__(self, archive: zipfile.ZipFile, names: list[str]) -> None:
        self._archive = archive
        self._names = names
        self._gathering = Gathering()
        self._done = {MAIN, *filter(_UNSAID.fullmatch, names)}
        self._shown: set[str] = set()

    def read(self) -> Gathering:
        gathering = self._gathering
        order = _Order()
        with self._archive.open(MAIN) as stream:
            listen(stream, order)
        links = relations(self._archive, MAIN)
        show = [links[key].target for key in order.found if key in links]
        for page, name in enumerate(filter(self._names.__contains__, show), 1):
            self._slide(name, Place(page=page), None)
        for name in filter(_SLIDE.fullmatch, self._names):
            self._slide(name, Place(part="没有放映的幻灯片"), Hidden.SLIDE)
        for name in filter(_PATTERN.fullmatch, self._names):
            self._hear(name, Place(part="母版"), None, is_pattern=True)
        self._remarks()
        for name in pictures(self._archive, self._shown):
            gathering.show(name.rpartition("/")[2], Place(part="没有显示的图片"))
        leftovers(self._archive, gathering, self._done)
        return gathering

    def _slide(self, name: str, place: Place, hidden: Hidden | None) -> None:
        """A slide and its notes, unless they were read before."""
        notes = Place(page=place.page, part="演讲者备注")
        for link in self._hear(name, place, hidden):
            if link.kind == "notesSlide" and link.target in self._names:
                self._hear(link.target, notes, Hidden.COMMENT)

    def _hear(
        self, name: str, place: Place, hidden: Hidden | None, *, is_pattern: bool = False
    ) -> list[Relation]:
        """Reads a part once; its relationships."""
        if name in self._done:
            return []
        self._done.add(name)
        links = relations(self._archive, name)
        heard = _Slide(self._gathering, links, place, hidden, is_pattern=is_pattern)
        with self._archive.open(name) as stream:
            listen(stream, heard)
        self._shown |= heard.pictures
        return list(links.values())

    def _remarks(self) -> None:
        """Comments, and who wrote them."""
        for name in filter(_COMMENTS.fullmatch, self._names):
            words(self._archive, name, self._gathering, "批注", Hidden.COMMENT)
            self._done.add(name)
        for name in filter(_AUTHORS.fullmatch, self._names):
            authors = _Authors()
            with self._archive.open(name) as stream:
                listen(stream, authors)
            for author in dict.fromkeys(authors.found):
                place = Place(part="修订和批注的作者")
                self._gathering.say(author, place, Hidden.PROPERTY)
            self._done.add(name)
