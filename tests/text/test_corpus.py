"""Real documents through repair, headings, cleaning: no character is lost."""

import re
import unicodedata
from pathlib import Path

import pytest

from gongkai.text import html
from gongkai.text.repair import repair

SHARED = Path(__file__).parents[2].parent / "shared"
FILES = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/zhengce/*.txt")])

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason="../shared is not here"),
]

PINYIN = re.compile(r"\([a-zà-ÿāēīōūǎěǐǒǔǖǘǚǜńň]+\)")


def letters(text: str) -> str:
    """The characters that carry meaning; white space and invisible ones do not."""
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"}
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_lost(path):
    text = path.read_text(encoding="utf-8")
    mended = repair(text)
    made = html.from_text(mended.text)
    assert html.clean(made) == html.Cleaned(made)
    assert letters(html.plain(made)) == letters(mended.text)
    expected = letters(PINYIN.sub("", text) if mended.notes and "拼音" in mended.notes[0] else text)
    assert len(letters(mended.text)) == len(expected)
    same = sum(a == b for a, b in zip(letters(mended.text), expected, strict=True))
    assert same > 0.6 * len(expected) if expected != letters(text) else same > 0.99 * len(expected)


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="../shared is not here")
def test_the_garbled_seed_is_mended():
    text = next(SHARED.glob("seeds/000*")).read_text(encoding="utf-8")
    mended = repair(text)
    assert mended.text.startswith("街道2020年政务公开工作总结\n")
    assert not re.search("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|務|開", mended.text)
    assert "<h3>(一)加强公开解读回应力度</h3>" in html.from_text(mended.text)


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="../shared is not here")
def test_lost_separators_of_a_seed_are_reported():
    text = next(SHARED.glob("seeds/003*")).read_text(encoding="utf-8")
    assert any("201711日" in note for note in repair(text).notes)
