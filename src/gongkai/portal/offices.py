"""Pages of the offices: who they are, who leads them, how to reach them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.channels import access as channels
from gongkai.disclosures import access
from gongkai.organs import queries as organs
from gongkai.portal import brief, columns, links, listings, structured
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

NAME = "机构与领导"
NEWEST = 10
_DESCRIPTION = "各机关的职能、领导分工、内设机构、办公地址、办公时间和联系方式"


def pages(shell: Shell) -> Iterator[Page]:
    """Render the page of each office, and what each made public."""
    for organ in shell.organs:
        yield office(shell, organ)
        yield from listings.pages(shell, columns.of_organ(shell, organ))


def office(shell: Shell, organ: "Organ") -> Page:
    """Render the page of one office (条例第二十条第二项)."""
    path = links.organ(organ.slug)
    parent = next((each for each in shell.organs if each.pk == organ.parent_id), None)
    return shell.render(
        "portal/organ.html",
        path,
        title=f"{organ.name} - {NAME} - {shell.site.name}",
        place=Place((("首页", links.HOME), (NAME, links.ORGANS), (organ.name, path)), "organs"),
        meta=structured.column_meta(NAME, _DESCRIPTION, "机构职能,领导信息", "机构职能"),
        data=[structured.organisation(shell.site, organ, path)],
        feed=links.organ_items(organ.slug) + links.RSS,
        organ=organ,
        parent=parent,
        below=[each for each in shell.organs if each.parent_id == organ.pk],
        leaders=organs.leaders(organ, shell.on),
        group=organs.leading_group(organ, shell.on),
        departments=organs.departments(organ),
        carriers=list(channels.public(shell.on).filter(organ=organ.pk)),
        spots=list(channels.public_places(shell.on).filter(organ=organ.pk)),
        rows=brief.newest(access.public().filter(organ=organ.pk), shell.on, NEWEST),
    )
