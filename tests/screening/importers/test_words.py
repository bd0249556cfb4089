"""Rules of wording as files: read, refused by row, written and read back."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from gongkai.screening.importers import BadWords, read_words, words_workbook
from gongkai.screening.importers.words import HEAD
from gongkai.text.severity import Severity
from gongkai.text.wording.own import MOST_BYTES, OwnRule, own_pack, write_pack

RULES = (
    OwnRule("柳溪乡", "柳溪镇", "=1+1", "镇志", Severity.FAULT, blocks=True),
    OwnRule("望湖街", "望湖街道", "", "", Severity.HINT),
)


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    written.seek(0)
    return written


def test_a_workbook_is_read_back_as_it_was_written():
    read = read_words(BytesIO(words_workbook(RULES)), "用词规则.xlsx")
    assert (read.rules, read.allow) == (RULES, ())


def test_a_pack_is_read_with_its_permissions():
    pack = own_pack("own-1", "x", "1", date(2026, 11, 24), RULES[:1], ["台帐"])
    read = read_words(BytesIO(write_pack(pack).encode()), "包.TOML")
    assert (read.rules, read.allow) == (RULES[:1], ("台帐",))


def test_a_table_of_its_own_order_with_a_title_is_read():
    rows = [("本机关用词",), ("改为", "要找的词"), ("柳溪镇", "柳溪乡"), (None, None)]
    [rule] = read_words(sheet(*rows), "a.xlsx").rules
    assert rule == OwnRule("柳溪乡", "柳溪镇")


@pytest.mark.parametrize(
    ("file", "name", "words"),
    [
        (BytesIO(b" " * (MOST_BYTES + 1)), "a.toml", "超过 4 MB"),
        (BytesIO(b"= x"), "a.toml", "TOML"),
        (BytesIO(b"%PDF-1.4"), "a.pdf", r"要用 \.toml"),
        (BytesIO(b"PK\x03\x04broken"), "a.xlsx", "."),
        (BytesIO(b"\x7fELF"), "a.xlsx", "程序"),
        (sheet(("甲", "乙")), "a.xlsx", "没有找到表头"),
        (sheet(), "a.xlsx", "没有找到表头"),
        (sheet(HEAD), "a.xlsx", "表里没有规则"),
        (sheet(HEAD, ("的", "地")), "a.xlsx", "第 2 行：要找的词“的”有 1 个字"),
        (sheet(HEAD, ("甲乙", "", "", "", "很严重")), "a.xlsx", "第 2 行：程度只能写"),
        (sheet(HEAD, ("甲乙",), ("甲乙",)), "a.xlsx", "第 3 行：“甲乙”和第 2 行重复"),
        (sheet(HEAD, ("甲" * 30_000,)), "a.xlsx", "有 30000 个字"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_a_sentence(file, name, words):
    with pytest.raises(BadWords, match=words):
        read_words(file, name)


def test_every_fault_is_told_up_to_a_bound():
    with pytest.raises(BadWords) as refused:
        read_words(sheet(HEAD, *[("的",)] * 50), "a.xlsx")
    assert len(refused.value.sentences) == 30
