"""An OFD file (GB/T 33190): the text of its pages by position, and what stands beside it."""

import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from typing import BinaryIO

from gongkai.text.archive import check_zip, opened
from gongkai.text.document import Hidden, Place, not_seen
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.layout import Glyph, lines, paragraphs
from gongkai.text.documents.xmlstream import listen
from gongkai.text.refusal import BadFile

ROOT = "OFD.xml"
PROPERTIES = {
    "Title": "标题", "Author": "作者", "Subject": "主题", "Abstract": "摘要", "Keyword": "关键词",
    "Creator": "制作程序", "CreationDate": "创建时间", "ModDate": "修改时间",
    "CustomData": "自定义属性",
}  # fmt: skip
_PALE = frozenset({"255 255 255", "255,255,255"})


@dataclass(slots=True)
class _Object:
    """A text object: where its boundary lies, and why it is not seen."""

    x: float = 0
    y: float = 0
    size: float = 0
    hidden: Hidden | None = None
    letters: list[tuple[float, float, str]] = field(default_factory=list)


class _Root:
    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._name = self._said = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._name, self._said = name, ""

    def text(self, data: str) -> None:
        self._said += data

    def end(self, name: str) -> None:
        if name == self._name and name in PROPERTIES:
            self._gathering.say(self._said, Place(part=PROPERTIES[name]), Hidden.PROPERTY)
        self._name = ""


class _Page:
    """Positions grow downward in millimetres; they are turned so that up is more."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self.shown: list[Glyph] = []
        self.hidden: dict[Hidden, list[Glyph]] = defaultdict(list)
        self.pictures = 0
        self._object: _Object | None = None
        self._at: tuple[float, float] | None = None
        self._said = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "TextObject":
            numbers = _numbers(attrs.get("Boundary", ""))
            x, y = numbers[:2] if len(numbers) >= 2 else (0.0, 0.0)
            size = (_numbers(attrs.get("Size", "")) or [4.0])[0]
            gone = attrs.get("Visible") == "false" or attrs.get("Alpha") == "0"
            hidden = Hidden.TEXT if gone else Hidden.PALE if size <= 0.7 else None
            self._object = _Object(x, y, size, hidden)
        elif name == "FillColor" and self._object:
            pale = attrs.get("Value", "").strip() in _PALE or attrs.get("Alpha") == "0"
            self._object.hidden = self._object.hidden or (Hidden.PALE if pale else None)
        elif name == "TextCode":
            numbers = _numbers(f"{attrs.get('X', '0')} {attrs.get('Y', '0')}")
            self._at = (numbers[0], numbers[1]) if len(numbers) == 2 else (0.0, 0.0)
            self._said = ""
        elif name == "ImageObject":
            self.pictures += 1

    def text(self, data: str) -> None:
        if self._at:
            self._said += data

    def end(self, name: str) -> None:
        if name == "TextCode" and self._object and self._at:
            said = " ".join(self._said.split())
            if said:
                self._gathering.reckon(1)
                self._object.letters.append((*self._at, said))
            self._at = None
        elif name == "TextObject" and self._object:
            self._finish(self._object)
            self._object = None

    def _finish(self, found: _Object) -> None:
        into = self.hidden[found.hidden] if found.hidden else self.shown
        for x, y, said in found.letters:
            left, foot = found.x + x, -(found.y + y)
            wide = sum(found.size * (1 if ord(letter) > 0x2E7F else 0.5) for letter in said)
            into.append(Glyph(said, left, foot, left + wide, foot + found.size))


def read(file: BinaryIO) -> Gathering:
    """What the file says. Raises BadFile with a sentence that says what to do."""
    names = [entry.name for entry in check_zip(file, allow_nested=True)]
    if ROOT not in names:
        raise BadFile("这不是 OFD 文件，请检查文件。")
    gathering = Gathering()
    with opened(file) as archive:
        pages = sorted(filter(_is_page, names), key=_number)
        for number, name in enumerate(pages, 1):
            _page(archive, name, number, gathering)
        for name in names:
            if name.endswith(".xml") and "Annot" in name.rpartition("/")[2]:
                _annotations(archive, name, gathering)
        with archive.open(ROOT) as stream:
            listen(stream, _Root(gathering))
        for name in names:
            if "/Attachs/" in name and not name.endswith(".xml"):
                gathering.say(name.rpartition("/")[2], Place(part="附件名"), Hidden.EMBEDDED)
    return gathering


def _page(archive: zipfile.ZipFile, name: str, number: int, gathering: Gathering) -> None:
    page = _Page(gathering)
    with archive.open(name) as stream:
        listen(stream, page)
    for at, text in enumerate(paragraphs(lines(page.shown, ordered=False)), 1):
        gathering.say(text, Place(page=number, paragraph=at))
    for why, glyphs in page.hidden.items():
        for line in lines(glyphs, ordered=False):
            gathering.say(line.text, Place(page=number), why)
    if page.pictures:
        gathering.show(f"第{number}页的图片", Place(page=number))
    if page.pictures and not page.shown:
        gathering.note(not_seen(number))


def _annotations(archive: zipfile.ZipFile, name: str, gathering: Gathering) -> None:
    page = _Page(gathering)
    with archive.open(name) as stream:
        listen(stream, page)
    for line in lines([*page.shown, *(g for found in page.hidden.values() for g in found)]):
        gathering.say(line.text, Place(part="批注"), Hidden.COMMENT)


def _is_page(name: str) -> bool:
    return name.endswith("/Content.xml") and ("/Pages/" in name or "/Tpls/" in name)


def _number(name: str) -> tuple[str, int, str]:
    """Page_2 before Page_10; templates after the pages."""
    folder = name.split("/")[-2]
    digits = "".join(filter(str.isdigit, folder))[:9]
    return ("Tpls" if "/Tpls/" in name else ""), int(digits or 0), name


def _numbers(said: str) -> list[float]:
    try:
        found = [float(number) for number in said.split()]
    except ValueError:
        return []
    return [number if abs(number) < 1e6 else 0.0 for number in found]
