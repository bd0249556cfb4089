"""What was withdrawn: a tombstone at each address, and the archive of all of them.

The archive is numbered like every list (`portal.listings`), in the order of withdrawal.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from markupsafe import Markup

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import Tombstone
from gongkai.ledger import queries as ledger
from gongkai.ledger.statements import GONE
from gongkai.portal import links, structured
from gongkai.portal.listings import full_pages, pages_with
from gongkai.portal.page import Page
from gongkai.portal.pager import pager_of
from gongkai.portal.proofs import Proofs
from gongkai.portal.reading import NEWEST, PER_PAGE, Change, Reading
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell

NAME = "已撤下的信息"
AT_ONCE = 500
"""Tombstones whose proofs are read in one query."""


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render the archive and this share of the tombstones."""
    yield from _tombstones(shell, public.tombstones(*share.stretch(public.last_seq())))
    last = Reading().lasts([public.WITHDRAWN])[public.WITHDRAWN]
    for number in share.some(range(full_pages(last) + 1)):
        yield _page(shell, number, last)


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render the tombstones of changed documents, and the pages of the archive that show them."""
    yield from _tombstones(shell, change.tombstones)
    if numbers := change.spots.get(public.WITHDRAWN):
        last = change.lasts([public.WITHDRAWN])[public.WITHDRAWN]
        for number in sorted({0, *pages_with(numbers, full_pages(last))}):
            yield _page(shell, number, last)


def _tombstones(shell: Shell, found: Iterable[Tombstone]) -> Iterator[Page]:
    rest, boxes = iter(found), Proofs(shell)
    while block := list(islice(rest, AT_ONCE)):
        proven = ledger.proofs([each.pk for each in block])
        for each in block:
            yield tombstone(shell, each, boxes.box(proven.get(each.pk)))


def tombstone(shell: Shell, withdrawn: Tombstone, proof: str = "") -> Page:
    """Render what stands at the address of a withdrawn document.

    Neither title nor text is repeated: what was withdrawn may have been the name in the title.
    """
    column = shell.column_rows.get(withdrawn.column) if withdrawn.column else None
    slug = column.slug if column else ""
    trail = shell.trails.get(slug, shell.section_trail)
    return shell.render(
        "portal/tombstone.html",
        withdrawn.address,
        title=f"{GONE} - {shell.site.name}",
        place=Place((*trail, (GONE, withdrawn.address)), "disclosure", slug),
        meta=structured.column_meta(NAME, "公开以后撤下的信息", "", "信息公开目录"),
        name=GONE,
        document=withdrawn,
        organ=shell.organ_rows[withdrawn.organ],
        proof=Markup(proof),  # noqa: S704  rendered before
    )


def _page(shell: Shell, number: int, last: int) -> Page:
    full = full_pages(last)
    path = links.numbered(links.WITHDRAWN, number) if number else links.WITHDRAWN
    if number:
        first = (number - 1) * PER_PAGE + 1
        found = public.archived(first, number * PER_PAGE)[::-1]
    else:
        found, full = _newest(full)
    return shell.render(
        "portal/withdrawn.html",
        path,
        title=" - ".join(filter(None, (NAME, f"第{number}页" if number else "", shell.site.name))),
        place=Place((*shell.section_trail, (NAME, links.WITHDRAWN)), "disclosure"),
        meta=structured.column_meta(NAME, "公开以后撤下的信息和理由", "", "信息公开目录"),
        name=NAME,
        number=number,
        documents=[(each, shell.organ_names[each.organ]) for each in found],
        pager=shell.pagers.drawn(pager_of(number, full)),
    )


def _newest(full: int) -> tuple[list[Tombstone], int]:
    """Return the newest page's rows, and 0 for the number of other pages if they are all."""
    found = public.last_archived(NEWEST)
    rows = [each for number, each in found if number > full * PER_PAGE]
    if len(rows) < PER_PAGE:
        rows = [each for _, each in found[:PER_PAGE]]
    whole = len(rows) == len(found) < NEWEST
    return rows, 0 if whole else full


def addresses() -> list[str]:
    """Return the addresses of withdrawn documents, in the order of publication."""
    return [each.address for each in public.tombstones(1, public.last_seq())]
