"""文号 and 索引号: every form found in practice is read, and written in one form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.document_number import DocumentNumber, NotADocumentNumber, is_standard
from gongkai.law.index_number import (
    BadPattern,
    IndexNumber,
    NotAnIndexNumber,
    check_pattern,
)

STANDARD = "青政办发〔2026〕12号"
CODE = "11370322004222241N"


@pytest.mark.parametrize(
    "written",
    [
        STANDARD,
        "青政办发[2026]12号",
        "青政办发【2026】12号",
        "青政办发(2026)12号",
        "青政办发（2026）第12号",
        "青政办发﹝2026﹞012号",
        "青政办发［２０２６］１２ 号",
        " 青政办发〔2026年〕12号\n",
    ],
)
def test_every_bracket_becomes_the_standard_one(written):
    number = DocumentNumber.parse(written)
    assert number == DocumentNumber("青政办发", 2026, 12)
    assert str(number) == STANDARD
    assert is_standard(written) == (written == STANDARD)


@pytest.mark.parametrize(
    ("written", "text"), [("国务院令第711号", "国务院令第711号"), ("公告第07号", "公告第7号")]
)
def test_an_order_has_no_year(written, text):
    number = DocumentNumber.parse(written)
    assert (number.year, str(number)) == (None, text)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "没有填写文号"),
        (" 　", "没有填写文号"),
        ("青政办发2026年12号", "缺少六角括号，是不是“青政办发〔2026〕12号”？"),
        ("青政办发202612号", "缺少六角括号，是不是“青政办发〔2026〕12号”？"),
        ("青政办发〔2026〕12", "缺少“号”字"),
        ("青政办发〔2026〕0号", "不能是0"),
        ("青政办发〔26〕12号", "看不懂文号“青政办发〔26〕12号”"),
        ("关于放假的通知", "应写成“青政办发〔2026〕12号”的样子"),
        ("〔2026〕12号", "看不懂文号"),
    ],
)
def test_what_is_no_document_number_is_refused(written, sentence):
    with pytest.raises(NotADocumentNumber, match=sentence):
        DocumentNumber.parse(written)
    assert not is_standard(written)


@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=12),
    st.integers(1949, 2099),
    st.integers(1, 99999),
)
def test_a_document_number_survives_reading(prefix, year, serial):
    number = DocumentNumber(prefix, year, serial)
    assert DocumentNumber.parse(str(number)) == number


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    try:
        number = DocumentNumber.parse(text)
    except NotADocumentNumber:
        return
    assert is_standard(str(number))


def test_an_index_number_in_the_default_form():
    number = IndexNumber(CODE, date(2026, 3, 2), 7)
    assert number.text == str(number) == f"{CODE}/202603-00007"
    assert IndexNumber.parse(f" {number} ") == IndexNumber(CODE, date(2026, 3, 1), 7)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{USCC}/{YYYY}-{00000}", f"{CODE}/2026-00007"),
        ("{USCC}-04_A/{YYYY}-{0000000}", f"{CODE}-04_A/2026-0000007"),
        ("[{YYYYMM}]{000}.{USCC}", f"[202603]007.{CODE}"),
    ],
)
def test_an_index_number_in_a_form_of_ones_own(pattern, text):
    number = IndexNumber(CODE, date(2026, 3, 2), 7)
    assert number.format(pattern) == text
    assert IndexNumber.parse(text, pattern).serial == 7
    assert IndexNumber.parse(text, pattern).owner == CODE


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{CODE}/2026-00007",
        f"{CODE}/202603-0007",
        f"{CODE}/202613-00007",
        f"{CODE}/202603-00000",
    ],
)
def test_what_is_no_index_number_is_refused(text):
    with pytest.raises(NotAnIndexNumber, match="索引号"):
        IndexNumber.parse(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{USCC}/{YYYY}",
        "{USCC}{USCC}{YYYY}{000}",
        "{YYYY}{YYYYMM}{USCC}{0}",
        "{0}{USCC}{YYYY}{x}",
    ],
)
def test_a_pattern_that_numbers_nothing_is_refused(pattern):
    with pytest.raises(BadPattern, match="索引号格式"):
        check_pattern(pattern)


@given(st.dates(date(1949, 10, 1), date(2099, 12, 31)), st.integers(1, 999999))
def test_an_index_number_survives_reading(on, serial):
    number = IndexNumber(CODE, on, serial)
    again = IndexNumber.parse(number.text)
    assert (again.serial, again.on) == (serial, on.replace(day=1))
    assert again.text == number.text
