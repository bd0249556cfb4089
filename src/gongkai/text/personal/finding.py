"""The personal data of a text, in order and without overlaps."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter

from gongkai.text.late import late
from gongkai.text.personal.gate import through
from gongkai.text.personal.kinds import ASKED, KEPT, Found, Hit, Kept, Validators, masked
from gongkai.text.personal.names import NAMED, in_stretch, is_name
from gongkai.text.personal.tables import Tables
from gongkai.text.personal.written import HAN

_STRONG = frozenset({"identity_number", "bank_card", "passport"})
_COMPANY = _STRONG | {"mobile", "landline", "email", "social_account", "address", "plate"}
_HIT: Callable[[tuple[object, ...]], Hit] = partial(tuple.__new__, Hit)
"""Makes a hit of its fields, in less time than its class."""

_BY_START = itemgetter(1)
_STOPS = "。；;\n"
_BEFORE, _AFTER = 40, 14
_HAN = late(f"[{HAN}]{{2}}")
_FOLLOWS = late(
    f"[\\s，,、（(:：]{{0,3}}(?:姓名|户主|联系人|机主|持卡人|户名|本人)?[:：]?\\s?{NAMED.pattern}"
)
_BACK, _AHEAD = 60, 160
"""Characters before and after a labelled name in which other data make it a finding."""

_LABELLED = late(
    "(?:姓[ \u3000]*名|户[ \u3000]*名|户主|申请人|委托人|受托人|当事人|处罚人|来[电访]人|信访人|投诉人|举报人|反映人|"
    "诉求人|监护人|领款人|收款人|持卡人|车主|机主|受益人|救助人|死者|患者|承租人|产权人|征收人|配偶|父亲|母亲)"
    f"(?:姓名)?[ \u3000]?[:：][ \u3000]?{NAMED.pattern}"
)
_OFFICIAL = late(
    "(?:联系人|联络人|经办人|负责人|法定代表人|法人代表|记者|局长|主任|书记|镇长|所长|站长|科长|网格员|干部)[:：]?\\s?$"
)


def find(text: str, validators: Validators, kept: Kept = KEPT) -> list[Hit]:
    """The personal data of ``text`` in order, without overlaps; the time is linear.

    ``kept`` says what the masks leave. Hits below :data:`ASKED` may stay by their nature.
    """
    return [*each(text, validators, kept)]


def each(text: str, validators: Validators, kept: Kept = KEPT) -> Iterator[Hit]:
    """The same one by one, for long lists."""
    within: list[tuple[int, int]] = []
    if "\t" in text:
        tables = Tables(text, validators)
        found = tables.also(list(through(tables.rest, validators)))
        within = tables.within
    else:
        found = list(through(text, validators))
    if not found:
        return
    found.sort(key=_BY_START)
    names = _beside(text, found, within)
    if names:
        found = sorted([*found, *names], key=_BY_START)
    for kind, start, end, normal, sure in _apart(found):
        whole = text[start:end]
        yield _HIT((kind, start, end, whole, normal, sure, masked(kind, whole, kept)))


def _apart(found: Iterable[Found]) -> list[Found]:
    """Of two that overlap the surer stays, or the longer."""
    out: list[Found] = []
    for one in found:
        if out and one.start < out[-1].end:
            if (one.confidence, one.end - one.start) > (
                out[-1].confidence,
                out[-1].end - out[-1].start,
            ):
                out[-1] = one
        else:
            out.append(one)
    return out


def _beside(text: str, found: list[Found], within: list[tuple[int, int]]) -> list[Found]:
    """The names beside other data, outside tables whose columns have been understood."""
    out: list[Found] = []
    at, block, beside = 0, 0, False
    for number, one in enumerate(found):
        kind, start, end, _, certain = one
        while block < len(within) and within[block][1] <= start:
            block += 1
        inside = block < len(within) and within[block][0] <= start
        if inside or kind not in _COMPANY or certain < ASKED:
            at = max(at, end)
            continue
        beside = True
        sure = 0.7 if kind in _STRONG else 0.6
        low = max(at, start - _BEFORE)
        stretch = text[low:start]
        if _HAN.search(stretch):
            low += max(map(stretch.rfind, _STOPS)) + 1
            out += [_name(text, span, sure) for span in in_stretch(text, low, start)]
        following = found[number + 1].start if number + 1 < len(found) else len(text)
        after = _FOLLOWS.match(text, end, max(end, min(following, end + _AFTER)))
        at = max(at, end)
        if after and is_name(after["name"]):
            out.append(_name(text, after.span("name"), sure))
            at = after.end()
    return [*out, *_labelled(text, found, within)] if beside else out


def _labelled(text: str, found: list[Found], within: list[tuple[int, int]]) -> Iterator[Found]:
    """Names behind their label, with other data in the lines around: forms that have been filled in."""
    places = [one.start for one in found if one.kind in _COMPANY and one.confidence >= ASKED]
    for label in _LABELLED.finditer(text):
        start, end = label.span("name")
        if any(low <= start < high for low, high in within) or not is_name(label["name"]):
            continue
        near = bisect_left(places, start - _BACK)
        if near < len(places) and places[near] < end + _AHEAD:
            yield _name(text, (start, end), 0.6)


def _name(text: str, span: tuple[int, int], sure: float) -> Found:
    word = text[slice(*span)]
    official = _OFFICIAL.search(text, max(0, span[0] - 7), span[0])
    return Found("name", *span, re.sub("[ \u3000]", "", word), 0.4 if official else sure)
