"""Numbers in words and figures: every way of writing them says the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.numbers import parse, spelled

FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("23", "23"), ("1,234,567.5", "1234567.5"), ("1，234", "1234"), ("1.2万", "12000"),
        ("3千", "3000"), ("5百万", "5000000"), ("1.5亿", "150000000"), ("二十三", "23"),
        ("两百零五", "205"), ("一百二", "120"), ("三千五", "3500"), ("两万三", "23000"),
        ("一亿二", "120000000"), ("一千零二", "1002"), ("十", "10"), ("十二", "12"),
        ("一十二", "12"), ("廿五", "25"), ("卅", "30"), ("零", "0"), ("〇", "0"), ("两", "2"),
        ("二〇二六", "2026"), ("壹万叁仟伍佰", "13500"), ("3万5千", "35000"), ("二十万零三", "200003"),
        ("一万亿", "1000000000000"), ("百", None), ("", None), ("万", None), ("十百", None),
        ("二百三百", None), ("二十三四十", None), ("二三十", None), ("甲", None), ("一万万", None),
        ("三万二亿五万", "3200000050000"), ("零十", None), ("三万甲", None), ("二百零", "200"), ("亿三", None),
        ("3.5.6", None), ("千三", None), ("一万二万", None),
    ],
)  # fmt: skip
def test_what_is_written(written, value):
    assert parse(written) == (None if value is None else Decimal(value))


@given(st.integers(0, 10**8))
def test_every_number_comes_back_from_its_words(number):
    said = spelled(number)
    assert parse(said) == number
    assert parse(said.translate(FORMAL)) == number
    assert parse(said.replace("零", "〇")) == number
    assert parse(f"{number:,}") == number
    for unit in "百千万亿":
        said = said.replace(f"二{unit}", f"两{unit}")
    assert parse(said) == number


@given(st.integers(0, 10**16 - 1))
def test_large_numbers_come_back(number):
    assert parse(spelled(number)) == number


@pytest.mark.parametrize("number", [-1, 10**16])
def test_what_cannot_be_spelled(number):
    with pytest.raises(ValueError, match=str(number)):
        spelled(number)


@given(st.text(alphabet="零〇一二两三十百千万亿廿1.，,", max_size=8))
def test_any_text_is_a_number_or_none(text):
    assert parse(text) is None or parse(text) >= 0
