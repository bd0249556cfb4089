"""Numbers with a check digit: credit code, organisation code, identity number, bank card.

Sources: GB 32100-2015, GB 11714-1997, GB 11643-1999 (and the 15-digit form before it),
GB/T 15694.1 (Luhn). `is_…` answers, `normalise_…` returns the tidy form or raises BadNumber.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from operator import mul

CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_CHECKS = "10X98765432"
GOVERNMENT_BODY = "11"
"""First two characters of a credit code: registered by 机构编制, kind 机关."""

ZERO = ord("0")
DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")
"""Luhn's doubling of a figure, nines cast out."""

BETWEEN = re.compile(r"[\s\-\u2010-\u2015·.]")
CREDIT = re.compile(rf"[{CREDIT_CHARACTERS}]{{2}}[0-9]{{6}}[{CREDIT_CHARACTERS}]{{10}}")
ORGANISATION = re.compile(r"[0-9A-Z]{8}[0-9X]")
IDENTITY_18 = re.compile(r"[1-9][0-9]{16}[0-9X]")
IDENTITY_15 = re.compile(r"[1-9][0-9]{14}")
BANK_CARD = re.compile(r"[34569][0-9]{15,18}")
FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR = 1870, 2099


class BadNumber(ValueError):
    """A number that cannot be right; the message is a Chinese sentence."""


def squeeze(text: str) -> str:
    """Return `text` in half-width capitals without spaces, hyphens and dots."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def credit_check(first_17: str) -> str:
    """Return the check character of a 统一社会信用代码 (GB 32100-2015, 4.5)."""
    values = (CREDIT_CHARACTERS.index(c) for c in first_17)
    total = sum(v * w for v, w in zip(values, CREDIT_WEIGHTS, strict=True))
    return CREDIT_CHARACTERS[-total % 31]


def normalise_credit_code(text: str) -> str:
    """Return the 18 characters of a 统一社会信用代码. Raises BadNumber."""
    code = squeeze(text)
    if len(code) != 18:
        raise BadNumber(f"统一社会信用代码应为18位，现在是{len(code)}位")
    if not CREDIT.fullmatch(code):
        raise BadNumber("统一社会信用代码只用数字和大写字母（没有I、O、Z、S、V），第3至8位是数字")
    if credit_check(code[:17]) != code[17]:
        raise BadNumber("统一社会信用代码的校验码不对，请核对有没有输错")
    return code


def is_credit_code(text: str) -> bool:
    """Whether `text` is a valid 统一社会信用代码."""
    return _holds(normalise_credit_code, text)


def is_government_credit_code(text: str) -> bool:
    """Whether `text` is a valid credit code of an organ of government (机关)."""
    return is_credit_code(text) and squeeze(text).startswith(GOVERNMENT_BODY)


def organisation_check(first_8: str) -> str:
    """Return the check character of an 组织机构代码 (GB 11714-1997)."""
    values = (ORGANISATION_CHARACTERS.index(c) for c in first_8)
    total = sum(v * w for v, w in zip(values, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def normalise_organisation_code(text: str) -> str:
    """Return the 9 characters of an 组织机构代码. Raises BadNumber."""
    code = squeeze(text)
    if not ORGANISATION.fullmatch(code):
        raise BadNumber("组织机构代码应为8位数字或大写字母加1位校验码")
    if organisation_check(code[:8]) != code[8]:
        raise BadNumber("组织机构代码的校验码不对，请核对有没有输错")
    return code


def is_organisation_code(text: str) -> bool:
    """Whether `text` is a valid 组织机构代码."""
    return _holds(normalise_organisation_code, text)


def identity_check(first_17: str) -> str:
    """Return the check character of a 公民身份号码 (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(map(mul, first_17.encode(), IDENTITY_WEIGHTS)) - ZERO * sum(IDENTITY_WEIGHTS)
    return IDENTITY_CHECKS[total % 11]


def normalise_identity_number(text: str) -> str:
    """Return a 公民身份号码 of 18 characters, or of 15 in the old form. Raises BadNumber.

    The region code is not looked up: regions are abolished, their numbers stay valid.
    """
    number = squeeze(text)
    if IDENTITY_15.fullmatch(number):
        birth = f"19{number[6:12]}"
    elif IDENTITY_18.fullmatch(number):
        birth = number[6:14]
    else:
        raise BadNumber("公民身份号码应为18位（末位可以是X）或15位数字")
    if _birthday(birth) is None:
        raise BadNumber("公民身份号码中的出生日期不存在，请核对有没有输错")
    if len(number) == 18 and identity_check(number[:17]) != number[17]:
        raise BadNumber("公民身份号码的校验码不对，请核对有没有输错")
    return number


def is_identity_number(text: str) -> bool:
    """Whether `text` is a valid 公民身份号码, new or old form."""
    return _holds(normalise_identity_number, text)


def luhn_holds(digits: str) -> bool:
    """Whether a row of ASCII digits passes the Luhn check."""
    codes = digits.encode()[::-1]
    total = sum(codes[::2]) + sum(codes[1::2].translate(DOUBLED)) - ZERO * len(codes)
    return total % 10 == 0


def normalise_bank_card(text: str) -> str:
    """Return the 16 to 19 digits of a bank card. Raises BadNumber."""
    number = squeeze(text)
    if not BANK_CARD.fullmatch(number):
        raise BadNumber("银行卡号应为16至19位数字")
    if not luhn_holds(number):
        raise BadNumber("银行卡号的校验位不对，请核对有没有输错")
    return number


def is_bank_card(text: str) -> bool:
    """Whether `text` can be the number of a bank card."""
    return _holds(normalise_bank_card, text)


def _birthday(digits: str) -> date | None:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return birth if FIRST_BIRTH_YEAR <= birth.year <= LAST_BIRTH_YEAR else None


def _holds(normalise: Callable[[str], str], text: str) -> bool:
    try:
        normalise(text)
    except BadNumber:
        return False
    return True
