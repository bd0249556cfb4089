"""Real documents through repair, headings, cleaning: no character is lost."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from gongkai.text import html
from gongkai.text.claims import claims, faults
from gongkai.text.proofreading import proofread
from gongkai.text.repair import dates, numbers, pinyin, repair
from gongkai.text.severity import Severity
from gongkai.text.wording import compile_packs, shipped

SHARED = Path(__file__).parents[2].parent / "shared"
FILES = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/zhengce/*.txt")])

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason="../shared is not here"),
]


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
    at = 0
    for place in mended.repairs:
        assert text[place.start : place.end] == place.before
        at += len(place.after) - len(place.before)
    assert len(mended.text) == len(text) + at


def test_clean_documents_are_left_alone():
    """What is mended of the real documents, by rule: full-width digits, one 文号."""
    mended = Counter(
        place.rule
        for path in FILES
        if not path.stem.startswith(("000", "003"))
        for place in repair(path.read_text(encoding="utf-8")).repairs
    )
    assert set(mended) <= {"width", numbers.RULE}
    assert sum(mended.values()) < 10


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="../shared is not here")
def test_the_garbled_seed_is_mended():
    text = next(SHARED.glob("seeds/000*")).read_text(encoding="utf-8")
    mended = repair(text)
    assert mended.text.startswith("街道2020年政务公开工作总结\n")
    assert not re.search("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|務|開", mended.text)
    assert {place.rule for place in mended.repairs} == {pinyin.PINYIN, pinyin.SCRIPT}
    assert "<h3>(一)加强公开解读回应力度</h3>" in html.from_text(mended.text)


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="../shared is not here")
def test_lost_separators_of_a_seed_are_mended():
    text = next(SHARED.glob("seeds/003*")).read_text(encoding="utf-8")
    mended = repair(text)
    assert [place.after for place in mended.repairs if place.rule == dates.RULE] == [
        "2017年1月1日",
        "2017年12月31日",
        "2017年12月20日",
    ]
    assert len(mended.repairs) == 3


REPORTS = sorted(SHARED.glob("corpus/reports/beginnings/*.txt"))


def test_wording_of_real_documents():
    """Faults found in real documents, by rule: all of them were looked at and are faults."""
    wording = compile_packs(shipped())
    faults = {
        (path.stem.partition("_")[0], found.rule)
        for path in [*SHARED.glob("seeds/*.txt"), *REPORTS]
        for found in wording.find(path.read_text(encoding="utf-8"))
        if found.severity is Severity.FAULT
    }
    assert faults == {
        ("000", "characters.wrong"),
        ("000", "leftovers.crosses"),
        ("002", "leftovers.crosses"),
        ("002", "names.wrong"),
        ("003", "form.remainder"),
        ("003", "form.numbering"),
        ("lingyuan-zhen-2025", "form.numbering"),
        ("lixin-wangtuan-2023", "form.document_number_lost"),
    }


def narratives() -> dict[str, str]:
    """The prose of whole reports and of beginnings, and the seeds."""
    found = {path.stem[:3]: path.read_text(encoding="utf-8") for path in SHARED.glob("seeds/*.txt")}
    found |= {path.stem: path.read_text(encoding="utf-8") for path in REPORTS}
    for path in SHARED.glob("corpus/reports/full/*.json"):
        report = json.loads(path.read_text(encoding="utf-8"))
        parts = [
            f"{'一二三四五六七'[int(n) - 1]}、\n{said}" for n, said in report["sections"].items()
        ]
        found[report["id"]] = "\n".join([report["title"], report["preface"] or "", *parts])
    return found


@pytest.mark.skipif(not REPORTS, reason="../shared is not here")
def test_claims_of_real_reports_fail_where_they_are_wrong_and_nowhere_else():
    """Both faults are known mistakes of these texts; the others are differences of scope."""
    found = {
        (name, fault.rule, fault.severity.value, fault.left, fault.right)
        for name, text in narratives().items()
        for fault in faults(claims(repair(text).text))
    }
    assert found == {
        ("001", "claims.listed", "fault", "五项", "2项"),
        ("pingtan-2019", "claims.sum", "fault", "2599条", "2533条"),
        ("003", "claims.composition", "uncertain", "十部分", "政务舆情处置回应情况"),
        (
            "003",
            "claims.same",
            "uncertain",
            "没有因政府信息公开被申请行政复议、被提起行政诉讼",
            "一起",
        ),
    }


CEILING = {
    "characters.likely": 4, "characters.variant": 2, "characters.wrong": 1,
    "claims.composition": 1, "claims.listed": 1, "claims.same": 1, "claims.sum": 23,
    "doubt.half": 125, "form.brackets": 8, "form.date_cut": 1, "form.enclosures": 1,
    "form.numbering": 9, "form.remainder": 2, "form.repeated_sentences": 27,
    "form.repeated_words": 25, "leftovers.braces": 6, "leftovers.crosses": 15,
    "leftovers.sample": 3, "leftovers.web": 37, "names.former": 70, "names.short": 2,
    "names.wrong": 1, "repair.brackets": 8, "repair.date": 3, "repair.document_number": 4,
    "repair.pinyin": 140, "repair.script": 355, "repair.width": 18, "terms.law": 11,
    "terms.office": 3,
}  # fmt: skip
"""What all real texts together are told, by rule; each was looked at (docs/howto/wording.md)."""


def test_remarks_on_real_texts_stay_what_they_were():
    wording = compile_packs(shipped())
    files = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/**/*.txt")]
    found = [each for path in files for each in proofread(path.read_text("utf-8"), wording)]
    counts = Counter(each.rule for each in found)
    assert {rule: n for rule, n in counts.items() if n > CEILING.get(rule, 0)} == {}
    assert {each.rule for each in found if each.blocks} <= {"claims.listed", "claims.sum"}
