"""How the parts of an office file hang together, and which of them a masked copy leaves out."""

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from gongkai.text.masking.markup import TOKEN, attributes, local

TYPES = "[Content_Types].xml"

OPAQUE: dict[str, str] = {
    "package": "嵌入的文件",
    "oleobject": "嵌入的文件",
    "afchunk": "嵌入的文件",
    "subdocument": "嵌入的文件",
    "pivotcachedefinition": "数据透视表及其缓存（单元格里的结果保留）",
    "pivotcacherecords": "数据透视表及其缓存（单元格里的结果保留）",
    "pivottable": "数据透视表及其缓存（单元格里的结果保留）",
    "slicer": "切片器和日程表",
    "slicercache": "切片器和日程表",
    "timeline": "切片器和日程表",
    "timelinecache": "切片器和日程表",
    "externallink": "外部链接及其缓存",
}
"""Kinds of relationship to parts whose content cannot be judged for certain: they always go."""
SIDE: dict[str, str] = {
    "thumbnail": "缩略图",
    "customxml": "自定义 XML 数据",
    "comments": "批注",
    "commentsextended": "批注",
    "commentsids": "批注",
    "commentsextensible": "批注",
    "people": "批注",
    "threadedcomment": "批注",
    "person": "批注",
    "origin": "数字签名（内容已改，签名不再有效）",
    "printersettings": "打印机设置",
    "revisionheaders": "共享工作簿的修订记录",
    "usernames": "共享工作簿的修订记录",
    "recipientdata": "邮件合并的收件人",
    "calcchain": "",
}
"""Kinds of relationship to parts that no reader of a copy needs; '' is not worth telling."""
_FOLDERS = {
    "embeddings": "package",
    "pivotcache": "pivotcacherecords",
    "pivottables": "pivottable",
    "externallinks": "externallink",
    "slicers": "slicer",
    "slicercaches": "slicercache",
    "timelines": "timeline",
    "timelinecaches": "timelinecache",
    "customxml": "customxml",
    "_xmlsignatures": "origin",
    "threadedcomments": "threadedcomment",
    "persons": "person",
    "revisions": "revisionheaders",
    "printersettings": "printersettings",
}
_BY_ID = frozenset(
    {"image", "hyperlink", "oleobject", "package", "afchunk", "subdocument", "printersettings"}
    | {"mailmergesource", "mailmergeheadersource", "recipientdata", "chart", "video", "audio"}
)
"""Kinds of relationship that count only while the part names their id."""


_LABELS = (
    ("docProps/", "文件属性"),
    ("xl/workbook", "工作簿"),
    ("xl/drawings/", "图形"),
    ("xl/tables/", "表格区域"),
)
_FILES = (
    ("document.xml.rels", "链接地址"),
    ("header", "页眉"),
    ("footer", "页脚"),
    ("footnotes", "脚注"),
    ("endnotes", "尾注"),
    ("comment", "批注"),
    ("threadedComment", "批注"),
    ("chart", "图表"),
    ("document", ""),
    ("sharedStrings", "字符串"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of the part ``owner`` ('' is the package): its kind in lower case."""

    owner: str
    id: str
    kind: str
    target: str
    """The part's name in the package; '' outside it."""
    start: int
    end: int


def relations(name: str, source: str, names: Mapping[str, str]) -> list[Relation]:
    """The relationships in the part called ``name`` (…/_rels/….rels).

    ``names`` leads from a part's name in lower case, which is all that counts, to the one it has.
    """
    owner = owner_of(name)
    out = []
    for token in TOKEN.finditer(source):
        if token[2] is None or token[1] or local(token[2]) != "Relationship":
            continue
        said = {key: node.text for key, node in attributes(token[3])}
        inside = said.get("TargetMode") != "External"
        target = _resolved(owner, said.get("Target", "")) if inside else ""
        target = names.get(target.lower(), target)
        kind = said.get("Type", "").rpartition("/")[2].lower()
        out.append(Relation(owner, said.get("Id", ""), kind, target, token.start(), token.end()))
    return out


def owner_of(name: str) -> str:
    """The part whose relationships the part called ``name`` holds."""
    folder, _, file = name.rpartition("_rels/")
    return folder + file.removesuffix(".rels")


def kinds(names: Iterable[str], found: Iterable[Relation]) -> dict[str, str]:
    """The parts that a copy leaves out, and the kind that says why."""
    out: dict[str, str] = {}
    for relation in found:
        if relation.target and relation.kind in OPAQUE | SIDE:
            out[relation.target] = relation.kind
    for name in names:
        for folder in name.lower().split("/")[:-1]:
            if folder in _FOLDERS:
                out.setdefault(name, _FOLDERS[folder])
    return out


def reachable(found: Iterable[Relation], dropped: Collection[str]) -> set[str]:
    """The parts that the package leads to without the dropped ones."""
    following: dict[str, list[str]] = {}
    for relation in found:
        following.setdefault(relation.owner, []).append(relation.target)
    seen, todo = {""}, [""]
    while todo:
        for target in following.get(todo.pop(), ()):
            if target and target not in seen and target not in dropped:
                seen.add(target)
                todo.append(target)
    return seen


def lost(found: Iterable[Relation], source: str) -> set[Relation]:
    """Those of a part's relationships that its rewritten ``source`` does not name any more."""
    return {
        relation
        for relation in found
        if relation.kind in _BY_ID
        if not re.search(f"[\"']{re.escape(relation.id)}[\"']", source)
    }


def overrides(source: str, dropped: Collection[str]) -> list[tuple[int, int]]:
    """Where the list of content types speaks of parts that are not in the copy."""
    out = []
    for token in TOKEN.finditer(source):
        if token[2] is not None and local(token[2]) == "Override":
            said = {key: node.text for key, node in attributes(token[3])}
            if unquote(said.get("PartName", "")).lstrip("/") in dropped:
                out.append(token.span())
    return out


def _resolved(owner: str, target: str) -> str:
    target = unquote(target.partition("#")[0])
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))


def label(name: str) -> str:
    """What a part is called to its reader; its own name might hold a datum."""
    file = name.rpartition("/")[2]
    return next((said for start, said in _LABELS if name.startswith(start)), "") or next(
        (said for start, said in _FILES if file.startswith(start)), "文件内部"
    )
