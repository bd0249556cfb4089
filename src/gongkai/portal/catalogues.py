"""基层政务公开标准目录 as pages, one for each office that has a list of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count

from gongkai.catalogue import access
from gongkai.catalogue.queries import by_field
from gongkai.portal import links, structured
from gongkai.portal.page import Page
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

NAME = "基层政务公开标准目录"
_DESCRIPTION = "各领域公开的事项、内容、依据、时限、主体和渠道"


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render which offices have a list, and each list."""
    return share.some(dated(shell))


def dated(shell: Shell) -> Iterator[Page]:
    """Render them all: an item is in force from a day until a day."""
    rows = access.public(shell.on).order_by("organ").values_list("organ").annotate(Count("pk"))
    counts: dict[int, int] = dict(rows)
    offices = [(organ, counts[organ.pk]) for organ in shell.organs if organ.pk in counts]
    trail = (*shell.section_trail, (NAME, links.CATALOGUE))
    yield shell.render(
        "portal/catalogues.html",
        links.CATALOGUE,
        title=f"{NAME} - {shell.site.name}",
        place=Place(trail, "disclosure"),
        meta=structured.column_meta(NAME, _DESCRIPTION, "标准目录", "信息公开目录"),
        name=NAME,
        offices=offices,
    )
    for organ, _ in offices:
        yield _list(shell, organ, trail)


def _list(shell: Shell, organ: "Organ", trail: tuple[structured.Crumb, ...]) -> Page:
    path = links.catalogue(organ.slug)
    return shell.render(
        "portal/catalogue.html",
        path,
        title=f"{organ.name} - {NAME} - {shell.site.name}",
        place=Place((*trail, (organ.name, path)), "disclosure"),
        meta=structured.column_meta(NAME, _DESCRIPTION, "标准目录", "信息公开目录"),
        name=f"{organ.short_name}{NAME}",
        organ=organ,
        groups=by_field(organ.pk, shell.on),
    )
