"""政府信息公开制度: the law that binds every office, and the rules of the offices themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from gongkai.catalogue.queries import ColumnNode
from gongkai.disclosures import access
from gongkai.disclosures.queries import public
from gongkai.law.national import RULES
from gongkai.portal import links, structured
from gongkai.portal.columns import SECTION_WORDS, STANDING_NOTE
from gongkai.portal.page import Page
from gongkai.portal.policies import SHAPES
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of an office with its validity."""

    title: str
    path: str
    number: str
    published: datetime
    validity: str
    shape: str
    icon: str


def pages(shell: Shell) -> Iterator[Page]:
    """Render the part of the section that holds the rules."""
    section = next(each for each in shell.sections if each.slug == "rules")
    path = links.SECTIONS["rules"]
    _, lead, kind = SECTION_WORDS["rules"]
    yield shell.render(
        "portal/rules.html",
        path,
        title=f"{section.name} - {shell.site.name}",
        place=Place((*shell.section_trail, (section.name, path)), "disclosure", section.slug),
        meta=structured.column_meta(section.name, lead, "制度", kind),
        name=section.name,
        national=RULES,
        groups=_groups(section, shell.on),
        columns=section.children,
        note=STANDING_NOTE,
    )


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render it when a changed document is a rule, or stands in one of the part's columns."""
    section = next(each for each in shell.sections if each.slug == "rules")
    columns = {public.column(node.column.pk) for node in section.children if node.column}
    if "rules" in change.genres or columns & change.spots.keys():
        yield from pages(shell)


def _groups(section: ColumnNode, on: date) -> list[tuple[str, list[Rule]]]:
    """Return the offices' own rules, office by office, the newest first."""
    columns = [node.column.pk for node in section.children if node.column]
    found = access.public().filter(Q(genre="rules") | Q(column__in=columns))
    groups: dict[str, list[Rule]] = {}
    for each in found.defer("live__body").order_by("organ__path", "-seq"):
        groups.setdefault(each.organ.name, []).append(_rule(each, on))
    return list(groups.items())


def _rule(document: "Document", on: date) -> Rule:
    assert document.live is not None  # noqa: S101  asked of public documents only
    assert document.published_at is not None  # noqa: S101
    validity = document.validity(on)
    shape, icon = SHAPES.get(validity, ("", "info"))
    return Rule(
        document.live.title,
        document.address,
        document.live.doc_number,
        document.published_at,
        validity,
        shape,
        icon,
    )
