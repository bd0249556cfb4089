"""Charts: every figure is drawn to scale, named, and without a colour of its own."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.typeset import charts
from gongkai.typeset.charts import Mark, Series

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [f"26-{month:02d}" for month in range(1, 13)]


def parts(drawn: str, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(drawn).iter(SVG + tag))


def test_bars_are_as_long_as_their_figures():
    drawn = charts.bars("各机关", [Mark("柳溪镇", 40), Mark("望湖街道", 10), Mark("<甲>", 0)])
    wide = [float(each.get("width", "")) for each in parts(drawn, "rect")]
    assert wide[0] == 4 * wide[1]
    assert wide[2] == 0
    assert [each.text for each in parts(drawn, "title")] == [
        "柳溪镇：40件",
        "望湖街道：10件",
        "<甲>：0件",
    ]


def test_columns_are_stacked_without_a_gap():
    drawn = charts.stacked(
        "每月", ["一月"], [Series("按期", (6,)), Series("迟", (2,)), Series("无", (0,))]
    )
    lower, upper = parts(drawn, "rect")
    assert float(upper.get("y", "")) + float(upper.get("height", "")) == pytest.approx(
        float(lower.get("y", "")), abs=0.15
    )
    assert float(lower.get("height", "")) == pytest.approx(
        3 * float(upper.get("height", "")), abs=0.3
    )
    assert [lower.get("class"), upper.get("class")] == ["c1", "c2"]


def test_line_rises_with_its_figures():
    drawn = charts.line("累计", ["一", "二", "三"], [1, 5, 9])
    heights = [float(each.get("cy", "")) for each in parts(drawn, "circle")]
    assert heights == sorted(heights, reverse=True)
    assert len(parts(drawn, "polyline")) == 1


def test_small_multiples_share_one_scale():
    drawn = charts.multiples("各机关", ["一", "二"], [Series("大", (0, 10)), Series("小", (0, 5))])
    ends = [each.get("points", "").split()[-1] for each in parts(drawn, "polyline")]
    tops = [float(end.split(",")[1]) for end in ends]
    assert 66 - tops[1] == pytest.approx((66 - tops[0]) / 2)


@pytest.mark.parametrize(
    "drawn",
    [
        charts.bars("空", []),
        charts.stacked("空", [], []),
        charts.line("空", [], []),
        charts.multiples("空", [], []),
    ],
)
def test_nothing_to_draw_is_still_a_picture(drawn):
    assert ET.fromstring(drawn).get("role") == "img"


def test_name_is_escaped_and_no_colour_is_written():
    drawn = charts.bars('"><script>', [Mark("甲", 1)])
    assert ET.fromstring(drawn).get("aria-label") == '"><script>'
    assert "style" not in drawn
    assert "#" not in drawn


def test_at_most_six_labels_below_the_months_and_the_last_among_them():
    drawn = charts.line("每月", MONTHS * 2, list(range(24)))
    labels = [each.text for each in parts(drawn, "text") if each.get("class") == "m"]
    assert len(labels) <= charts.LABELS_AT_MOST
    assert labels[-1] == "26-12"


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_nothing_is_drawn_outside_the_picture(values):
    drawn = charts.stacked(
        "每月", [str(at) for at in range(len(values))], [Series("件", tuple(values))]
    )
    for each in parts(drawn, "rect"):
        x, y = float(each.get("x", "")), float(each.get("y", ""))
        assert 0 <= x <= x + float(each.get("width", "")) <= charts.WIDTH
        assert 0 <= y <= y + float(each.get("height", "")) <= charts.HEIGHT
