"""Numbers of a sheet as its reader sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.documents.numberformat import BUILT_IN, hides, shown


@pytest.mark.parametrize(
    ("written", "code", "seen"),
    [
        ("13800138000", "", "13800138000"),
        ("1.5", "General", "1.5"),
        ("0.1", "@", "0.1"),
        ("0.30000000000000004", "", "0.3"),
        ("1E-7", "", "0.0000001"),
        ("1.23E+5", "G/通用格式", "123000"),
        ("-3", "", "-3"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567.891", "#,##0", "1,234,568"),
        ("-1234", "#,##0;(#,##0)", "(1,234)"),
        ("0", "#,##0;-#,##0;无", "无"),
        ("42", "000000", "000042"),
        ("0.256", "0.0%", "25.6%"),
        ("12", '0"元"', "12元"),
        ("12", '"¥"#,##0.00_ ', "¥12.00"),
        ("12.5", "0.##", "12.5"),
        ("0.5", "#.0", ".5"),
        ("0", "#", "0"),
        ("-0.4", "0", "0"),
        ("7", '"已办"', "已办"),
        ("7", "[红色]", "7"),
        ("1234", "0.00E+00", "1234"),
        ("0.5", "# ?/?", "0.5"),
        ("5", "\\第0", "第5"),
        ("46350", "yyyy-mm-dd", "2026-11-24"),
        ("46350", "yy/m/d", "26/11/24"),
        ("46350", BUILT_IN[31], "2026年11月24日"),
        ("46350.5", "yyyy/m/d h:mm", "2026/11/24 12:00"),
        ("0.75", "h:mm AM/PM", "6:00 下午"),
        ("0.25", "上午/下午h时mm分", "上午6时00分"),
        ("0.0625", "[h]:mm:ss", "1:30:00"),
        ("46350", "[$-804]dddd", "星期二"),
        ("46350", "d-m", "24-11"),
        ("-1", "yyyy", "-1"),
        ("3000000", "yyyy", "3000000"),
        ("文", "0", "文"),
        ("NaN", "0", "NaN"),
        ("1E+999", "0", "1E+999"),
    ],
)
def test_a_number_under_its_format(written: str, code: str, seen: str):
    assert shown(written, code) == seen


def test_days_since_1904():
    assert shown("0", "yyyy-mm-dd", since_1904=True) == "1904-01-01"


@pytest.mark.parametrize(
    ("code", "nothing"), [(";;;", True), (";;", True), ("0;;", False), (";", False), ("", False)]
)
def test_formats_that_hide(code: str, nothing: bool):
    assert hides(code) is nothing


@given(st.text("0123456789.-E+x", max_size=8), st.text('0#,.%"\\ymdhs[];@/E ?_*年', max_size=8))
def test_any_number_under_any_format_is_text(written: str, code: str):
    assert isinstance(shown(written, code), str)


@given(st.integers(-(10**17), 10**17))
def test_whole_numbers_keep_every_digit(number: int):
    assert shown(str(number), "") == str(number)
