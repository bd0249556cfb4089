"""Where the columns of a catalogue stand: headings in any order, on one line or several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.catalogue.operations.wording import field_name, fold, levels_of, tidy_line
from gongkai.catalogue.queries import FIELD_ORDER

Grid = list[list[str]]
ENOUGH = 4
"""Known headings that make a line a header."""
_HEADINGS: dict[str, str] = {
    "序号|编号|编码": "number",
    "(?:所属|公开|试点)?领域": "field",
    "公开事项(?:名称|类别)?|事项(?:名称)?": "item",
    "(?:公开事项)?一级事项|一级目录": "level1",
    "(?:公开事项)?二级事项|二级目录": "level2",
    r"(?:公开)?内容(?:\(?要素\)?)?|(?:公开|内容)要素": "elements",
    "(?:公开|法律|政策)?依据": "basis",
    "(?:公开)?(?:时限|期限|时间)": "limit_text",
    "(?:公开|责任|公开责任)主体|责任(?:单位|部门)": "body",
    "(?:公开)?(?:渠道|载体|方式渠道|渠道(?:和|与|及)?载体)": "channels",
    "公开对象": "audience",
    "公开方式": "mode",
    "公开层级": "levels",
    "对应栏目|所属栏目|栏目": "column",
}
_BELOW: dict[str, str] = {
    "一级事项": "level1",
    "二级事项": "level2",
    "全社会|社会公众": "whole",
    r"特定群[体众](?:\(.*\))?": "group",
    "主动(?:公开)?": "proactive",
    "依申请(?:公开)?": "request",
    "[县区市旗乡镇街道村社居、/和及()]+级|乡镇|镇街|街道|村居?|社区": "level",
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "公开事项": ("item", "level1"),
    "公开内容（要素）": ("elements",),
    "公开依据": ("basis",),
    "公开时限": ("limit_text",),
    "公开主体": ("body",),
    "公开渠道和载体": ("channels",),
    "公开层级": ("levels", "level"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: `keys` names each column, `first` is the first line under it."""

    keys: dict[int, str]
    levels: dict[int, tuple[str, ...]]
    first: int

    @property
    def missing(self) -> list[str]:
        """Titles of required columns that are not there."""
        there = set(self.keys.values())
        return [title for title, keys in REQUIRED.items() if not there & set(keys)]


def find_header(grid: Grid, line: int) -> Header | None:
    """Return the header that begins on this line, if one does."""
    keys = {place: key for place, text in enumerate(grid[line]) if (key := _named(text, _HEADINGS))}
    if len(set(keys.values())) < ENOUGH:
        return None
    levels: dict[int, tuple[str, ...]] = {}
    below = line
    while below < len(grid) and (below == line or _is_below(grid[below], grid[line])):
        for place, text in enumerate(grid[below]):
            if key := _named(text, _BELOW):
                keys[place] = key
                levels |= {place: levels_of(text)} if key == "level" else {}
        below += 1
    return Header(_without_spans(keys), levels, below)


def _without_spans(keys: dict[int, str]) -> dict[int, str]:
    """Of a heading that a merged cell repeats over several columns, keep the first."""
    once = {"whole", "group", "proactive", "request", "level"}
    found: dict[int, str] = {}
    for place, key in sorted(keys.items()):
        if key in once or key not in found.values():
            found[place] = key
    return found


def _is_below(line: Sequence[str], above: Sequence[str]) -> bool:
    """A second line of a header holds nothing but headings of the second level."""
    fresh = [text for text, over in zip(line, above, strict=True) if text and text != over]
    return bool(fresh) and all(_named(text, _BELOW) for text in fresh)


def _named(text: str, names: dict[str, str]) -> str | None:
    said = re.sub("[*＊:：]", "", fold(text))
    return next((key for words, key in names.items() if re.fullmatch(words, said)), None)


def field_in_title(text: str) -> str:
    """Return the field that a title such as “柳溪镇社会救助领域…标准目录” names, '' for none."""
    said = tidy_line(text)
    name = field_name(said, anywhere=True)
    if name in FIELD_ORDER:
        return name
    return name if "领域" in said and not re.search("个$|试点$|目录", name) else ""
