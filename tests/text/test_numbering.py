"""Word's number formats."""

import pytest

from gongkai.text.numbering import Numbering, written


@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        (1, "chineseCounting", "一"), (10, "japaneseCounting", "十"), (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"), (99, "chineseCountingThousand", "九十九"),
        (101, "chineseCounting", "一百零一"), (110, "chineseCounting", "一百一十"),
        (200, "chineseCounting", "二百"), (1000, "chineseCounting", "1000"),
        (0, "chineseCounting", "0"), (3, "decimal", "3"), (3, "none", ""),
        (1, "upperLetter", "A"), (27, "lowerLetter", "aa"), (0, "lowerLetter", "0"),
        (4, "lowerRoman", "iv"), (1999, "upperRoman", "CCCCCCCCCXCIX"), (3, "upperRoman", "III"),
        (2, "decimalEnclosedCircle", "②"), (21, "decimalEnclosedCircleChinese", "21"),
        (12, "decimalFullWidth", "１２"), (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
    ],
)  # fmt: skip
def test_number_formats(number, kind, expected):
    assert written(number, kind) == expected


def test_a_document_without_lists():
    assert Numbering(None).level("1", 0) is None
