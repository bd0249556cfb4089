"""What becomes of each column of a list: shown, masked or dropped, and how far that may be changed.

Basis: 个人信息保护法 art. 6 (only what is necessary), art. 28, and the rule of the kind of list. A
column nobody has recognised stays out until a person decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongkai.law.procedure import NotAllowed
from gongkai.law.public_lists import PublicList, Treatment
from gongkai.text.document import Document
from gongkai.text.listing import Column, Content, Listing, content_of, read_listing
from gongkai.text.personal import KEPT, LABELS, Kept, Kind, Validators
from gongkai.text.personal.columns import NO_DATUM, roles_of

SHOWN, MASKED, FORBIDDEN = Treatment.SHOWN, Treatment.MASKED, Treatment.FORBIDDEN
HARMLESS = frozenset({Content.INDEX, Content.MONEY, Content.COUNT, Content.CATEGORY, Content.DATE})
"""What says nothing of a person that a list must not say, needed or not."""
MASKS: dict[Kind, tuple[int, int] | None] = {**KEPT, "identity_number": (0, 4)}
"""What masks leave in a list: of an identity number its end, which tells namesakes apart."""
NAMES: frozenset[str] = frozenset({"name", "minor"})
_OTHERS = re.compile("成员|监护|代领|代理|联系|配偶|子女|家属|经办|父|母")
"""Headings of names of persons beside the one a list is about."""


class TooLooseChoice(NotAllowed):
    """A column would show more than the rule of the list lets it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A column with what is done with it: usually, at the most, and why.

    `strays` counts the cells in which something is masked though the column is shown.
    """

    column: Column
    usual: Treatment
    loosest: Treatment
    reason: str
    needed: bool = False
    strays: int = 0

    @property
    def choices(self) -> list[Treatment]:
        """The treatments a person may choose from, the loosest first."""
        inside = self.column.kind is not None or self.usual == MASKED
        ways = [how for how in Treatment if how.strictness >= self.loosest.strictness]
        return [how for how in ways if inside or how is not MASKED]


@dataclass(frozen=True)
class Plan:
    """A list as read, the rule of its kind, and each column judged."""

    listing: Listing
    rule: PublicList
    columns: tuple[Judged, ...]

    @cached_property
    def missing(self) -> list[str]:
        """The headings such a list needs and this one lacks."""
        here = {_holds(each.column) for each in self.columns if each.usual is not FORBIDDEN}
        here |= {_holds(e.column) for e in self.columns if e.needed and e.column.filled}
        return [words for words in self.rule.headings if _asked(words) not in here]

    @cached_property
    def notes(self) -> list[str]:
        """What the clerk should know before going on."""
        notes = list(self.listing.notes)
        if self.missing:
            named = "、".join(self.missing)
            notes.insert(0, f"没有找到这类名单应有的项目：{named}。请核对原表，缺项可能要补充。")
        unknown = [e.column.heading for e in self.columns if e.column.content is Content.UNKNOWN]
        if unknown:
            notes.append(f"没有认出的列：{'、'.join(unknown)}。先不公示，确有依据的请在下面改。")
        for each in self.columns:
            if content_of(each.column.heading) is Content.REMARK and each.column.found:
                told = _told(each.column)
                notes.append(f"“{each.column.heading}”里有{told}，整列不公示。")
        return notes

    def chosen(self, choices: Mapping[int, str]) -> dict[int, Treatment]:
        """Return what is done with each column. Raises TooLooseChoice for what the law forbids."""
        done = {}
        for each in self.columns:
            how = Treatment(choices.get(each.column.at, each.usual))
            if how not in each.choices:
                words = f"“{each.column.heading}”不能“{how.label}”：{each.reason}"
                raise TooLooseChoice(words)
            done[each.column.at] = how
        return done

    def loosened(self, choices: Mapping[int, str]) -> list[Judged]:
        """Return the columns that are to show more than usual: these need a ground."""
        chosen = self.chosen(choices)
        return [e for e in self.columns if chosen[e.column.at].strictness < e.usual.strictness]


def kept_of(rule: PublicList) -> Kept:
    """Return what masks leave in a list of this kind: nothing of what is forbidden there."""
    leaves = {SHOWN: None, FORBIDDEN: (0, 0)}
    return {kind: leaves.get(rule.treatment(kind), keep) for kind, keep in MASKS.items()}


def plan_of(document: Document, rule: PublicList, validators: Validators, sheet: str = "") -> Plan:
    """Return what becomes of a list in a file. Raises BadFile where there is no list in it."""
    listing = read_listing(document, validators, kept_of(rule), sheet)
    main = _main_name(listing)
    needed = {_asked(words) for words in rule.headings}
    judged = tuple(_judged(listing, column, rule, main, needed) for column in listing.columns)
    return Plan(listing, rule, judged)


def _asked(words: str) -> str:
    """What a needed heading asks for: a kind of personal data, or a content."""
    role = (roles_of([words]) or {}).get(0)
    return role.column if role and role.column not in NO_DATUM else content_of(words)


def _holds(column: Column) -> str:
    """The same of a column that is there; a minor's name stands for a name."""
    return "name" if column.kind in NAMES else column.kind or column.content


def _main_name(listing: Listing) -> int | None:
    """The column of the persons a list is about."""
    names = [c for c in listing.columns if c.kind in NAMES and c.filled and not c.hidden]
    own = [c for c in names if not _OTHERS.search(c.heading)]
    return next((c.at for c in own or names), None)


def _judged(
    listing: Listing, column: Column, rule: PublicList, main: int | None, needed: set[str]
) -> Judged:
    if column.hidden:
        return Judged(column, FORBIDDEN, FORBIDDEN, "原表里隐藏的列，不公示")
    if not column.filled:
        return Judged(column, FORBIDDEN, FORBIDDEN, "这一列没有内容")
    if column.kind is not None:
        return _personal(column, column.kind, rule, is_main=column.at == main)
    strays = sum(
        any(rule.treatment(hit.kind) is not SHOWN for hit in row.hits.get(column.at, ()))
        for row in listing.rows
    )
    return _plain(column, strays, needed)


def _personal(column: Column, kind: Kind, rule: PublicList, *, is_main: bool) -> Judged:
    how, label = rule.treatment(kind), LABELS[kind]
    if kind in NAMES and not is_main:
        loosest = max(MASKED, how, key=lambda each: each.strictness)
        return Judged(column, FORBIDDEN, loosest, "名单只列本人（户主）的姓名，其他人的不公示")
    reason = {
        SHOWN: f"{rule.name}可以公示{label}",
        MASKED: f"{label}遮盖后公示",
        FORBIDDEN: f"{label}属于个人信息，不得公示",
    }[how]
    return Judged(column, how, how, reason, needed=is_main)


def _plain(column: Column, strays: int, needed: set[str]) -> Judged:
    content = column.content
    inside = f"，其中 {strays} 处{_told(column)}遮盖" if strays else ""
    if content in needed:
        reason = f"这类名单应当列出{inside}"
        return Judged(column, SHOWN, SHOWN, reason, needed=True, strays=strays)
    if content in HARMLESS:
        reason = f"不涉及个人信息{inside}" if not strays else f"可以公示{inside}"
        return Judged(column, SHOWN, SHOWN, reason, strays=strays)
    if content is Content.PRIVATE:
        return Judged(column, FORBIDDEN, FORBIDDEN, "与这份名单无关的个人情况，不公示")
    if strays:
        return Judged(column, FORBIDDEN, FORBIDDEN, f"里面有{_told(column)}，不公示", strays=strays)
    if content in {Content.REMARK, Content.UNKNOWN}:
        return Judged(column, FORBIDDEN, SHOWN, "内容不固定，先不公示；逐行看过、确有依据的可以改")
    return Judged(column, FORBIDDEN, SHOWN, "不是这类名单必需的项目，先不公示；确有依据的可以改")


def _told(column: Column) -> str:
    return "、".join(LABELS[kind] for kind in column.found)
