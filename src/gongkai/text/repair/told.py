"""What was mended and what is doubted, told to the person who sent the text."""

from collections import Counter
from collections.abc import Sequence

from gongkai.text.repair import characters, dates, doubts, marks, misread, numbers, pinyin
from gongkai.text.repair.change import Doubt, Repair

_MENDED = {
    misread.RULE: "已恢复 {} 处因编码读错而成的乱码，请核对。",
    characters.UNSEEN: "已去掉 {} 处看不见的字符。",
    characters.COMPATIBLE: "已把 {} 处形近的特殊字符换成通用的字。",
    characters.WIDE: "已把 {} 处全角数字、字母改成半角。",
    pinyin.PINYIN: "已去掉 {} 处夹在字中间的拼音，并转为简体，请核对全文。",
    numbers.RULE: "已把 {} 处文号的括号改成六角括号〔〕。",
    dates.RULE: "已给 {} 处丢了“年”“月”的日期补上（如 {}），请核对。",
    marks.DOUBLED: "已去掉 {} 处重复的标点。",
    marks.BRACKETS: "已把 {} 处一半全角一半半角的括号改成一致。",
}
_DOUBTED = {
    doubts.ENCODING: "文中有乱码，可能是编码不对，请对照原稿核对。",
    dates.RULE: "有 {} 处日期像是丢了“年”“月”（如 {}），请对照原稿补上。",
    doubts.PRIVATE: "有 {} 处特殊字符换一台电脑就显示不出来，请改用通用的字。",
    doubts.ELLIPSIS: "有 {} 处连着几个句号，如果是省略号，请改成“……”。",
    doubts.HALF: "有 {} 处中文里用了半角标点（如“{}”），请改成全角。",
}


def sentences(repairs: Sequence[Repair], found: Sequence[Doubt]) -> tuple[str, ...]:
    """One sentence for each rule, with how often and an example, in the order of the rules."""
    mended = Counter(repair.rule for repair in repairs)
    doubted = Counter(doubt.rule for doubt in found)
    became = {repair.rule: repair.after for repair in reversed(repairs)}
    stands = {doubt.rule: doubt.text for doubt in reversed(found)}
    return (
        *(say.format(mended[rule], became[rule]) for rule, say in _MENDED.items() if mended[rule]),
        *(
            say.format(doubted[rule], stands[rule])
            for rule, say in _DOUBTED.items()
            if doubted[rule]
        ),
    )
