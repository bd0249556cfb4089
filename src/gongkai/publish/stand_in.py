"""Which pages a change touches, asked of whole lists; `portal.pages` will know it by rule."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.catalogue.queries import ColumnNode
from gongkai.disclosures import access
from gongkai.disclosures.models import Document
from gongkai.portal import (
    articles,
    catalogues,
    columns,
    home,
    links,
    listings,
    offices,
    pages,
    standing,
)
from gongkai.portal.page import Kept, Page
from gongkai.portal.shell import Shell


@dataclass(frozen=True, slots=True)
class Gone:
    """An address whose file must vanish."""

    path: str


@dataclass(frozen=True, slots=True)
class Share:
    """Part `index` of `of` parts of the site."""

    index: int
    of: int


WHOLE = Share(0, 1)


def data_of(page: Page) -> bytes:
    """Return the bytes of a page."""
    return page.text.encode()


def everything(shell: Shell, share: Share = WHOLE) -> Iterator[Page | Kept]:
    """Yield one share of the site; the shares are disjoint and together the whole."""
    for number, each in enumerate(pages.everything(shell)):
        if number % share.of == share.index:
            yield each


def touched(shell: Shell, documents: Collection[int]) -> Iterator[Page | Kept | Gone]:
    """Yield every page that shows one of these documents: its own, lists, home last."""
    linked = Q(interpretations__in=documents) | Q(interprets__in=documents)
    linked |= Q(replaces__in=documents) | Q(replaced_by__in=documents) | Q(pk__in=documents)
    keys = set(Document.objects.filter(linked).order_by().values_list("pk", flat=True))
    for document in access.public().filter(pk__in=keys).order_by("seq"):
        assert document.live is not None  # noqa: S101  what public() means
        yield articles.article(shell, document, document.live)
        yield from articles.files_of(document.live)
    for document in access.tombstones().filter(pk__in=keys).order_by("seq"):
        yield standing.tombstone(shell, document)
    yield from _lists(shell, documents)
    yield from columns_above(shell)
    yield from standing.for_machines(shell)
    yield from (page for page in standing.pages(shell) if page.path == links.WITHDRAWN)
    yield from _gone_files(documents)
    yield home.notices_page(shell)
    yield home.page(shell)


def columns_above(shell: Shell) -> Iterator[Page]:
    """Yield the section and its four parts."""
    above = {links.DISCLOSURE, *links.SECTIONS.values()}
    yield from (page for page in columns.pages(shell) if page.path in above)


def _lists(shell: Shell, documents: Collection[int]) -> Iterator[Page]:
    rows = Document.objects.filter(pk__in=documents)
    slugs = set(rows.order_by().values_list("versions__column__slug", flat=True))
    slugs |= set(rows.order_by().values_list("column__slug", flat=True))
    for node in shell.columns():
        if slugs & set(_slugs(node)):
            listing = columns._listing(shell, node)
            yield from listings.pages(shell, listing)
            in_column = columns._in_column(node, access.public())
            yield listings.table(listing.path + links.CSV, in_column)
    organs = set(rows.order_by().values_list("organ", flat=True))
    for organ in shell.organs:
        if organ.pk in organs:
            yield offices.office(shell, organ)
            yield from listings.pages(shell, columns.of_organ(shell, organ))
    yield from listings.pages(shell, columns.latest(shell))


def _slugs(node: ColumnNode) -> Iterator[str]:
    yield node.slug
    for child in node.children:
        yield from _slugs(child)


def _gone_files(documents: Collection[int]) -> Iterator[Gone]:
    """Yield the files of earlier texts that no public text uses any more."""
    found = Document.objects.filter(pk__in=documents).order_by("pk")
    earlier = {kept.path for d in found for v in d.versions.all() for kept in articles.files_of(v)}
    if earlier:
        used = {k.path for d in access.public() if d.live for k in articles.files_of(d.live)}
        yield from (Gone(path) for path in sorted(earlier - used))


def turned(before: date, on: date) -> set[int]:
    """Return the documents whose pages change because the day changed."""
    shown = access.public()
    notices = shown.filter(live__display_until__gte=before)
    starting = Q(live__effective_on__gt=before, live__effective_on__lte=on)
    ending = Q(live__expires_on__gte=before, live__expires_on__lt=on)
    repealed = Q(repealed_on__gt=before, repealed_on__lte=on)
    turning = shown.filter(starting | ending | repealed)
    return {d.pk for d in notices} | {d.pk for d in turning}


def of_the_day(shell: Shell) -> Iterator[Page]:
    """Yield the pages that depend on the day and show no document: offices, catalogues."""
    yield from catalogues.pages(shell)
    yield from (offices.office(shell, organ) for organ in shell.organs)
    yield home.notices_page(shell)
    yield home.page(shell)
