"""Charts as inline SVG: bars, stacked columns, a line, small multiples.

A chart has no colours of its own: classes (`c1` … `c4`, `axis`, `grid`) take them from the
tokens. It is a picture for the eye (`role="img"` with a name); the figures themselves stand in a
table beside it. Sizes are drawn for a phone (one unit = one pixel there) and scale with the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 340
BAR, STEP = 16, 38
HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 170, 34, 16, 10, 22
TICKS = 4
LABELS_AT_MOST = 6
"""Labels written below an axis of months; the others are left out evenly."""
PANEL, PANEL_HEIGHT, PER_ROW = 108, 84, 3
_ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of a chart and the word it is read by."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one kind along the axis, the same number as the axis has labels."""

    name: str
    values: tuple[int, ...]


def bars(name: str, marks: Sequence[Mark], *, unit: str = "件") -> str:
    """Return horizontal bars, one a line, the label above its bar and the figure behind it."""
    top = max((mark.value for mark in marks), default=0) or 1
    drawn = []
    for place, mark in enumerate(marks):
        y = place * STEP
        wide = round((WIDTH - 56) * mark.value / top, 1)
        told = _title(f"{mark.label}：{mark.value}{unit}")
        drawn.append(
            f'<text x="0" y="{y + 10}">{escape(mark.label)}</text>'
            f'<rect class="c1" x="0" y="{y + 14}" width="{wide:g}" height="{BAR - 4}" rx="2">'
            f'{told}</rect><text class="v" x="{wide + 6:g}" y="{y + 24}">{mark.value}</text>'
        )
    return _picture(name, WIDTH, max(len(marks), 1) * STEP, "".join(drawn))


def stacked(name: str, labels: Sequence[str], series: Sequence[Series], *, unit: str = "件") -> str:
    """Return columns along an axis, every column the series on top of one another."""
    sums = [sum(each.values[at] for each in series) for at in range(len(labels))]
    top = _ceiling(max(sums, default=0))
    slot = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    wide = round(min(slot * 0.7, 28), 1)
    drawn = [_frame(top), _labels(labels, slot)]
    for at, label in enumerate(labels):
        x, floor = LEFT + slot * at + (slot - wide) / 2, float(HEIGHT - BOTTOM)
        for number, each in enumerate(series, start=1):
            high = _scaled(each.values[at], top)
            floor -= high
            if each.values[at]:
                told = _title(f"{label} {each.name}：{each.values[at]}{unit}")
                drawn.append(
                    f'<rect class="c{number}" x="{x:.1f}" y="{floor:.1f}" width="{wide:g}"'
                    f' height="{high:.1f}">{told}</rect>'
                )
    return _picture(name, WIDTH, HEIGHT, "".join(drawn))


def line(name: str, labels: Sequence[str], values: Sequence[int], *, unit: str = "件") -> str:
    """Return one line along an axis, with a dot for every figure."""
    top = _ceiling(max(values, default=0))
    slot = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    points = [
        (LEFT + slot * (at + 0.5), HEIGHT - BOTTOM - _scaled(value, top))
        for at, value in enumerate(values)
    ]
    dots = "".join(
        f'<circle class="c1" cx="{x:.1f}" cy="{y:.1f}" r="3">{_title(f"{label}：{value}{unit}")}'
        "</circle>"
        for (x, y), label, value in zip(points, labels, values, strict=True)
    )
    path = f'<polyline class="l1" points="{_points(points)}"/>' if points else ""
    return _picture(name, WIDTH, HEIGHT, _frame(top) + _labels(labels, slot) + path + dots)


def multiples(name: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Return a small line for each series, all with the same scale, so that they compare."""
    top = max((value for each in series for value in each.values), default=0) or 1
    inner = PANEL - 12
    drawn = []
    for place, each in enumerate(series):
        x = (place % PER_ROW) * (PANEL + 8)
        y = (place // PER_ROW) * PANEL_HEIGHT
        gap = inner / max(len(labels) - 1, 1)
        points = [(x + gap * at, y + 66 - 44 * value / top) for at, value in enumerate(each.values)]
        told = _title(f"{each.name}：共{sum(each.values)}件")
        drawn.append(
            f'<text x="{x}" y="{y + 12}">{escape(each.name)}</text>'
            f'<line class="axis" x1="{x}" x2="{x + inner}" y1="{y + 66.5}" y2="{y + 66.5}"/>'
            f'<polyline class="l1" points="{_points(points)}">{told}</polyline>'
        )
    rows = -(-max(len(series), 1) // PER_ROW)
    return _picture(name, WIDTH, rows * PANEL_HEIGHT, "".join(drawn))


def _picture(name: str, width: int, height: int, inside: str) -> str:
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-label="{escape(name)}">{inside}</svg>'
    )


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>"


def _ceiling(value: int) -> int:
    """Return the least round number that is not below the value and parts into whole ticks."""
    size = 1
    while True:
        for digit in _ROUND:
            if digit * size * TICKS >= value:
                return digit * size * TICKS
        size *= 10


def _scaled(value: int, top: int) -> float:
    return (HEIGHT - TOP - BOTTOM) * value / top


def _frame(top: int) -> str:
    """Return the level lines with their figures."""
    drawn = []
    for tick in range(TICKS + 1):
        y = HEIGHT - BOTTOM - _scaled(top * tick // TICKS, top) + 0.5
        kind = "grid" if tick else "axis"
        drawn.append(
            f'<line class="{kind}" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="e" x="{LEFT - 5}" y="{y + 4:.1f}">{top * tick // TICKS}</text>'
        )
    return "".join(drawn)


def _labels(labels: Sequence[str], slot: float) -> str:
    every = -(-len(labels) // LABELS_AT_MOST) or 1
    return "".join(
        f'<text class="m" x="{LEFT + slot * (at + 0.5):.1f}" y="{HEIGHT - 6}">{escape(label)}</text>'
        for at, label in enumerate(labels)
        if (len(labels) - 1 - at) % every == 0
    )


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
