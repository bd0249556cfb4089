"""基层政务公开标准目录 as pages, one for each office that has a list of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.catalogue import access
from gongkai.catalogue.queries import by_field
from gongkai.portal import links, structured
from gongkai.portal.opendata import INDEX_NAME
from gongkai.portal.page import Page
from gongkai.portal.share import ALL, Share
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

NAME = "基层政务公开标准目录"
_DESCRIPTION = "各领域公开的事项、内容、依据、时限、主体和渠道"


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render the list of every office that has one."""
    return _lists(shell, share)


def dated(shell: Shell) -> Iterator[Page]:
    """Render them all: an item is in force from a day until a day."""
    return _lists(shell, ALL)


def _lists(shell: Shell, share: Share) -> Iterator[Page]:
    having = set(access.public(shell.on).order_by().values_list("organ", flat=True))
    trail = (*shell.section_trail, (INDEX_NAME, links.CATALOGUE))
    for organ in share.some(organ for organ in shell.organs if organ.pk in having):
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
