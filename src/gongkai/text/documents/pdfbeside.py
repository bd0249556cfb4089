"""What a PDF says beside its pages: properties, remarks, forms, links, bookmarks, attachments."""

from collections.abc import Callable, Iterator
from ctypes import c_int, c_ulong, c_ushort, create_string_buffer
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.text.document import Hidden, Place
from gongkai.text.documents.gathering import Gathering
from gongkai.text.documents.pdfobjects import Cover, Objects

PROPERTIES = {
    "Title": "标题", "Author": "作者", "Subject": "主题", "Keywords": "关键词",
    "Creator": "制作程序", "Producer": "生成程序", "CreationDate": "创建时间", "ModDate": "修改时间",
}  # fmt: skip
MAX_SAYING = 2_000_000
"""Bytes of one property or remark."""
MAX_REMARKS = 20_000
MAX_ATTACHMENT = 50_000_000
_LAST = 1 << 30
"""Remarks are painted over the whole page."""
_COVERING = frozenset({pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_REDACT, pdfium.FPDF_ANNOT_STAMP})
_UNSEEN = (
    pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
    | pdfium.FPDF_ANNOT_FLAG_INVISIBLE
)  # fmt: skip
_SHOWN = frozenset({pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET})


def properties(document: Any, gathering: Gathering) -> None:
    """Title, author and so on."""
    for key, told in PROPERTIES.items():
        said = _said(lambda *room, key=key: pdfium.FPDF_GetMetaText(document, key.encode(), *room))
        gathering.say(said, Place(part=told), Hidden.PROPERTY)


def bookmarks(document: Any, gathering: Gathering) -> None:
    """The titles of the outline; a circle in it ends."""
    waiting = [pdfium.FPDFBookmark_GetFirstChild(document, None)]
    for _ in range(MAX_REMARKS):
        if not waiting:
            return
        mark = waiting.pop()
        if not mark:
            continue
        said = _said(lambda *room, mark=mark: pdfium.FPDFBookmark_GetTitle(mark, *room))
        gathering.say(said, Place(part="书签"), Hidden.PROPERTY)
        waiting.append(pdfium.FPDFBookmark_GetNextSibling(document, mark))
        waiting.append(pdfium.FPDFBookmark_GetFirstChild(document, mark))


def attachments(document: Any, gathering: Gathering) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files in the file."""
    for at in range(min(max(pdfium.FPDFDoc_GetAttachmentCount(document), 0), 1_000)):
        found = pdfium.FPDFDoc_GetAttachment(document, at)
        name = _said(lambda *room, found=found: pdfium.FPDFAttachment_GetName(found, *room))
        gathering.say(name, Place(part="附件名"), Hidden.EMBEDDED)
        length = c_ulong()
        pdfium.FPDFAttachment_GetFile(found, None, 0, length)
        content = create_string_buffer(min(length.value, MAX_ATTACHMENT))
        pdfium.FPDFAttachment_GetFile(found, content, len(content), length)
        yield name, content.raw


def remarks(page: Any, number: int, objects: Objects, gathering: Gathering) -> list[Cover]:
    """What stands in remarks, fields and links of a page; the boxes that lie over its text."""
    covers: list[Cover] = []
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_REMARKS)):
        found = pdfium.FPDFPage_GetAnnot(page, at)
        if not found:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(found)
        unseen = pdfium.FPDFAnnot_GetFlags(found) & _UNSEEN
        if kind in _COVERING and not unseen and _is_filled(found):
            rectangle = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(found, rectangle)
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            covers.append(Cover(_LAST, objects.shown.box(box), False))
        _say(found, kind, number, gathering, shown=kind in _SHOWN and not unseen)
        pdfium.FPDFPage_CloseAnnot(found)
    return covers


def links(document: Any, page: Any, number: int, gathering: Gathering) -> None:
    """Where the links of a page lead."""
    position, link = c_int(), pdfium.FPDF_LINK()
    for _ in range(MAX_REMARKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        room = create_string_buffer(4_096)
        pdfium.FPDFAction_GetURIPath(document, action, room, len(room))
        said = room.value.decode("utf-8", "replace")
        gathering.say(said, Place(page=number, part="链接"), Hidden.TARGET)


def _say(found: Any, kind: int, number: int, gathering: Gathering, *, shown: bool) -> None:
    form = kind == pdfium.FPDF_ANNOT_WIDGET
    part = "表单" if form else "批注"
    for key in ("Contents", "V", "DV", "TU", "T", "Subj"):
        said = _said(
            lambda *room, key=key: pdfium.FPDFAnnot_GetStringValue(found, key.encode(), *room)
        )
        hidden = None if shown and key in {"Contents", "V"} else Hidden.COMMENT
        if key in {"T", "TU"}:
            hidden = Hidden.PROPERTY
        gathering.say(said, Place(page=number, part=part), hidden)


def _is_filled(found: Any) -> bool:
    """A box with a colour inside, or a stamp, which has its own look."""
    if pdfium.FPDFAnnot_GetSubtype(found) == pdfium.FPDF_ANNOT_STAMP:
        return bool(pdfium.FPDFAnnot_GetObjectCount(found) > 0)
    return bool(pdfium.FPDFAnnot_HasKey(found, b"IC"))


def _said(ask: Callable[..., int]) -> str:
    """A string the library gives in UTF-16 once it is told how much room there is."""
    length = min(ask(None, 0), MAX_SAYING)
    room = (c_ushort * (length // 2 + 1))()
    ask(room, length)
    return bytes(room).decode("utf-16-le", "replace").rstrip("\0")
