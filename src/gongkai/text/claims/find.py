"""Finds the figures of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.text.claims import listing
from gongkai.text.claims.claim import Certainty, Claim
from gongkai.text.claims.scope import scope_of, subject_of, topic_of
from gongkai.text.claims.sentences import Sentence, sentences
from gongkai.text.claims.units import COUNTED, SURE_ONE, normal, pattern
from gongkai.text.document import Document
from gongkai.text.numbers import parse

_FIGURE = re.compile(
    r"(?<![\dA-Za-z.〔\[第—-])(?:"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<tens>[十百千]?)"
    r"|(?<![数几第其每同另零〇一二两三四五六七八九十百千万亿])(?P<words>[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+))"
    rf"(?P<more>[余多来])?[ \u3000\u00a0]?(?P<scale>[万亿]?)(?P<more2>[余多])?(?P<unit>{pattern()})"
    r"(?P<rest>以上|以下|以内|左右|上下)?"
    r"|百分之(?P<percent>[\d.]+|[零一二两三四五六七八九十百点]+)"
    r"|(?P<half>(?:超过?|过|近)?半数(?:以上)?|翻(?:了?[一两])?番)"
)
_BEFORE = (
    (Certainty.AT_LEAST, re.compile(r"(?:超过|突破|不少于|不低于|至少|超|多于|过)$")),
    (Certainty.AT_MOST, re.compile(r"(?:不超过|不多于|最多|不高于|控制在)$")),
    (Certainty.NEARLY, re.compile(r"(?:将近|接近|不足|不到|近|未到)$")),
    (Certainty.ABOUT, re.compile(r"(?:大约|约|大概|约为|约计|大致)$")),
)
_BEHIND = {
    "以上": Certainty.AT_LEAST, "以下": Certainty.AT_MOST, "以内": Certainty.AT_MOST,
    "左右": Certainty.ABOUT, "上下": Certainty.ABOUT,
}  # fmt: skip
_BRACKETS = re.compile(r"[（()）]")
_FAR = 200
"""Characters before a figure in which its scope is looked for."""
_ONE_ENDS = re.compile(r"\s*(?:[，,。；;、（）()！\n]|$)")
_TOGETHER = re.compile(r"[与和同跟][^，。；]{0,12}$")
_NONE = re.compile(
    r"(?:没有|未曾|未|无|尚无)(?:收到|接到|发生|产生|出现|受理过?|发现|引发|因|被|提起|人|单位)?"
    r"(?P<what>[^，,。；;！？\n]{2,60})"
)
_OF_NONE = re.compile(r"行政复议|行政诉讼|复议|诉讼|公开申请|依申请公开|举报|投诉|申诉|收费|舆情")
_NONE_STARTS = re.compile(
    r"没有(?:收到|接到|发生|产生|出现|受理|因|被|提起)|未(?:收到|接到|发生|产生|出现|受理|因|被|引发)|无(?:因|被|人|行政|政府|依申请|投诉|举报|复议|诉讼)"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Decimal
    unit: str
    certainty: Certainty
    start: int
    end: int
    step: Decimal


def claims(source: str | Document) -> tuple[Claim, ...]:
    """The figures of a text, or of what is seen of a document, by place; the time is linear."""
    text = source.text if isinstance(source, Document) else source
    found: list[Claim] = []
    for sentence in sentences(text):
        found += _in_sentence(text, sentence)
        found += _denied(sentence)
    return tuple(sorted(found, key=lambda claim: (claim.start, claim.end)))


def _in_sentence(text: str, sentence: Sentence) -> Iterator[Claim]:
    said = sentence.text
    figures = [figure for match in _FIGURE.finditer(said) if (figure := _figure(said, match))]
    ends = [0, *(figure.end for figure in figures)]
    starts = [*(figure.start for figure in figures[1:]), len(said)]
    depth = 0
    for figure, since, until in zip(figures, ends, starts, strict=False):
        lead, tail = said[since : figure.start], said[figure.end : until]
        before = said[max(0, figure.start - _FAR) : figure.start]
        depth = _depth(depth, lead)
        subject = subject_of(lead, tail)
        yield Claim(
            figure.value,
            figure.unit,
            figure.certainty,
            subject,
            topic_of(subject),
            scope_of(before, lead, tail),
            said[figure.start : figure.end],
            sentence.start + figure.start,
            sentence.start + figure.end,
            said,
            sentence.start,
            sentence.section,
            lead,
            tail,
            figure.step,
            depth,
            listing.behind(text, sentence, lead, sentence.start + figure.end)
            if listing.may_announce(figure.value, figure.unit)
            else None,
        )


def _figure(said: str, match: re.Match[str]) -> _Figure | None:
    if match["half"]:
        return _idiom(match)
    written = match["digits"] or match["words"] or match["percent"]
    whole, _, part = written.partition("点" if match["percent"] else "\0")
    value = parse(whole) if not part else parse(f"{parse(whole)}.{parse(part)}")
    unit = match["unit"] or "%"
    if value is None or (match["words"] and not _is_counted(said, match)):
        return None
    name, worth = normal(match["scale"] or "", unit) if match["unit"] else ("%", Decimal(1))
    worth *= {"": 1, "十": 10, "百": 100, "千": 1000}[match["tens"] or ""]
    places = len(written.partition(".")[2])
    return _Figure(
        value * worth,
        name,
        _certainty(said, match),
        match.start(),
        match.end(),
        worth / 10**places,
    )


def _idiom(match: re.Match[str]) -> _Figure:
    """半数, 翻番: as shares of a hundred; 超半数 is more than that."""
    word = match["half"]
    certainty = Certainty.EXACT
    if word[0] in "超过" or word.endswith("以上"):
        certainty = Certainty.AT_LEAST
    elif word[0] == "近":
        certainty = Certainty.NEARLY
    value = Decimal(50 if "半数" in word else 300 if "两" in word else 100)
    return _Figure(value, "%", certainty, match.start(), match.end(), Decimal(1))


def _certainty(said: str, match: re.Match[str]) -> Certainty:
    if match["more"] or match["more2"]:
        return Certainty.OVER
    if match["rest"]:
        return _BEHIND[match["rest"]]
    before = said[max(0, match.start() - 5) : match.start()].rstrip()
    return next(
        (kind for kind, words in reversed(_BEFORE) if words.search(before)), Certainty.EXACT
    )


def _is_counted(said: str, match: re.Match[str]) -> bool:
    """A number in words is a figure, not an idiom (一个, 三农) and not an adverb (一起)."""
    words, unit = match["words"], match["unit"]
    if unit not in COUNTED and unit not in {"成", "倍", "元", "亩", "公里", "米"}:
        return False
    if words != "一":
        return words != "零" or unit != "件"
    clause = said[max(0, match.start() - 14) : match.start()]
    counted = bool(re.search(r"(?:共|仅|受理|收到|发生|有)$", clause))
    return unit in SURE_ONE and (
        counted or bool(_ONE_ENDS.match(said, match.end()) and not _TOGETHER.search(clause))
    )


def _depth(depth: int, words: str) -> int:
    """How many brackets are open behind ``words``."""
    for mark in _BRACKETS.findall(words):
        depth = depth + 1 if mark in "（(" else max(0, depth - 1)
    return depth


def _denied(sentence: Sentence) -> Iterator[Claim]:
    """What a sentence says in words there was none of: 没有收到公开申请."""
    said = sentence.text
    for denial in _NONE.finditer(said):
        if not _NONE_STARTS.match(said, denial.start()):
            continue
        for named in _OF_NONE.finditer(said, denial.start("what"), denial.end()):
            start, end = named.span()
            lead = said[denial.start() : start]
            yield Claim(
                Decimal(0),
                "",
                Certainty.EXACT,
                named[0],
                topic_of(named[0]),
                scope_of(said[:start], lead),
                said[denial.start() : end],
                sentence.start + denial.start(),
                sentence.start + end,
                said,
                sentence.start,
                sentence.section,
                lead,
                said[end:],
            )
