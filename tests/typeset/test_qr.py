import re
from xml.etree import ElementTree as ET

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from gongkai.typeset import qr

ADDRESS = "https://liuxi.example/xxgk/2026/11/8213.html"


def dark_modules(markup: str) -> tuple[int, set[tuple[int, int]]]:
    """Read the drawing back: side in modules, and the (x, y) of every dark module."""
    drawn = ET.fromstring(markup)
    side = int(drawn.get("viewBox").split()[2])
    dark = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn[0].get("d")):
        dark |= {(int(x) + step, int(y)) for step in range(int(width))}
    return side, dark


def test_qr_draws_exactly_the_dark_modules_inside_the_quiet_zone():
    side, dark = dark_modules(qr.svg(ADDRESS))
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    assert side == len(matrix) + 2 * qr.QUIET_MODULES
    margin = qr.QUIET_MODULES
    assert dark == {
        (x + margin, y + margin)
        for y, row in enumerate(matrix)
        for x, module in enumerate(row)
        if module
    }


def test_qr_has_three_finders():
    side, dark = dark_modules(qr.svg("柳溪镇"))
    first, last = qr.QUIET_MODULES, side - qr.QUIET_MODULES - 7
    for x, y in [(first, first), (last, first), (first, last)]:
        assert {(x + step, y) for step in range(7)} <= dark
        assert (x + 1, y + 1) not in dark
        assert (x + 3, y + 3) in dark


def test_qr_carries_no_colour_of_its_own():
    markup = qr.svg(ADDRESS)
    assert "#" not in markup
    assert 'fill="currentColor"' in markup


def test_longer_text_needs_a_larger_code():
    assert dark_modules(qr.svg("a"))[0] < dark_modules(qr.svg("a" * 300))[0]


def test_empty_text_is_refused():
    with pytest.raises(ValueError, match="不能为空"):
        qr.svg("")


def test_text_too_long_is_refused():
    with pytest.raises(ValueError, match="过长"):
        qr.svg("字" * 3000)


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.integers(0, 10**9),
    st.sampled_from(["", "字", "A", "-", "."]),
)
def test_codes_put_together_are_the_codes_drawn(text, number, end):
    for each in (f"{text}{number}{end}", f"{text}{number + 1}{end}", str(number), f"{number}A"):
        assert qr.numbered_svg(each) == qr.svg(each)


@pytest.mark.parametrize("number", [0, 7, 8213, 9999])
def test_addresses_of_documents_need_no_drawing(number, monkeypatch):
    addresses = [
        f"https://liuxi.example/xxgk/2026/11/{n:04}.html" for n in (0, 1248, 2481, 4812, 8124)
    ]
    for address in addresses:
        qr.numbered_svg(address)
    wanted = qr.svg(address := f"https://liuxi.example/xxgk/2026/11/{number:04}.html")
    monkeypatch.setattr(segno, "make_qr", None)
    assert qr.numbered_svg(address) == wanted
