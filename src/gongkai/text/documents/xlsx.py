"""A workbook (.xlsx): its sheets as tables, and everything that does not show."""

import zipfile
from typing import BinaryIO

from gongkai.text.archive import check_zip, opened
from gongkai.text.document import Hidden, Place
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.numberformat import shown
from gongkai.text.documents.package import Relation, leftovers, relations
from gongkai.text.documents.sheet import Book, Sheet, position
from gongkai.text.documents.sheetlook import Looks
from gongkai.text.documents.xmlstream import Listener, listen, local
from gongkai.text.refusal import BadFile

WORKBOOK = "xl/workbook.xml"
MAX_STRINGS = 2_000_000


class _Workbook:
    def __init__(self, gathering: Gathering) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False
        self._gathering = gathering
        self._name = self._said = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._said = ""
        if name == "sheet":
            own = local(attrs)
            hidden = own.get("state", "visible") != "visible"
            self._gathering.reckon(100)
            self.sheets.append((own.get("name", ""), own.get("id", ""), hidden))
        elif name == "workbookPr":
            self.since_1904 = attrs.get("date1904") in {"1", "true"}
        elif name == "definedName":
            self._name = attrs.get("name", "")
            self._gathering.say(attrs.get("comment", ""), Place(part="名称"), Hidden.INSTRUCTION)

    def text(self, data: str) -> None:
        self._said += data

    def end(self, name: str) -> None:
        if name == "definedName" and ('"' in self._said or "!" not in self._said):
            self._gathering.say(
                f"{self._name} {self._said}", Place(part="名称"), Hidden.INSTRUCTION
            )


class _Strings:
    """The shared strings; their pinyin is not part of them."""

    def __init__(self, gathering: Gathering) -> None:
        self.found: list[str] = []
        self._gathering = gathering
        self._pieces: list[str] = []
        self._inside = False
        self._sound = False
        self._length = 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._sound = True
        self._inside = name == "t"

    def text(self, data: str) -> None:
        if self._inside and self._sound:
            self._gathering.say(data, Place(part="拼音"), Hidden.TEXT)
        elif self._inside:
            self._pieces.append(data)

    def end(self, name: str) -> None:
        self._inside = False
        if name == "rPh":
            self._sound = False
        elif name == "si":
            self.found.append("".join(self._pieces).strip())
            self._length += len(self.found[-1])
            if len(self.found) > MAX_STRINGS or self._length > MAX_STRINGS * 10:
                raise BadFile("表格里的文字太多，系统无法一次检查完。请拆成几个文件后分别上传。")


class _Comments:
    """Remarks on cells, the old and the threaded ones."""

    def __init__(self, gathering: Gathering, sheet: str) -> None:
        self._gathering = gathering
        self._sheet = sheet
        self._place = Place(part="批注")
        self._said = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name in {"comment", "threadedComment"}:
            row, column = position(attrs.get("ref", ""))
            self._place = Place(sheet=self._sheet, row=row, column=column, part="批注")
        if name in {"comment", "threadedComment", "author"}:
            self._said = ""

    def text(self, data: str) -> None:
        self._said += data

    def end(self, name: str) -> None:
        if name in {"comment", "threadedComment"}:
            self._gathering.say(self._said, self._place, Hidden.COMMENT)
        elif name == "author":
            self._gathering.say(self._said, Place(part="批注作者"), Hidden.PROPERTY)


class _Cache:
    """The values a pivot table or a link to another file keeps of its source."""

    def __init__(self, gathering: Gathering, part: str) -> None:
        self._gathering = gathering
        self._place = Place(part=part)
        self._seen: set[str] = set()
        self._said = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._said = ""
        keep = ("v", "c", "name", "caption", "n", "val", "refersTo")
        for key in keep:
            value = attrs.get(key, "")
            self._keep(shown(value, "") if name == "n" else value)

    def text(self, data: str) -> None:
        self._said += data

    def end(self, name: str) -> None:
        self._keep(self._said)
        self._said = ""

    def _keep(self, value: str) -> None:
        if value.strip() and value not in self._seen:
            self._seen.add(value)
            self._gathering.say(value, self._place, Hidden.CACHE)


_CACHES = {
    "xl/pivotCache/": "透视表的缓存", "xl/pivotTables/": "透视表", "xl/externalLinks/": "外部链接的缓存",
    "xl/slicerCaches/": "切片器的缓存", "xl/slicers/": "切片器", "xl/queryTables/": "查询",
}  # fmt: skip
_UNSAID = ("xl/calcChain.xml", "xl/metadata.xml")


def read(file: BinaryIO) -> Gathering:
    """What the workbook says. Raises BadFile with a sentence that says what to do."""
    names = {entry.name for entry in check_zip(file, allow_nested=True)}
    if WORKBOOK not in names:
        raise BadFile("这不是 Excel 工作簿，请检查文件。")
    with opened(file) as archive:
        book = Book()
        workbook = _Workbook(book.gathering)
        _hear(archive, WORKBOOK, workbook)
        links = relations(archive, WORKBOOK)
        done = {WORKBOOK, *_UNSAID, *_shared(archive, links, book)}
        book.since_1904 = workbook.since_1904
        for name, link, hidden in workbook.sheets:
            part = links[link].target if link in links else ""
            if part in names and part not in done:
                done |= {part} | _sheet(archive, part, Sheet(name, hidden, book), name, book)
        _unused(book)
        done |= _caches(archive, book.gathering)
        leftovers(archive, book.gathering, done)
    return book.gathering


def _hear(archive: zipfile.ZipFile, part: str, listener: Listener) -> None:
    with archive.open(part) as stream:
        listen(stream, listener)


def _shared(archive: zipfile.ZipFile, links: dict[str, Relation], book: Book) -> set[str]:
    """Strings and styles; the names of their parts."""
    names = set(archive.namelist())
    done = set()
    for link in links.values():
        if link.target in names and link.kind == "sharedStrings":
            strings = _Strings(book.gathering)
            _hear(archive, link.target, strings)
            book.strings, book.used = strings.found, bytearray(len(strings.found))
            done.add(link.target)
        elif link.target in names and link.kind == "styles":
            looks = Looks()
            _hear(archive, link.target, looks)
            book.looks = looks.finished()
            done.add(link.target)
    return done


def _sheet(archive: zipfile.ZipFile, part: str, sheet: Sheet, name: str, book: Book) -> set[str]:
    """One sheet and the remarks on it; the names of the parts of the remarks."""
    _hear(archive, part, sheet)
    sheet.finish()
    names = set(archive.namelist())
    remarks = {
        link.target
        for link in relations(archive, part).values()
        if link.kind in {"comments", "threadedComment"} and link.target in names
    }
    for remark in sorted(remarks):
        _hear(archive, remark, _Comments(book.gathering, name))
    return remarks


def _unused(book: Book) -> None:
    """Strings no cell shows any more: what was overwritten may still stand there."""
    for text, used in zip(book.strings, book.used, strict=True):
        if not used:
            book.gathering.say(text, Place(part="没有单元格使用的文字"), Hidden.CACHE)


def _caches(archive: zipfile.ZipFile, gathering: Gathering) -> set[str]:
    done = set()
    for name in archive.namelist():
        for folder, told in _CACHES.items():
            if name.startswith(folder) and name.endswith(".xml"):
                _hear(archive, name, _Cache(gathering, told))
                done.add(name)
    return done
