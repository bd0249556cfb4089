"""The envelope: same words in both, postcode in its boxes, nothing else on it."""

from datetime import date

import pytest

from gongkai.typeset.letters import envelope
from tests.typeset.letters.papers import docx_words, pdf_pages, pdf_words


def addressed(**changes):
    given = {
        "postcode": "000101",
        "address": "青禾县柳溪镇桃溪村三组12号",
        "name": "周先生（收）",
        "organ": "青禾县柳溪镇人民政府",
        "sender_address": "青禾县柳溪镇政务路1号",
        "sender_postcode": "000100",
        "number": "柳政依复〔2026〕12号",
        "on": date(2026, 3, 20),
    }
    return envelope.Envelope(**{**given, **changes})


def test_both_files_say_the_same_on_one_page():
    made = envelope.make(addressed())
    assert docx_words(made.docx) == pdf_words(made.pdf)
    assert len(pdf_pages(made.pdf)) == 1
    assert pdf_words(made.pdf).startswith("000101青禾县柳溪镇桃溪村三组12号周先生（收）")
    assert made == envelope.make(addressed())


def test_a_postcode_may_be_unknown_but_not_wrong():
    assert "000101" not in pdf_words(envelope.make(addressed(postcode="")).pdf)
    for wrong in ("12345", "1234567", "12345a", "１２３４５６"):
        with pytest.raises(envelope.BadPostcode, match="六位数字"):
            addressed(postcode=wrong)
