"""政府信息公开指南, made from the records and therefore always current (条例第十二条第二款).

It says how information is classed and numbered, how to get it, and which office to turn to:
name, address, hours, telephone, fax, internet contact. A request channel stands here if, and only
if, it is open.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.channels import access as channels
from gongkai.channels.queries import READING_KINDS
from gongkai.disclosures.queries import public
from gongkai.law.figures import figure
from gongkai.law.kinds import ART20
from gongkai.portal import links, structured
from gongkai.portal.columns import SECTION_WORDS
from gongkai.portal.page import Page
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.channels.models import Place as Spot

OWN_GUIDES = 50
FIGURES = (
    "gi.active",
    "gi.reply",
    "gi.extension",
    "gi.correction",
    "remedy.reconsider",
    "remedy.suit",
)
RECEIVING = ("county", "town", "street")
"""Kinds of offices that receive requests."""


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render it when a changed document is an office's own guide."""
    if "guide" in change.genres:
        yield from pages(shell)


def pages(shell: Shell) -> Iterator[Page]:
    """Render the part of the section that holds the guide."""
    section = next(each for each in shell.sections if each.slug == "guide")
    path = links.SECTIONS["guide"]
    _, lead, kind = SECTION_WORDS["guide"]
    places: list[Spot] = list(channels.public_places(shell.on))
    carriers = channels.public(shell.on).exclude(kind__in=("board", "screen"))
    yield shell.render(
        "portal/guide.html",
        path,
        title=f"{section.name} - {shell.site.name}",
        place=Place((*shell.section_trail, (section.name, path)), "disclosure", section.slug),
        meta=structured.column_meta(section.name, lead, "指南", kind),
        name=section.name,
        kinds=[(kind.column, links.kind(kind.code)) for kind in ART20],
        offices=[each for each in shell.organs if each.kind in RECEIVING],
        reading=[each for each in places if each.kind in READING_KINDS],
        boards=[each for each in places if each.kind not in READING_KINDS],
        carriers=list(carriers),
        terms={key.partition(".")[2]: figure(key, shell.on).text for key in FIGURES},
        rows=public.of_genre("guide", OWN_GUIDES),
        columns=section.children,
    )
