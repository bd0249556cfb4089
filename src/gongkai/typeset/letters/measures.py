"""The measures of GB/T 9704-2012, in millimetres and points, and what follows from them."""

import unicodedata

PAGE_MM = (210, 297)
TOP_MM, BOTTOM_MM, INNER_MM, OUTER_MM = 37, 35, 28, 26
AREA_MM = (156, 225)
LINES, CHARACTERS = 22, 28
POINTS_PER_MM = 72 / 25.4
PITCH = AREA_MM[1] * POINTS_PER_MM / LINES
"""From line to line, in points."""
CELL = AREA_MM[0] * POINTS_PER_MM / CHARACTERS
"""From character to character, in points."""
BODY = 16.0
"""Size 3 (三号), in points."""
TITLE, SMALL, NOTE = 22.0, 14.0, 12.0
HEAD_MOST, HEAD_LEAST = 42.0, 18.0
HEAD_SPACED = 1.05
LABEL_MM, FORM_ROW_MM = 46, 10
"""The column of labels in a form, and the least height of its rows."""
DAY_INDENT = 4
"""Characters left blank to the right of the date."""


def columns(text: str) -> float:
    """Return how many character cells the text takes; a Latin letter or digit takes half."""
    wide = sum(unicodedata.east_asian_width(c) in "WFA" for c in text)
    return wide + (len(text) - wide) / 2


def head_size(organ: str) -> float:
    """Return the size of the red organ name in points, so that it fits into one line."""
    room = AREA_MM[0] * POINTS_PER_MM * 0.96
    return max(HEAD_LEAST, min(HEAD_MOST, room / max(1.0, columns(organ) * HEAD_SPACED)))


def signature_indents(organ: str, day: str) -> tuple[float, float]:
    """Return the cells to the right of the organ and of the date, one centred over the other.

    The date keeps four blank cells unless the organ's name needs some of them.
    """
    wider = (columns(organ) - columns(day)) / 2
    date_indent = max(float(DAY_INDENT), wider)
    return max(0.0, date_indent - wider), date_indent
