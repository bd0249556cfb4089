"""QR codes as inline SVG, without colours of their own (the stylesheet's tokens colour them)."""

from itertools import groupby
from pkgutil import resolve_name

QUIET_MODULES = 4
"""The empty margin that ISO/IEC 18004 asks for, in modules."""
MASK = 3
"""The data mask, fixed: choosing the best of eight takes most of the time and readers mind none."""


def svg(text: str) -> str:
    """Return the QR code of the text as ``<svg class="qr">``, error correction M or better.

    The view box counts in modules, quiet zone included. Raises ValueError when the text is empty
    or holds more than a QR code can carry (2 331 bytes).
    """
    if not text:
        raise ValueError("二维码内容不能为空")
    segno = resolve_name("segno")  # loaded for the few pages that draw a code
    try:
        code = segno.make_qr(text, error="m", mask=MASK)
    except segno.DataOverflowError as overflow:
        raise ValueError("内容过长，无法生成二维码") from overflow
    size = len(code.matrix) + 2 * QUIET_MODULES
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        ' width="84" height="84" shape-rendering="crispEdges" role="img" aria-label="二维码">'
        f'<path fill="currentColor" d="{_dark_runs(code.matrix)}"/></svg>'
    )


def _dark_runs(matrix: tuple[bytearray, ...]) -> str:
    """Draw every horizontal run of dark modules as one rectangle of an SVG path."""
    drawn: list[str] = []
    for y, row in enumerate(matrix, start=QUIET_MODULES):
        x = QUIET_MODULES
        for dark, modules in groupby(row):
            width = len(list(modules))
            if dark:
                drawn.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return "".join(drawn)
