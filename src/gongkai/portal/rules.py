"""政府信息公开制度: the law that binds every office, and the rules of the offices themselves."""

from collections.abc import Hashable, Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from gongkai.catalogue.queries import ColumnNode
from gongkai.disclosures.queries import public, ruled
from gongkai.disclosures.queries.public import List
from gongkai.disclosures.queries.ruled import RuledLine
from gongkai.law.national import RULES
from gongkai.portal import links, structured
from gongkai.portal.columns import SECTION_WORDS, STANDING_NOTE
from gongkai.portal.page import Page
from gongkai.portal.plan import Words
from gongkai.portal.policies import SHAPES
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

TEMPLATE, GROUP, ROW = "portal/rules.html", "portal/rules_group.html", "portal/rules_row.html"
ROOT = links.root_of(links.SECTIONS["rules"])
MOST = 100
"""Rules of one column shown here; the column itself lists all."""


class _RuleWords(NamedTuple):
    address: str
    title: str
    number: str
    day: str


def pages(shell: Shell) -> Iterator[Page]:
    """Render the part of the section that holds the rules; rules are its words (`portal.plan`)."""
    path = links.SECTIONS["rules"]
    found = _found(shell)
    groups = b"".join(_group(shell, name, lines) for name, lines in found.items())
    more = sum(map(len, found.values())) >= MOST
    plans = shell.plans(TEMPLATE, partial(_render, shell))
    yield Page(path, plans.fill(more, (groups.decode(),)))


def _render(shell: Shell, more: Hashable, words: Words) -> str:
    section = _section(shell)
    path = links.SECTIONS["rules"]
    _, lead, kind = SECTION_WORDS["rules"]
    return shell.page_text(
        TEMPLATE,
        path,
        title=f"{section.name} - {shell.site.name}",
        place=Place((*shell.section_trail, (section.name, path)), "disclosure", section.slug),
        meta=structured.column_meta(section.name, lead, "制度", kind),
        name=section.name,
        national=RULES,
        groups=Markup(words[0]),  # noqa: S704  rendered with escaping
        most=MOST if more else 0,
        columns=section.children,
        note=STANDING_NOTE,
    )


def _section(shell: Shell) -> ColumnNode:
    return next(each for each in shell.sections if each.slug == "rules")


def _lists(shell: Shell) -> list[List]:
    return [public.column(node.column.pk) for node in _section(shell).children if node.column]


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render it when a changed document is a rule, or stands in one of the part's columns."""
    if "rules" in change.genres or set(_lists(shell)) & change.spots.keys():
        yield from pages(shell)


def _found(shell: Shell) -> dict[str, list[RuledLine]]:
    """Return the offices' own rules by the office's name, in the order of the tree, newest first."""
    lines = {line.seq: line for line in ruled.of_genre("rules", MOST)}
    for each in _lists(shell):
        lines |= {line.seq: line for line in ruled.newest(each, MOST)}
    groups: dict[str, list[RuledLine]] = {}
    rows = shell.organ_rows
    for line in sorted(lines.values(), key=lambda line: (rows[line.organ].path, -line.seq)):
        groups.setdefault(shell.organ_names[line.organ], []).append(line)
    return groups


def _group(shell: Shell, name: str, lines: list[RuledLine]) -> bytes:
    def render(_shape: Hashable, words: Words) -> str:
        organ, rules = words
        return shell.text(GROUP, organ=organ, rules=Markup(rules))  # noqa: S704  rendered

    rows = b"".join([_row(shell, line) for line in lines])
    return shell.plans(GROUP, render).fill(None, (name, rows.decode()))


def _row(shell: Shell, line: RuledLine) -> bytes:
    def render(validity: Hashable, words: Words) -> str:
        shape, icon = SHAPES.get(str(validity), ("", "info"))
        return shell.text(
            ROW, rule=_RuleWords(*words), validity=validity, shape=shape, icon_name=icon, root=ROOT
        )

    published = line.published_at.astimezone(shell.zone)
    path, day = public.path_of(published, line.seq), published.isoformat()[:10]
    words = _RuleWords(path, line.title, line.doc_number, day)
    return shell.plans(ROW, render, addresses=(0,)).fill(line.validity(shell.on), words)
