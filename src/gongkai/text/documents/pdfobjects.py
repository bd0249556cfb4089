"""What is painted on a PDF page, in the order of painting: texts, rulings, boxes and pictures."""

from collections.abc import Callable, Iterator
from ctypes import c_float, c_int, c_uint, c_void_p, cast, string_at
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.text.document import Hidden
from gongkai.text.documents.gathering import TOO_MUCH
from gongkai.text.documents.gridlines import Ruling
from gongkai.text.refusal import BadFile

MAX_OBJECTS = 100_000
"""Painted things on one page."""
MAX_NESTING = 8
MAX_PIXELS = 60_000_000
MAX_SEEN = 4_000_000
"""Pixels, and square points, of a picture that is looked at more closely."""
_MAX_SEGMENTS = 2_000
THIN = 3.0
"""Points up to which a filled box is a line."""
SMALLEST = 2.0
_PALEST = 0xF0
_FAINTEST = 12
_INVISIBLE = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_SLOPE = 0.1

Box = tuple[float, float, float, float]


class Matrix(NamedTuple):
    """An affine transformation as PDF writes it."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def then(self, outer: "Matrix") -> "Matrix":
        """This one first, ``outer`` after it."""
        a, b, c, d, e, f = self
        return Matrix(
            a * outer.a + b * outer.c,
            a * outer.b + b * outer.d,
            c * outer.a + d * outer.c,
            c * outer.b + d * outer.d,
            e * outer.a + f * outer.c + outer.e,
            e * outer.b + f * outer.d + outer.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """The upright box round the transformed one."""
        corners = [self.point(x, y) for x in box[::2] for y in box[1::2]]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


TURNED = {
    0: Matrix(), 1: Matrix(0, -1, 1, 0), 2: Matrix(-1, 0, 0, -1), 3: Matrix(0, 1, -1, 0),
}  # fmt: skip
"""From the page as written to the page as shown, by quarter turns clockwise."""


@dataclass(slots=True)
class Written:
    """A text object: its place in the order of painting, why it is not seen, whether it is tilted."""

    order: int
    box: Box
    hidden: Hidden | None
    is_pale: bool
    is_tilted: bool


def _always() -> bool:
    return True


class Cover(NamedTuple):
    """A picture or a filled box, dark or light; ``is_opaque`` may be asked while the page is open."""

    order: int
    box: Box
    is_light: bool
    is_opaque: Callable[[], bool] = _always


class Objects:
    """All that is painted on one page, in points of the page as shown."""

    def __init__(self, document: Any, page: Any) -> None:
        self._source = (document, page)
        turn = pdfium.FPDFPage_GetRotation(page)
        self.shown = TURNED.get(turn, Matrix())
        self.texts: dict[int, Written] = {}
        self.rulings: list[Ruling] = []
        self.covers: list[Cover] = []
        self.pictures: list[Box] = []
        self._order = 0
        count = pdfium.FPDFPage_CountObjects(page)
        self._walk(count, lambda at: pdfium.FPDFPage_GetObject(page, at), self.shown, 0)

    def _walk(self, count: int, get: Callable[[int], Any], outer: Matrix, depth: int) -> None:
        for at in range(count):
            self._order += 1
            if self._order > MAX_OBJECTS:
                raise BadFile(TOO_MUCH)
            found = get(at)
            kind = pdfium.FPDFPageObj_GetType(found)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(found, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(found, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                box = _box(found, outer)
                self.pictures.append(box)
                opaque = partial(_hides_what_is_under, *self._source, found, box)
                self.covers.append(Cover(self._order, box, False, cache(opaque)))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_NESTING:
                inner = pdfium.FPDFFormObj_CountObjects(found)
                matrix = _matrix(found).then(outer)
                self._walk(inner, _member(found), matrix, depth + 1)

    def _text(self, found: Any, outer: Matrix) -> None:
        matrix = _matrix(found).then(outer)
        size = c_float()
        pdfium.FPDFTextObj_GetFontSize(found, size)
        tall = size.value * (matrix.c**2 + matrix.d**2) ** 0.5
        mode = pdfium.FPDFTextObj_GetTextRenderMode(found)
        hidden = None
        if mode in _INVISIBLE:
            hidden = Hidden.TEXT
        elif tall <= SMALLEST:
            hidden = Hidden.PALE
        red, green, blue, alpha = _colour(found)
        pale = min(red, green, blue) >= _PALEST or alpha <= _FAINTEST
        stroked = mode in {
            pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
        }  # fmt: skip
        across = (matrix.a**2 + matrix.b**2) ** 0.5 or 1
        self.texts[address(found)] = Written(
            self._order,
            _box(found, outer),
            hidden,
            pale and not stroked,
            abs(matrix.b) > _SLOPE * across or matrix.a < 0,
        )

    def _path(self, found: Any, outer: Matrix) -> None:
        mode, stroked = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(found, mode, stroked)
        box = _box(found, outer)
        wide, tall = box[2] - box[0], box[3] - box[1]
        filled = mode.value != pdfium.FPDF_FILLMODE_NONE
        if min(wide, tall) <= THIN and (filled or stroked.value):
            if max(wide, tall) > THIN:
                self.rulings.append(Ruling(*box))
            return
        if stroked.value:
            self.rulings += _edges(found, _matrix(found).then(outer))
        red, green, blue, alpha = _colour(found)
        solid = alpha > 0xC0 and not pdfium.FPDFPageObj_HasTransparency(found)
        if filled and solid and pdfium.FPDFPath_CountSegments(found) <= 12:
            light = min(red, green, blue) >= _PALEST
            self.covers.append(Cover(self._order, box, light))


def address(found: Any) -> int:
    """The object itself, as a key: handles to one object differ."""
    return cast(found, c_void_p).value or 0


def _hides_what_is_under(document: Any, page: Any, found: Any, box: Box) -> bool:
    """More than half of the picture is opaque: a seal is not, a black bar is."""
    about = pdfium.FPDF_IMAGEOBJ_METADATA()
    pdfium.FPDFImageObj_GetImageMetadata(found, page, about)
    size = (box[2] - box[0]) * (box[3] - box[1])
    if size > MAX_SEEN or about.width * about.height > MAX_PIXELS:
        return True
    picture = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, found)
    if not picture:
        return True
    length = pdfium.FPDFBitmap_GetStride(picture) * pdfium.FPDFBitmap_GetHeight(picture)
    pixels = string_at(pdfium.FPDFBitmap_GetBuffer(picture), length)
    clear = pdfium.FPDFBitmap_GetFormat(picture) == pdfium.FPDFBitmap_BGRA
    pdfium.FPDFBitmap_Destroy(picture)
    depths = pixels[3 :: 4 * (length // 40_000 + 1)] if clear else b""
    return 2 * sum(depth > _FAINTEST for depth in depths) >= len(depths)


def _member(form: Any) -> Callable[[int], Any]:
    return lambda at: pdfium.FPDFFormObj_GetObject(form, at)


def _box(found: Any, outer: Matrix) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top)
    return outer.box((left.value, bottom.value, right.value, top.value))


def _matrix(found: Any) -> Matrix:
    got = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(found, got)
    return Matrix(got.a, got.b, got.c, got.d, got.e, got.f)


def _colour(found: Any) -> tuple[int, int, int, int]:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    pdfium.FPDFPageObj_GetFillColor(found, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value


def _edges(found: Any, matrix: Matrix) -> Iterator[Ruling]:
    """The level and upright lines of a stroked path."""
    start: tuple[float, float] | None = None
    before: tuple[float, float] | None = None
    for at in range(min(pdfium.FPDFPath_CountSegments(found), _MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(found, at)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before:
            yield from _edge(before, point)
        before = point
        if pdfium.FPDFPathSegment_GetClose(segment) and start:
            yield from _edge(point, start)
            before = start


def _edge(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Ruling]:
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if min(x1 - x0, y1 - y0) <= 0.5 and max(x1 - x0, y1 - y0) > THIN:
        yield Ruling(x0, y0, x1, y1)
