"""QR codes as inline SVG, without colours of their own (the stylesheet's tokens colour them).

A code is linear over its bytes: two texts of one length, drawn with the same mask, differ in the
modules in which their difference alone would be drawn. So of many texts that differ in their
digits, such as the addresses of documents, most are put together from codes drawn before.
"""

import re
from functools import lru_cache
from pkgutil import resolve_name

QUIET_MODULES = 4
"""The empty margin that ISO/IEC 18004 asks for, in modules."""
MASK = 3
"""The data mask, fixed: choosing the best of eight takes most of the time and readers mind none."""
KEPT = 512
"""Codes and differences remembered; an address of one length has four for each digit."""
_DIGIT = re.compile("[0-9]")
_DARK = re.compile("1+")


def svg(text: str) -> str:
    """Return the QR code of the text as ``<svg class="qr">``, error correction M or better.

    The view box counts in modules, quiet zone included. Raises ValueError when the text is empty
    or holds more than a QR code can carry (2 331 bytes).
    """
    return _drawn(*_code(text)[:2])


def numbered_svg(text: str) -> str:
    """Return the same as `svg`, much faster for texts that differ in their digits only.

    What it remembers is made of the text: not for secrets.
    """
    blank = _DIGIT.sub("0", text)
    side, modules, is_linear = _blank(blank)
    if not is_linear:
        return svg(text)
    for digit in _DIGIT.finditer(text):
        for bit in "1248":
            if int(digit[0]) & int(bit):
                modules ^= _difference(blank, digit.start(), bit)
    return _drawn(side, modules)


def _code(text: str) -> tuple[int, int, bool]:
    """Return the side, the modules row by row as one number, and whether bytes stand in it."""
    if not text:
        raise ValueError("二维码内容不能为空")
    segno = resolve_name("segno")  # loaded for the few pages that draw a code
    try:
        code = segno.make_qr(text, error="m", mask=MASK)
    except segno.DataOverflowError as overflow:
        raise ValueError("内容过长，无法生成二维码") from overflow
    told = "".join("".join(map(str, row)) for row in code.matrix)
    return len(code.matrix), int(told, 2), code.mode == "byte"


_blank = lru_cache(KEPT)(_code)


@lru_cache(KEPT)
def _difference(blank: str, place: int, bit: str) -> int:
    """Return the modules that change when this 0 becomes 1, 2, 4 or 8."""
    return _blank(blank)[1] ^ _code(f"{blank[:place]}{bit}{blank[place + 1 :]}")[1]


def _drawn(side: int, modules: int) -> str:
    """Draw every horizontal run of dark modules as one rectangle of an SVG path."""
    told = f"{modules:0{side * side}b}"
    drawn: list[str] = []
    for y in range(side):
        for run in _DARK.finditer(told[y * side : (y + 1) * side]):
            width = run.end() - run.start()
            x, top = run.start() + QUIET_MODULES, y + QUIET_MODULES
            drawn.append(f"M{x} {top}h{width}v1h-{width}z")
    size = side + 2 * QUIET_MODULES
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        ' width="84" height="84" shape-rendering="crispEdges" role="img" aria-label="二维码">'
        f'<path fill="currentColor" d="{"".join(drawn)}"/></svg>'
    )
