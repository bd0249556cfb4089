"""The clock of a request against the second reading, over random histories of 2019-2027.

GONGKAI_HISTORIES sets how many are drawn; releases are checked with at least 10000.
"""

import os
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law import request_events as e
from gongkai.law.choices import Choices
from gongkai.law.request_clock import UnlawfulEvent, read
from gongkai.law.workdays import official
from tests.law.request_oracle import Oracle, finger

HISTORIES = int(os.environ.get("GONGKAI_HISTORIES", "300"))
CALENDAR = official()
KEYS = ("甲", "乙", "丙")
# The verbs of a history after arrival, the likelier ones more often.
VERBS = tuple(
    verb
    for verb, weight in {
        "confirm": 2, "ask_correction": 2, "corrected": 2, "consult": 3, "reach": 3, "opinion": 2,
        "extend": 2, "fee": 1, "paid": 2, "ask_reasons": 1, "reasons": 1, "delay": 1, "deliver": 1,
        "abandon": 1, "arrive": 1,
    }.items()
    for _ in range(weight)
)  # fmt: skip
# A gap from 100 on means: that many days after the edge, less 101; from 110 on: after the last day
# of asking for a correction, less 110.
ON_EDGE = (100, 101, 102, 110, 111)
GAPS = (0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 8, 10, 14, 15, 20, 21, 22, 30, 31, 45, -1, -8) + ON_EDGE * 3


STEP = st.tuples(
    st.sampled_from(VERBS), st.sampled_from(GAPS), st.integers(0, 29), st.integers(0, 29)
)
# What belongs together: (verb, the number that chooses its argument or None for any).
EPISODES = (
    (("ask_correction", None), ("reach", 0), ("corrected", None)),
    (("ask_correction", None), ("reach", 0), ("abandon", 0)),
    (("ask_correction", None), ("corrected", None)),
    (("fee", None), ("reach", 1), ("paid", None)),
    (("fee", None), ("reach", 1), ("abandon", 1)),
    (("ask_reasons", None), ("reasons", None), ("delay", None)),
    (("consult", 0), ("reach", 2), ("opinion", 0)),
    (("consult", 1), ("reach", 3), ("opinion", 1)),
    (("extend", None), ("consult", None), ("deliver", None)),
)
EPISODE = st.tuples(
    st.sampled_from(EPISODES),
    st.lists(st.tuples(st.sampled_from(GAPS), st.integers(0, 29)), min_size=3, max_size=3),
    st.integers(0, 29),
).map(
    lambda drawn: [
        (verb, gap, any_number if x is None else x, drawn[2] if x is None else x)
        for (verb, x), (gap, any_number) in zip(drawn[0], drawn[1], strict=False)
    ]
)


@st.composite
def histories(draw):
    """Moves in the words of the oracle; many are unlawful where they stand."""
    on = date(2019, 5, 1) + timedelta(draw(st.integers(0, 2900)))
    channel = draw(st.sampled_from([*e.Channel]))
    moves = [("arrive", on, (str(channel), draw(st.sampled_from([False] * 5 + [True]))))]
    if channel.needs_confirmation or draw(st.booleans()):
        on += timedelta(draw(st.integers(0, 4)))
        moves.append(("confirm", on, None))
    steps = draw(st.lists(EPISODE | STEP.map(lambda step: [step]), max_size=6))
    return moves + [step for episode in steps for step in episode]


def move(step, oracle):
    """Turn a drawn step into a move, near the edges of what the oracle reckons now."""
    if len(step) == 3:
        return step
    verb, gap, x, y = step
    if gap < 100 or not oracle.receipt:
        on = oracle.latest + timedelta(gap if gap < 100 else 0)
    elif gap < 110:
        on = edge(oracle) + timedelta(gap - 101)
    else:
        on = finger(oracle.receipt, 7) + timedelta(gap - 110)
    return verb, on, _argument(verb, on, x, y, oracle)


def edge(oracle):
    if oracle.mode == "correcting":
        return oracle.correction_by()
    if oracle.mode == "paying":
        return oracle.fee_by()
    return oracle.due() or oracle.latest


def _argument(verb, on, x, y, oracle):
    zero, due = oracle.zero or on, oracle.due() or on
    return {
        "arrive": ("online", False),
        "ask_correction": None if x < 15 else x - 15,
        "corrected": x > 20,
        "consult": ([*map(str, e.Party)][(x + y) % 3], KEYS[y % 3]),
        "reach": ("correction", "fee", *KEYS, *KEYS)[x % 8],
        "opinion": (KEYS[x % 3], [*map(str, e.Opinion)][y % 3]),
        "extend": (
            None if x < 15 else x - 6,
            [on, zero, zero - timedelta(1), on + timedelta(1), on][y % 5],
        ),
        "delay": (due, due + timedelta(1), on + timedelta(x * 4))[y % 3],
        "deliver": [*map(str, e.Way)][x % 6],
        "abandon": [*map(str, e.Abandonment)][x % 3],
    }.get(verb)


def event(verb, on, arg):
    """Say a move in the words of the program."""
    match verb:
        case "arrive":
            return e.Arrived(on=on, channel=e.Channel(arg[0]), astray=arg[1])
        case "ask_correction":
            return e.CorrectionAsked(on=on, days=arg)
        case "corrected":
            return e.Corrected(on=on, excuse="住院" if arg else "")
        case "consult":
            return e.OpinionAsked(on=on, party=e.Party(arg[0]), key=arg[1])
        case "reach":
            return e.Reached(on=on, letter=arg)
        case "opinion":
            return e.OpinionGiven(on=on, key=arg[0], opinion=e.Opinion(arg[1]))
        case "extend":
            return e.Extended(on=on, days=arg[0], approved_on=arg[1])
        case "delay":
            return e.Delayed(on=on, until=arg)
        case "deliver":
            return e.Delivered(on=on, way=e.Way(arg))
        case "abandon":
            return e.Abandoned(on=on, why=e.Abandonment(arg))
    plain = {
        "confirm": e.Confirmed,
        "fee": e.FeeNotified,
        "paid": e.Paid,
        "ask_reasons": e.ReasonsAsked,
        "reasons": e.ReasonsGiven,
    }
    return plain[verb](on=on)


def verdict(events, choices):
    """Read the events; None when the last one, and no earlier one, is refused."""
    try:
        return read(events, CALENDAR, choices=choices)
    except UnlawfulEvent as refusal:
        return None if refusal.position == len(events) - 1 else refusal


def accepted(moves, oracle, choices):
    """Play every move on both sides, require the same verdict, keep what is lawful."""
    kept = []
    for step in moves:
        if not oracle.latest and len(step) == 4:
            break  # the request came too early for the regulation
        played = move(step, oracle)
        candidate = event(*played)
        clock = verdict([*kept, candidate], choices)
        assert oracle.play(*played) == (clock is not None), played
        if clock:
            kept.append(candidate)
            agree(clock, oracle)
    return kept


def agree(clock, oracle):
    """Require the same answer to every question both can be asked."""
    assert clock.received_on == oracle.receipt
    listed = [day.on for day in clock.days]
    first = listed[0]
    assert listed == [first + timedelta(n) for n in range(len(listed))]
    assert first == oracle.arrival
    if oracle.mode == "run":
        assert clock.due.due_on == oracle.due() == listed[-1]
        assert clock.due.provisional == oracle.provisional()
        assert {day.on for day in clock.days if day.counted} == oracle.counted()
        assert clock.left(oracle.latest) == sum(d > oracle.latest for d in oracle.counted())
    elif oracle.mode == "over" and oracle.delivered:
        assert clock.due.due_on == oracle.final_due
        assert clock.late_by == oracle.final_late
    else:
        assert clock.due is None or oracle.done
    waits = {wait.key: wait.ends.due_on for wait in clock.waits}
    if oracle.mode == "correcting":
        assert waits["correction"] == oracle.correction_by()
    if oracle.mode == "paying":
        assert waits["payment"] == oracle.fee_by()
    for key, talk in oracle.talks.items():
        assert (key in waits) == (talk["back"] is None and oracle.mode != "over")
        end = oracle.talk_ends(key)
        for today in (oracle.latest, end, end + timedelta(1)):
            assert clock.consents(key, today) == oracle.agrees(key, today)


@settings(
    max_examples=HISTORIES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    moves=histories(),
    late=st.sampled_from([False, False, True]),
    resumed=st.sampled_from([False, False, True]),
    again=st.sampled_from([False, False, True]),
)
def test_random_histories_give_the_same_days_and_the_same_refusals(moves, late, resumed, again):
    overrides = {}
    if late:
        overrides["request.late_correction"] = "accepted"
    if resumed:
        overrides["request.after_payment"] = "resumed"
    if again:
        overrides["request.extension_after_restart"] = "again"
    oracle = Oracle(late_correction=late, resumed=resumed, again=again)
    kept = accepted(moves, oracle, Choices(overrides))
    if kept:
        once, twice = (read(kept, CALENDAR, choices=Choices(overrides)) for _ in range(2))
        assert (once.due, once.days, once.waits) == (twice.due, twice.days, twice.waits)
