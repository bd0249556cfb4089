"""The parts of an Office file that all kinds of it have: properties, links, charts, leftovers."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from gongkai.text.archive import DAMAGED
from gongkai.text.document import Hidden, Place
from gongkai.text.documents.gathering import TOO_MUCH, Gathering
from gongkai.text.documents.xmlstream import listen, local
from gongkai.text.refusal import BadFile

PROPERTIES = {
    "creator": "作者", "lastModifiedBy": "最后修改者", "title": "标题", "subject": "主题",
    "keywords": "关键词", "description": "备注", "category": "类别", "Company": "单位",
    "Manager": "主管", "contentStatus": "状态", "created": "创建时间", "modified": "修改时间",
    "lastPrinted": "打印时间", "HyperlinkBase": "超链接基础", "Template": "模板", "lpstr": "各部分的名称",
}  # fmt: skip
_COUNTS = frozenset(
    {"TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity", "Lines"}
    | {"Paragraphs", "ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc"}
    | {"HyperlinksChanged", "AppVersion", "revision", "Slides", "Notes", "HiddenSlides"}
    | {"MMClips", "PresentationFormat", "i4", "version"}
)
"""Properties a program writes about itself and about lengths."""
SAYING = frozenset(
    {"descr", "title", "alt", "string", "displayName", "userName", "author", "caption"}
    | {"userCaption", "connection", "command", "sourceFile", "connectString", "query", "tooltip"}
    | {"uniqueName", "sourceName"}
)
"""Attributes that hold words of people."""

MAX_RELATIONS = 100_000


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: what it points to, and of which kind it is."""

    kind: str
    target: str
    external: bool


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if name != "Relationship":
            return
        kind = attrs.get("Type", "").rpartition("/")[2]
        target = attrs.get("Target", "")
        external = attrs.get("TargetMode") == "External" or ":" in target
        if not external:
            target = normpath(join("/", self._folder, target)).lstrip("/")
        if len(self.found) >= MAX_RELATIONS:
            raise BadFile(TOO_MUCH)
        self.found[attrs.get("Id", "")] = Relation(kind, target, external)

    def end(self, name: str) -> None:
        """Relationships have no content."""

    def text(self, data: str) -> None:
        """Relationships have no content."""


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, Relation]:
    """The relationships of ``part`` by their names; none where it has no list of them.

    They are looked up, never followed: a circle of them leads nowhere.
    """
    folder = dirname(part)
    heard = _Relations(folder)
    name = f"{folder}/_rels/{part.rpartition('/')[2]}.rels".lstrip("/")
    if name in archive.namelist():
        with archive.open(name) as stream:
            listen(stream, heard)
    return heard.found


class _Words:
    """All words of a part of any kind: texts, and attributes that hold words."""

    def __init__(self, gathering: Gathering, part: str, hidden: Hidden | None) -> None:
        self._gathering = gathering
        self._place = Place(part=part)
        self._hidden = hidden
        self._pieces: list[str] = []
        self._cached: list[str] = []
        self._path: list[str] = []

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._path.append(name)
        for key, value in local(attrs).items():
            said = key in SAYING or (name == "docVar" and key == "val")
            if said and name != "style":
                hidden = Hidden.ALTERNATIVE if key in {"descr", "title", "alt"} else self._hidden
                self._gathering.say(value, self._place, hidden or Hidden.PROPERTY)

    def text(self, data: str) -> None:
        if self._path[-1:] != ["v"]:
            self._pieces.append(data)
        elif data.strip():
            self._cached.append(data.strip())

    def end(self, name: str) -> None:
        self._path.pop()
        if name == "p" or (name not in {"t", "r"} and "p" not in self._path):
            self._gathering.say("".join(self._pieces), self._place, self._hidden)
            self._pieces.clear()
        if name in {"strCache", "numCache", "strLit", "numLit"} or not self._path:
            self._gathering.say("\n".join(self._cached), self._place, Hidden.CACHE)
            self._cached.clear()


def words(
    archive: zipfile.ZipFile, name: str, gathering: Gathering, part: str, hidden: Hidden | None
) -> None:
    """All words of the XML part ``name``."""
    with archive.open(name) as stream:
        listen(stream, _Words(gathering, part, hidden))


class _Properties:
    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._name = self._custom = self._said = ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        self._name, self._said = name, ""
        if name == "property":
            self._custom = attrs.get("name", "")

    def text(self, data: str) -> None:
        self._said += data

    def end(self, name: str) -> None:
        if name == self._name and name not in _COUNTS:
            place = Place(part=self._custom or PROPERTIES.get(name, name))
            self._gathering.say(self._said, place, Hidden.PROPERTY)
        self._name = ""


_DRAWN = ("charts/", "drawings/", "diagrams/")
_NOISE = ("theme/", "fontTable.xml", "webSettings.xml", "[Content_Types].xml", "printerSettings")


def leftovers(archive: zipfile.ZipFile, gathering: Gathering, done: set[str]) -> None:
    """Properties, links out of the file, drawings, and the words of every other part."""
    for name in archive.namelist():
        if name in done or any(noise in name for noise in _NOISE):
            continue
        if name.endswith(".rels"):
            _links(archive, name, gathering)
        elif name.startswith("docProps/") and name.endswith(".xml"):
            with archive.open(name) as stream:
                listen(stream, _Properties(gathering))
        elif name.endswith(".vml"):
            _vml(archive, name, gathering)
        elif name.endswith(".xml"):
            drawn = any(folder in name for folder in _DRAWN)
            revised = "/revisions/" in name
            hidden = None if drawn else Hidden.DELETED if revised else Hidden.PROPERTY
            words(archive, name, gathering, "图形" if drawn else "附加数据", hidden)


def _vml(archive: zipfile.ZipFile, name: str, gathering: Gathering) -> None:
    """Old drawings are not always well-formed; then their tags are no loss."""
    try:
        words(archive, name, gathering, "图形", Hidden.ALTERNATIVE)
    except BadFile as error:
        if str(error) != DAMAGED:
            raise
        gathering.note("有一个旧式图形读不完整，请人工看一眼。")


def _links(archive: zipfile.ZipFile, name: str, gathering: Gathering) -> None:
    heard = _Relations("")
    with archive.open(name) as stream:
        listen(stream, heard)
    for target in dict.fromkeys(link.target for link in heard.found.values() if link.external):
        gathering.say(target, Place(part="链接"), Hidden.TARGET)


def pictures(archive: zipfile.ZipFile, found: set[str]) -> Iterator[str]:
    """The pictures of the file that no text shows."""
    for name in archive.namelist():
        if "/media/" in name and name not in found:
            yield name
