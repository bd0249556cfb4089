"""Pages of the offices: who they are, who leads them, how to reach them."""

from collections.abc import Hashable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai.channels import access as channels
from gongkai.disclosures.queries import public
from gongkai.organs import queries as organs
from gongkai.portal import columns, links, listings, structured
from gongkai.portal.listings import Listing
from gongkai.portal.page import Page
from gongkai.portal.plan import Words
from gongkai.portal.reading import Change, Reading
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

NAME = "机构与领导"
NEWEST = 10
_DESCRIPTION = "各机关的职能、领导分工、内设机构、办公地址、办公时间和联系方式"


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render the page of each office, and what each made public."""
    reading = Reading()
    for organ in share.some(shell.organs):
        yield office(shell, reading, organ)
    yield from listings.every(shell, share, _listings(shell))


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render the offices that made one of the changed documents public, and their lists."""
    for organ in shell.organs:
        if public.organ(organ.pk) in change.spots:
            yield office(shell, change, organ)
    yield from listings.touched(shell, change, _listings(shell))


def dated(shell: Shell) -> Iterator[Page]:
    """Render the page of each office: who holds a post changes with the day."""
    reading = Reading()
    for organ in shell.organs:
        yield office(shell, reading, organ)


def _listings(shell: Shell) -> list[Listing]:
    return shell.kept("offices", lambda: [columns.of_organ(shell, each) for each in shell.organs])


def office(shell: Shell, reading: Reading, organ: "Organ") -> Page:
    """Render the page of one office (条例第二十条第二项)."""
    path = links.organ(organ.slug)
    newest = reading.newest(public.organ(organ.pk))[:NEWEST]
    plans = shell.plans(path, partial(_render, shell, organ))
    return Page(path, plans.fill(None, (shell.rows.drawn(newest, links.root_of(path)),)))


def _render(shell: Shell, organ: "Organ", _shape: Hashable, words: Words) -> str:
    path = links.organ(organ.slug)
    return shell.page_text(
        "portal/organ.html",
        path,
        title=f"{organ.name} - {NAME} - {shell.site.name}",
        place=Place((("首页", links.HOME), (NAME, links.ORGANS), (organ.name, path)), "organs"),
        meta=structured.column_meta(NAME, _DESCRIPTION, "机构职能,领导信息", "机构职能"),
        data=[structured.organisation(shell.site, organ, path)],
        feed=links.organ_items(organ.slug) + links.RSS,
        organ=organ,
        rows=Markup(words[0]),  # noqa: S704  rendered with escaping
        about=shell.once(f"office:{organ.pk}", lambda: _about(shell, organ)),
    )


def _about(shell: Shell, organ: "Organ") -> Markup:
    """Return everything about an office that is not about documents, rendered once for a shell."""
    text = shell.text(
        "portal/office.html",
        root=links.root_of(links.organ(organ.slug)),
        organ=organ,
        below=[each for each in shell.organs if each.parent_id == organ.pk],
        leaders=organs.leaders(organ, shell.on),
        group=organs.leading_group(organ, shell.on),
        departments=organs.departments(organ),
        carriers=list(channels.public(shell.on).filter(organ=organ.pk)),
        spots=list(channels.public_places(shell.on).filter(organ=organ.pk)),
        parent=next((each for each in shell.organs if each.pk == organ.parent_id), None),
    )
    return Markup(text)  # noqa: S704  rendered with escaping
