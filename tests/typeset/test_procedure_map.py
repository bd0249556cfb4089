"""The map of a procedure: every step is drawn once on each side it goes, lanes never overlap."""

from itertools import combinations
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from gongkai.typeset import procedure_map as maps
from gongkai.typeset.procedure_page import StepText

SVG = "{http://www.w3.org/2000/svg}"
STATES = {"a": "起草中", "b": "待审查", "c": "待签发", "d": "已公开"}


def step(name: str, sources: str, target: str) -> StepText:
    return StepText(
        name=name,
        label=name,
        sources=tuple(sources),
        target=target,
        roles=("信息员",),
        basis="第一条",
    )


STEPS = [
    step("保存", "a", "a"),
    step("送审", "a", "b"),
    step("退回", "bc", "a"),
    step("加急", "a", "d"),
    step("签发", "c", "d"),
    step("通过", "b", "c"),
    step("补签", "d", "d"),
]


def numbers(drawn: str) -> list[str]:
    return [e.text or "" for e in ET.fromstring(drawn).iter(SVG + "text") if e.get("class") == "n"]


def test_every_step_has_its_number_or_stands_in_its_box():
    drawn = maps.procedure_map("主动公开", STATES, STEPS)
    assert sorted(numbers(drawn)) == ["2", "3", "4", "5", "6"]
    inside = [e.text for e in ET.fromstring(drawn).iter(SVG + "text") if e.get("class") == "s"]
    assert inside == ["可办 1", "可办 7"]


def test_states_stand_one_below_another_in_order():
    root = ET.fromstring(maps.procedure_map("主动公开", STATES, STEPS))
    boxes = [g for g in root.iter(SVG + "g") if g.get("class") == "state"]
    assert [g.find(SVG + "text").text for g in boxes] == list(STATES.values())
    ys = [float(g.find(SVG + "rect").get("y")) for g in boxes]
    assert ys == sorted(ys)


def test_back_and_forward_stand_on_two_sides():
    root = ET.fromstring(maps.procedure_map("主动公开", STATES, STEPS))
    sides = {
        g.find(SVG + "title").text: g.get("class")
        for g in root.iter(SVG + "g")
        if g.find(SVG + "title") is not None
    }
    assert sides == {"退回": "back", "加急": "on"}


def test_step_that_goes_both_ways_is_drawn_on_both_sides():
    drawn = maps.procedure_map("甲", STATES, [step("调整", "ad", "b")])
    assert numbers(drawn) == ["1", "1"]


def test_two_steps_to_the_next_state_share_an_arrow():
    drawn = maps.procedure_map("甲", STATES, [step("送审", "a", "b"), step("直送", "a", "b")])
    assert numbers(drawn) == ["1、2"]


def test_legend_numbers_as_the_map_does():
    lines = maps.legend(STATES, STEPS)
    assert [(line.number, line.step.name) for line in lines][2] == (3, "退回")
    assert lines[2].sources == ("待审查", "待签发")
    assert lines[2].target == "起草中"


def test_labels_are_escaped():
    drawn = maps.procedure_map("<甲>", {"a": "<乙>", "b": "&"}, [step("<丙>", "b", "a")])
    assert ET.fromstring(drawn).get("aria-label") == "<甲>流程图，内容见下表"


@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from("abcd"), min_size=1), st.sampled_from("abcd")),
        max_size=12,
    )
)
def test_lines_that_overlap_never_share_a_lane(pairs):
    steps = [step(str(at), "".join(sorted(s)), t) for at, (s, t) in enumerate(pairs)]
    drawn = maps.procedure_map("甲", STATES, steps)
    width = float(ET.fromstring(drawn).get("width"))
    for badge in ET.fromstring(drawn).iter(SVG + "rect"):
        assert (
            0 <= float(badge.get("x")) <= float(badge.get("x")) + float(badge.get("width")) <= width
        )
    found = maps._sorted_in({key: at for at, key in enumerate(STATES)}, steps)
    for side in (found.back, found.forward):
        lanes = maps._lanes(side)
        for one, other in combinations(side, 2):
            if set(one.rows) & set(other.rows):
                assert lanes[one] != lanes[other]
