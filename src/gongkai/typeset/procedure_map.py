"""The map of a procedure as inline SVG: states as stations one below another, steps as lines.

A step to the next state is an arrow between the two; one that passes states over runs down on the
right, one that goes back runs up on the left. A line stops at every state it may leave from and
ends in an arrow. Each step has a number; the table beside the map says what it is. The map is
drawn for a phone (one unit = one pixel there) and takes its colours from the stylesheet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from gongkai.typeset.procedure_page import StepText

WIDTH = 340
BOX_WIDTH, BOX_HEIGHT, PITCH, TOP = 120, 40, 76, 6
LANE, BADGE = 14, 7.5
FIRST_LANE = 12
"""From the box to the lane nearest to it."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One step on one side of the map: it stops at `stops` and ends at `end` (rows of states)."""

    number: int
    label: str
    stops: tuple[int, ...]
    end: int

    @property
    def rows(self) -> range:
        """Every row the line touches."""
        touched = (*self.stops, self.end)
        return range(min(touched), max(touched) + 1)


@dataclass(frozen=True, slots=True)
class Legend:
    """One line of the table beside the map."""

    number: int
    step: StepText
    sources: tuple[str, ...]
    target: str


def legend(states: Mapping[str, str], steps: Sequence[StepText]) -> list[Legend]:
    """Return the steps with the numbers the map gives them and the states by their labels."""
    return [
        Legend(number, step, tuple(states[key] for key in step.sources), states[step.target])
        for number, step in enumerate(steps, start=1)
    ]


def procedure_map(title: str, states: Mapping[str, str], steps: Sequence[StepText]) -> str:
    """Return the map. Steps that leave the state as it is are told inside its box."""
    sorted_in = _sorted_in({key: place for place, key in enumerate(states)}, steps)
    left, right = _lanes(sorted_in.back), _lanes(sorted_in.forward)
    x = FIRST_LANE + LANE * max(left.values(), default=0) + BADGE + 2
    far = x + BOX_WIDTH
    drawn = [
        *(_line(run, lane, x, "back") for run, lane in _ordered(left)),
        *(_line(run, lane, far, "on") for run, lane in _ordered(right)),
        *(_arrow(end, numbers, x) for end, numbers in sorted(sorted_in.straight.items())),
        *(
            _box(place, label, sorted_in.stays.get(place, []), x)
            for place, label in enumerate(states.values())
        ),
    ]
    needed = far + FIRST_LANE + LANE * max(right.values(), default=0) + BADGE + 2
    width = max(WIDTH, round(needed))
    height = TOP * 2 + PITCH * (len(states) - 1) + BOX_HEIGHT
    return (
        f'<svg class="flow" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-label="{escape(title)}流程图，'
        f'内容见下表">{"".join(drawn)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _SortedIn:
    """Numbers of steps by the row they stay in or lead to from the row above, and the runs."""

    stays: dict[int, list[int]]
    straight: dict[int, list[int]]
    forward: list[_Run]
    back: list[_Run]


def _sorted_in(row: Mapping[str, int], steps: Sequence[StepText]) -> _SortedIn:
    found = _SortedIn({}, {}, [], [])
    for number, step in enumerate(steps, start=1):
        end = row[step.target]
        sources = sorted(row[key] for key in step.sources)
        if end in sources:
            found.stays.setdefault(end, []).append(number)
        if sources == [end - 1]:
            found.straight.setdefault(end, []).append(number)
            continue
        before = tuple(each for each in sources if each < end)
        behind = tuple(each for each in sources if each > end)
        if before:
            found.forward.append(_Run(number, step.label, before, end))
        if behind:
            found.back.append(_Run(number, step.label, behind, end))
    return found


def _lanes(runs: Iterable[_Run]) -> dict[_Run, int]:
    """Give every run a lane, short runs next to the boxes; runs that overlap never share one."""
    taken: list[set[int]] = []
    found: dict[_Run, int] = {}
    for run in sorted(runs, key=lambda run: (len(run.rows), run.number)):
        rows = set(run.rows)
        free = (lane for lane, used in enumerate(taken) if not used & rows)
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append(set())
        taken[lane] |= rows
        found[run] = lane
    return found


def _ordered(lanes: Mapping[_Run, int]) -> list[tuple[_Run, int]]:
    return sorted(lanes.items(), key=lambda each: -each[1])


def _port(row: int, lane_of: float) -> float:
    """Return the height at which a lane meets a box: further lanes meet it further down."""
    return TOP + PITCH * row + 5 + lane_of


def _line(run: _Run, lane: int, edge: float, kind: str) -> str:
    """Return a run: its upright, a stop at every state left, an arrow where it ends.

    Neighbouring lanes carry their numbers at two heights, so that none covers another.
    """
    away = FIRST_LANE + LANE * lane
    x = edge - away if kind == "back" else edge + away
    ys = [_port(row, away / 5) for row in run.stops]
    end = _port(run.end, away / 5)
    inward = 4 if kind == "back" else -4
    stops = "".join(
        f'<path d="M{edge:g} {y:.1f}H{x:g}"/><circle cx="{edge:g}" cy="{y:.1f}" r="2.5"/>'
        for y in ys
    )
    gap = TOP + PITCH * (run.end + (kind == "back")) - (PITCH - BOX_HEIGHT) / 2
    middle = gap + (BADGE + 0.5) * (1 if lane % 2 else -1)
    return (
        f'<g class="{kind}"><title>{escape(run.label)}</title>'
        f'<path d="M{x:g} {min(*ys, end):.1f}V{max(*ys, end):.1f}M{x:g} {end:.1f}H{edge - inward:g}"/>'
        f"{stops}{_head(edge, end, right=kind == 'back')}{_badge(x, middle, [run.number])}</g>"
    )


def _head(x: float, y: float, *, right: bool) -> str:
    tail = x - 7 if right else x + 7
    return f'<path class="head" d="M{x:g} {y:.1f}L{tail:g} {y - 4:.1f}V{y + 4:.1f}z"/>'


def _arrow(end: int, numbers: Sequence[int], x: float) -> str:
    """Return the arrow from a state to the next one."""
    middle, below = x + BOX_WIDTH / 2, TOP + PITCH * end
    top = below - (PITCH - BOX_HEIGHT)
    return (
        f'<g class="on"><path d="M{middle:g} {top}V{below - 5}"/>'
        f'<path class="head" d="M{middle:g} {below}L{middle - 4:g} {below - 7}h8z"/>'
        f"{_badge(middle, top + 14, numbers)}</g>"
    )


def _box(row: int, label: str, stays: Sequence[int], x: float) -> str:
    y = TOP + PITCH * row
    middle = x + BOX_WIDTH / 2
    low = y + (17 if stays else 25)
    also = (
        f'<text class="s" x="{middle:g}" y="{y + 32}">可办 {"、".join(map(str, stays))}</text>'
        if stays
        else ""
    )
    return (
        f'<g class="state"><rect x="{x:g}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}"'
        f' rx="6"/><text x="{middle:g}" y="{low}">{escape(label)}</text>{also}</g>'
    )


def _badge(x: float, y: float, numbers: Sequence[int]) -> str:
    text = "、".join(map(str, numbers))
    half = BADGE if len(text) < 3 else 5 + 4 * len(text)
    return (
        f'<rect class="badge" x="{x - half:g}" y="{y - BADGE:.1f}" width="{half * 2:g}"'
        f' height="{BADGE * 2:g}" rx="{BADGE}"/><text class="n" x="{x:g}" y="{y + 3.5:.1f}">{text}</text>'
    )
