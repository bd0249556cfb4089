"""The letters of a PDF page, each with the reason why it is not seen."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.text.document import Hidden
from gongkai.text.documents.gathering import TOO_MUCH, Gathering
from gongkai.text.documents.layout import Glyph
from gongkai.text.documents.pdfobjects import Box, Cover, Objects, Written, address
from gongkai.text.refusal import BadFile

MAX_LETTERS = 200_000
"""On one page; a page full of small print has 5,000."""
_PAPER = Cover(0, (0, 0, 0, 0), is_light=True)
_COVERED = 0.7
"""Share of a letter that must lie under something opaque."""


@dataclass(slots=True)
class Letters:
    """The letters of a page: those seen in the order of writing, the tilted, the hidden."""

    upright: list[Glyph] = field(default_factory=list)
    tilted: dict[int, list[str]] = field(default_factory=dict)
    hidden: dict[Hidden, list[Glyph]] = field(default_factory=lambda: defaultdict(list))


def letters(
    page: Any, objects: Objects, covers: list[Cover], number: int, gathering: Gathering
) -> Letters:
    """All letters of ``page``; ``covers`` lie over it beside those painted on it."""
    found = Letters()
    sheet = _sheet(page, objects)
    opaque = _Covers(objects.covers + covers, number, gathering)
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        for letter, box, handle in _characters(text_page, objects):
            written = objects.texts.get(address(handle)) if handle else None
            glyph = Glyph(letter, *box)
            why = _why(glyph, written, sheet, opaque)
            if why:
                found.hidden[why].append(glyph)
            elif written and written.is_tilted:
                found.tilted.setdefault(written.order, []).append(letter)
            else:
                found.upright.append(glyph)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return found


def _characters(text_page: Any, objects: Objects) -> Iterator[tuple[str, Box, Any]]:
    """Letter, box and text object; the spaces that only the library adds are left out."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MAX_LETTERS:
        raise BadFile(TOO_MUCH)
    rectangle = pdfium.FS_RECTF()
    high = 0
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if code < 32 or letter.isspace() or not letter:
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, at, rectangle)
        box = objects.shown.box((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        yield letter, box, pdfium.FPDFText_GetTextObject(text_page, at)


def _why(glyph: Glyph, written: Written | None, sheet: Box, covers: "_Covers") -> Hidden | None:
    x, y = glyph.middle
    if not (sheet[0] <= x <= sheet[2] and sheet[1] <= y <= sheet[3]):
        return Hidden.OUTSIDE
    if written is None:
        return None
    if written.hidden:
        return written.hidden
    if written.is_pale and not covers.darkens(glyph, written.order):
        return Hidden.PALE
    return Hidden.COVERED if covers.hides(glyph, written.order) else None


class _Covers:
    """What is opaque on a page, in the order of painting."""

    def __init__(self, covers: list[Cover], number: int, gathering: Gathering) -> None:
        self._covers = sorted(covers, key=lambda cover: cover.order)
        self._orders = [cover.order for cover in self._covers]
        self._number = number
        self._gathering = gathering

    def hides(self, glyph: Glyph, order: int) -> bool:
        """Something painted later lies over most of the letter."""
        later = self._covers[bisect_right(self._orders, order) :]
        return self._afford(later) and any(
            _share(glyph, cover.box) >= _COVERED and cover.is_opaque() for cover in later
        )

    def darkens(self, glyph: Glyph, order: int) -> bool:
        """Under the pale letter lies something dark, on which it can be read."""
        earlier = self._covers[: bisect_left(self._orders, order)]
        under = (
            cover
            for cover in reversed(earlier if self._afford(earlier) else [])
            if _share(glyph, cover.box) >= _COVERED
        )
        return not next(under, _PAPER).is_light

    def _afford(self, covers: list[Cover]) -> bool:
        enough = self._gathering.affords(len(covers))
        if not enough:
            self._gathering.note(
                f"第 {self._number} 页图形太多，系统判断不了有没有文字被盖住，请人工检查。"
            )
        return enough


def _share(glyph: Glyph, box: Box) -> float:
    wide = min(glyph.x1, box[2]) - max(glyph.x0, box[0])
    tall = min(glyph.y1, box[3]) - max(glyph.y0, box[1])
    area = (glyph.x1 - glyph.x0) * (glyph.y1 - glyph.y0)
    return wide * tall / area if wide > 0 and tall > 0 and area > 0 else 0


def _sheet(page: Any, objects: Objects) -> Box:
    """The page as shown; a letter may reach over its edge by a point."""
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rectangle)
    left, low, right, high = objects.shown.box(
        (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    )
    return left - 1, low - 1, right + 1, high + 1
