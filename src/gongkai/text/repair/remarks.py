"""What is damaged in a text, as sentences for whoever may mend it: one place, one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.text.repair import characters, dates, doubts, marks, misread, numbers, pinyin, repair
from gongkai.text.severity import Severity

_BASIS = "《党政机关公文处理工作条例》第十九条（内容准确，文字规范）"
_NUMBER = "GB/T 9704-2012 第7.2.5条"
_DATE = "GB/T 15835-2011"
_CERTAIN = {
    misread.RULE: (Severity.FAULT, "这里是编码读错的乱码，可以恢复成“{after}”。", _BASIS),
    characters.UNSEEN: (Severity.HINT, "这里有看不见的字符，可以去掉。", _BASIS),
    characters.COMPATIBLE: (Severity.FAULT, "“{text}”是形近的特殊字符，应为“{after}”。", _BASIS),
    characters.WIDE: (Severity.HINT, "全角的“{text}”应写成半角“{after}”。", _DATE),
    pinyin.PINYIN: (Severity.FAULT, "字后面夹着拼音“{text}”，是转换软件留下的，应去掉。", _BASIS),
    pinyin.SCRIPT: (Severity.FAULT, "繁体的“{text}”应为“{after}”。", _BASIS),
    numbers.RULE: (Severity.FAULT, "文号的年份要用六角括号：“{text}”应为“{after}”。", _NUMBER),
    dates.RULE: (Severity.FAULT, "日期“{text}”丢了“年”“月”，应为“{after}”。", _DATE),
    marks.DOUBLED: (Severity.FAULT, "标点“{text}”重复了。", "GB/T 15834-2011"),
    marks.BRACKETS: (Severity.HINT, "括号一半全角一半半角，应改成一致。", "GB/T 15834-2011"),
}
_DOUBTED = {
    doubts.ENCODING: (Severity.FAULT, "“{text}”像是乱码，请对照原稿改正。", _BASIS),
    dates.RULE: (Severity.UNCERTAIN, "日期“{text}”像是丢了“年”“月”，请对照原稿补上。", _DATE),
    doubts.PRIVATE: (
        Severity.UNCERTAIN, "“{text}”换一台电脑就显示不出来，请改用通用的字。", _BASIS,
    ),
    doubts.ELLIPSIS: (
        Severity.HINT, "连着几个句号；如果是省略号，应为“……”。", "GB/T 15834-2011",
    ),
    doubts.HALF: (Severity.HINT, "中文里的半角标点“{text}”应为“{after}”。", "GB/T 15834-2011"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Damage:
    """``text`` at ``[start:end]``; ``proposal`` is None where nobody can tell what stood there."""

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    proposal: str | None
    says: str
    basis: str


def damage(text: str) -> Iterator[Damage]:
    """What can be mended for certain, then what looks damaged elsewhere; places are of ``text``."""
    taken: list[tuple[int, int]] = []
    for mended in repair(text).repairs:
        if taken and mended.start < taken[-1][1]:
            continue
        taken.append((mended.start, mended.end))
        severity, says, basis = _CERTAIN[mended.rule]
        shown = says.format(text=_short(mended.before), after=_short(mended.after))
        yield Damage(
            f"repair.{mended.rule}", severity, mended.start, mended.end, mended.before,
            mended.after, shown, basis,
        )  # fmt: skip
    inside = set[int]().union(*(range(start, end) for start, end in taken))
    for doubt in doubts.find(text):
        if inside.isdisjoint(range(doubt.start, doubt.end)):
            only = doubt.proposals[0] if len(doubt.proposals) == 1 else None
            severity, says, basis = _DOUBTED[doubt.rule]
            shown = says.format(text=_short(doubt.text), after=only or "")
            rule = f"doubt.{doubt.rule}"
            yield Damage(rule, severity, doubt.start, doubt.end, doubt.text, only, shown, basis)


def _short(words: str) -> str:
    return words if len(words) <= 20 else f"{words[:20]}…"
