"""A Word file (.docx): its text in reading order, and everything that does not show."""

import re
import zipfile
from typing import BinaryIO

from gongkai.text.archive import check_zip, opened
from gongkai.text.document import Hidden, Place
from gongkai.text.documents.docxstream import Shared, WordStream
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.package import leftovers, pictures, relations
from gongkai.text.documents.runlook import RunLooks
from gongkai.text.documents.xmlstream import listen
from gongkai.text.numbering import Numbering
from gongkai.text.refusal import BadFile
from gongkai.text.wordstyles import Styles
from gongkai.text.wordxml import parse

MAIN = "word/document.xml"
_PARTS: tuple[tuple[re.Pattern[str], str, Hidden | None], ...] = (
    (re.compile(r"word/document\.xml"), "", None),
    (re.compile(r"word/header\d*\.xml"), "页眉", None),
    (re.compile(r"word/footer\d*\.xml"), "页脚", None),
    (re.compile(r"word/footnotes\.xml"), "脚注", None),
    (re.compile(r"word/endnotes\.xml"), "尾注", None),
    (re.compile(r"word/comments\d*\.xml"), "批注", Hidden.COMMENT),
    (re.compile(r"word/glossary/document\.xml"), "词条", Hidden.PROPERTY),
    (re.compile(r"word/diagrams/data\d*\.xml"), "图形", None),
)
_STYLED = ("word/styles.xml", "word/numbering.xml")
MAX_STYLES = 4_000_000
"""Bytes of the styles, which become a tree; honest ones take 50,000."""
_UNSAID = re.compile(
    r"word/(?:stylesWithEffects|commentsIds|commentsExtended|commentsExtensible)\.xml"
    r"|word/diagrams/(?:drawing|layout|colors|quickStyle)\d*\.xml"
    r"|word/glossary/(?:styles|numbering|settings)\.xml"
)
"""Parts that hold no words of people; a diagram's drawing repeats its data."""


def read(file: BinaryIO) -> Gathering:
    """What the file says. Raises BadFile with a sentence that says what to do."""
    names = [entry.name for entry in check_zip(file, allow_nested=True)]
    if MAIN not in names:
        raise BadFile("这不是 Word 文档，请检查文件。")
    with opened(file) as archive:
        shared = _shared(archive, set(names))
        done = {*_STYLED, *filter(_UNSAID.fullmatch, names)}
        for pattern, part, hidden in _PARTS:
            for name in sorted(filter(pattern.fullmatch, names), key=_in_order):
                listener = WordStream(shared, relations(archive, name), part, hidden)
                with archive.open(name) as stream:
                    listen(stream, listener)
                listener.finish()
                done.add(name)
        for author in shared.authors:
            shared.gathering.say(author, Place(part="修订和批注的作者"), Hidden.PROPERTY)
        for name in pictures(archive, shared.pictures):
            shared.gathering.show(name.rpartition("/")[2], Place(part="没有显示的图片"))
        leftovers(archive, shared.gathering, done)
    return shared.gathering


def _shared(archive: zipfile.ZipFile, names: set[str]) -> Shared:
    for name in _STYLED:
        if name in names and archive.getinfo(name).file_size > MAX_STYLES:
            raise BadFile("文件里的样式多得不正常，不能接收。请另存一份后再上传。")
    styles, numbering = (parse(archive.read(name)) if name in names else None for name in _STYLED)
    return Shared(Styles(styles), RunLooks(styles), Numbering(numbering), Gathering())


def _in_order(name: str) -> tuple[int, str]:
    """header2 before header10."""
    return len(name), name
