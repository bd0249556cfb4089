"""A Word file (.docx) becomes canonical HTML; what does not come along is said."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

import mammoth
from mammoth.images import img_element

from gongkai.text import html, ole
from gongkai.text.archive import DAMAGED, Entry, check_zip, opened
from gongkai.text.letterhead import Line, find_date, find_number, find_title
from gongkai.text.numbering import Numbering
from gongkai.text.prose import recognise
from gongkai.text.refusal import BadFile
from gongkai.text.signature import LOCKED, MACRO, picture_kind
from gongkai.text.wordbody import Body
from gongkai.text.wordstyles import Styles
from gongkai.text.wordxml import parse

OLD_WORD = "这是旧版 .doc 文件，请用 Word 或 WPS 另存为 .docx 后再导入。"
MAX_XML = 40_000_000
"""Bytes of all XML parts; the trees built from them take thirty times as much."""
MAX_PICTURES = 200_000_000
"""Bytes of all pictures; they are held in memory."""

_MAIN = "word/document.xml"
_MEDIA = "word/media/"
_BODIES = (_MAIN, "word/footnotes.xml", "word/endnotes.xml")
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org'
    '/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_STYLE_MAP = """
p.GkH2 => h2:fresh
p.GkH3 => h3:fresh
p.GkH4 => h4:fresh
p.GkH2C => h2.c:fresh
p.GkH3C => h3.c:fresh
p.GkC => p.c:fresh
p.GkR => p.r:fresh
p.Gk => p:fresh
u => u
"""
_BACK_LINK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">[^<]*</a>')
_NOTES = {
    "revisions": "稿子里有 {} 处修订没有处理，已按接受修订导入，请核对。",
    "comments": "有 {} 条批注没有导入。",
    "hidden": "有 {} 处隐藏文字没有导入。",
    "boxes": "有 {} 个文本框，里面的文字放在了所在段落之后，请核对位置。",
    "shapes": "有 {} 个图形没有导入，请改成图片后插入。",
    "formulas": "有 {} 个公式只导入了文字，请核对。",
    "symbols": "有 {} 个特殊符号没有导入，请核对。",
    "pictures": "有 {} 张图片的格式网页不支持，请另存为 PNG 或 JPG 后插入。",
}
_BROKEN = (
    AttributeError, IndexError, KeyError, LookupError, OSError, RecursionError, TypeError,
    ValueError, zipfile.BadZipFile,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the document; the HTML calls it ``files/<sha256>.<ext>``."""

    sha256: str
    data: bytes
    ext: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A document read: its HTML is whole, title and number lines included."""

    title: str
    html: str
    images: tuple[Image, ...] = ()
    notes: tuple[str, ...] = ()
    found_number: str = ""
    found_date: date | None = None


def read_docx(file: BinaryIO) -> Imported:
    """The document in ``file``. Raises BadFile with a sentence that says what to do."""
    _refuse_old(file)
    _refuse_unfit(check_zip(file, allow_nested=True))
    with opened(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if _is_needed(name)}
    lines, found = _prepare(parts)
    converted, images = _convert(parts, found)
    cleaned = html.clean(converted)
    return Imported(
        find_title(lines),
        recognise(cleaned.html),
        tuple(images.values()),
        tuple(_NOTES[kind].format(found[kind]) for kind in _NOTES if found[kind]),
        find_number(lines),
        find_date(lines),
    )


def _refuse_old(file: BinaryIO) -> None:
    file.seek(0)
    if file.read(len(ole.MAGIC)) == ole.MAGIC:
        locked = ole.names(file) & {"EncryptedPackage", "EncryptionInfo"}
        raise BadFile(LOCKED if locked else OLD_WORD)


def _refuse_unfit(entries: Iterable[Entry]) -> None:
    sizes = {entry.name: entry.size for entry in entries if _is_needed(entry.name)}
    pictures = sum(size for name, size in sizes.items() if name.startswith(_MEDIA))
    if any(entry.name.lower().endswith("vbaproject.bin") for entry in entries):
        raise BadFile(MACRO)
    if _MAIN not in sizes:
        raise BadFile("这不是 Word 文档，请检查文件。")
    if pictures > MAX_PICTURES:
        raise BadFile("稿子里的图片太大，请在 Word 里压缩图片后再导入。")
    if sum(sizes.values()) - pictures > MAX_XML:
        raise BadFile("正文太长，请分成几篇，或作为附件上传。")


def _is_needed(name: str) -> bool:
    return name.startswith(_MEDIA) or (
        name.endswith((".xml", ".rels"))
        and not name.startswith(("customXml/", "docProps/", "word/comments", "word/glossary/"))
    )


def _prepare(parts: dict[str, bytes]) -> tuple[list[Line], Counter[str]]:
    """Unfolds the bodies in ``parts``; the lines of the main one, and counts of what was met."""
    trees = {name: parse(content) for name, content in parts.items() if name.endswith("ml")}
    trees |= {name: parse(content) for name, content in parts.items() if name.endswith(".rels")}
    styles = Styles(trees.get("word/styles.xml"))
    numbering = Numbering(trees.get("word/numbering.xml"))
    lines: list[Line] = []
    found: Counter[str] = Counter()
    for name in _BODIES:
        if name in trees:
            body = Body(trees[name], styles, numbering)
            prepared = body.prepare()
            lines = lines or prepared
            found += body.found
            parts[name] = ET.tostring(trees[name], encoding="utf-8")
    parts["_rels/.rels"] = _ROOT.encode()
    return lines, found


def _convert(parts: dict[str, bytes], found: Counter[str]) -> tuple[str, dict[str, Image]]:
    images: dict[str, Image] = {}

    def keep(picture: Any) -> dict[str, str]:
        try:
            with picture.open() as stream:
                data: bytes = stream.read()
        except _BROKEN:
            data = b""
        kind = picture_kind(data)
        if kind is None:
            found["pictures"] += 1
            return {}
        image = Image(sha256(data).hexdigest(), data, kind.value)
        images[image.sha256] = image
        return {"src": f"files/{image.sha256}.{image.ext}"}

    try:
        made = mammoth.convert_to_html(
            _zipped(parts),
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=img_element(keep),
        )
    except _BROKEN as error:
        raise BadFile(DAMAGED) from error
    found["symbols"] += sum("w:sym" in message.message for message in made.messages)
    return _BACK_LINK.sub("", made.value), images


def _zipped(parts: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.seek(0)
    return file
