"""Check digits: numbers of real bodies of government pass, one changed character does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import identifiers
from gongkai.law.identifiers import BadNumber

CREDIT_CODES = (
    "11370322004222241N",
    "11341702486344515H",
    "11441700007280420Y",
    "113417020032563511",
    "11500000MB1B37366Q",
)
ORGANISATION_CODES = ("000014349", "000013338", "01527918X")
IDENTITY_NUMBER = "11010519491231002X"


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_credit_codes_of_government_bodies(code):
    assert identifiers.is_credit_code(code)
    assert identifiers.is_government_credit_code(code)
    assert identifiers.is_organisation_code(code[8:17])
    spaced = f" {code[:6]} {code[6:12]}-{code[12:].lower()} "
    assert identifiers.normalise_credit_code(spaced) == code


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_any_other_last_character_is_wrong(code):
    others = set(identifiers.CREDIT_CHARACTERS) - {code[-1]}
    assert [c for c in others if identifiers.is_credit_code(code[:-1] + c)] == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("1137032200422224", "应为18位，现在是16位"),
        ("11370322004222241I", "没有I、O、Z、S、V"),
        ("11370322004222241M", "校验码不对"),
    ],
)
def test_a_wrong_credit_code_is_refused(code, sentence):
    with pytest.raises(BadNumber, match=sentence):
        identifiers.normalise_credit_code(code)
    assert not identifiers.is_government_credit_code(code)


@pytest.mark.parametrize("code", ORGANISATION_CODES)
def test_organisation_codes(code):
    assert identifiers.normalise_organisation_code(f"{code[:8]}-{code[8]}") == code


@pytest.mark.parametrize(("code", "sentence"), [("0000143", "8位"), ("000014348", "校验码不对")])
def test_a_wrong_organisation_code_is_refused(code, sentence):
    with pytest.raises(BadNumber, match=sentence):
        identifiers.normalise_organisation_code(code)
    assert not identifiers.is_organisation_code(code)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (IDENTITY_NUMBER, IDENTITY_NUMBER),
        ("１１０１０５ 19491231 002x", IDENTITY_NUMBER),
        ("110105491231002", "110105491231002"),
    ],
)
def test_identity_numbers(written, number):
    assert identifiers.normalise_identity_number(written) == number
    assert identifiers.is_identity_number(written)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("1101051949123100", "18位"),
        ("01010519491231002X", "18位"),
        ("110105194902300021", "出生日期不存在"),
        ("110105180001010021", "出生日期不存在"),
        ("110105491331002", "出生日期不存在"),
        ("110105194912310021", "校验码不对"),
    ],
)
def test_a_wrong_identity_number_is_refused(number, sentence):
    with pytest.raises(BadNumber, match=sentence):
        identifiers.normalise_identity_number(number)
    assert not identifiers.is_identity_number(number)


@given(st.dates(), st.integers(0, 999), st.integers(110000, 659999))
def test_a_made_up_identity_number_is_valid_when_its_birthday_is(birth, order, region):
    first = f"{region}{birth.year:04}{birth.month:02}{birth.day:02}{order:03}"
    number = first + identifiers.identity_check(first)
    assert identifiers.is_identity_number(number) == (1870 <= birth.year <= 2099)


@pytest.mark.parametrize(
    ("card", "holds"),
    [
        ("4111 1111 1111 1111", True),
        ("6222-0200-0000-0000-008", False),
        ("4111111111111112", False),
        ("1111111111111117", False),
        ("411111111111111", False),
    ],
)
def test_bank_cards(card, holds):
    assert identifiers.is_bank_card(card) == holds


def test_a_wrong_bank_card_is_refused():
    with pytest.raises(BadNumber, match="16至19位"):
        identifiers.normalise_bank_card("62220")
    with pytest.raises(BadNumber, match="校验位不对"):
        identifiers.normalise_bank_card("4111111111111112")
    assert identifiers.normalise_bank_card("4111 1111 1111 1111") == "4111111111111111"


@given(st.text("0123456789", min_size=15, max_size=18), st.sampled_from("34569"))
def test_exactly_one_last_digit_completes_a_card(rest, first):
    digits = first + rest
    assert sum(identifiers.luhn_holds(digits + last) for last in "0123456789") == 1


@given(st.text(max_size=30))
def test_no_text_breaks_a_check(text):
    assert identifiers.is_credit_code(text) in {True, False}
    assert identifiers.is_identity_number(text) in {True, False}
    assert identifiers.is_bank_card(text) in {True, False}
    assert identifiers.is_organisation_code(text) in {True, False}
