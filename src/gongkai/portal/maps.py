"""The map for search engines, in parts named by an index, and the feed of the whole site.

A part holds a fixed range of the order of publication, so that one publication rewrites one part;
the index gains a line when a part begins.
"""

from collections.abc import Iterator, Sequence
from html import escape

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.public import Mapped, path_of
from gongkai.law.kinds import ART20, ART21_CITY, ART21_TOWN, FIELDS
from gongkai.portal import links
from gongkai.portal.feeds import IN_FEED
from gongkai.portal.page import Page
from gongkai.portal.reading import Change, Reading
from gongkai.portal.rows import Drawn
from gongkai.portal.share import Share
from gongkai.portal.shell import Shell

PER_PART = 200
INDEX, PAGES = "/sitemap.xml", "/sitemap-pages.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def every(shell: Shell, share: Share) -> Iterator[Page]:
    """Render the index, all parts and the feed."""
    last = public.last_seq()
    for part in share.some(range(part_of(last) + 1)):
        if part:
            yield _documents(shell, part)
        else:
            yield from (_index(shell, last), _pages(shell), _feed(shell, Reading()))


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render the parts that name a changed document, the index when a part begins, the feed."""
    if not change.numbers:
        return
    for part in sorted(set(map(part_of, change.numbers))):
        yield _documents(shell, part)
    if any(number % PER_PART == 1 for number in change.numbers):
        yield _index(shell, public.last_seq())
    yield _feed(shell, change)


def part_of(number: int) -> int:
    """Return the part in which a document stands by its number in the order of publication."""
    return (number - 1) // PER_PART + 1


def _part(number: int) -> str:
    return f"/sitemap-{number}.xml"


def _feed(shell: Shell, reading: Reading) -> Page:
    lines = reading.newest(public.ALL)[:IN_FEED]
    return shell.feeds.page("/rss.xml", shell.site.name, links.HOME, lines)


def _index(shell: Shell, last: int) -> Page:
    base = escape(shell.site.base_url)
    names = [PAGES, *map(_part, range(1, part_of(last) + 1))]
    rows = [f"<sitemap><loc>{base}{name}</loc></sitemap>\n" for name in names]
    return Page(INDEX, _file("sitemapindex", "".join(rows).encode()))


def _pages(shell: Shell) -> Page:
    paths = [links.HOME, links.DISCLOSURE, *links.SECTIONS.values(), links.REQUEST, links.NOTICES]
    paths += [links.ORGANS, links.LEADERS, links.CATALOGUE, links.LATEST, links.POLICIES]
    paths += [links.FIELDS, links.FLOWS, links.STATISTICS, links.DATA, links.ELDERS]
    paths += [links.kind(each.code) for each in (*ART20, *ART21_CITY, *ART21_TOWN)]
    paths += [links.field(each.code) for each in FIELDS]
    paths += [links.column(node.slug) for node in shell.columns()]
    paths += [links.organ(organ.slug) for organ in shell.organs]
    base = escape(shell.site.base_url)
    rows = [f"<url><loc>{base}{path}</loc></url>\n" for path in paths]
    return Page(PAGES, _file("urlset", "".join(rows).encode()))


def _documents(shell: Shell, part: int) -> Page:
    base, zone = escape(shell.site.base_url), shell.zone

    def draw(lines: Sequence[Mapped]) -> Iterator[bytes]:
        for line in lines:
            path = path_of(line.published_at.astimezone(zone), line.seq)
            day = line.revised_at.astimezone(zone).isoformat()[:10]
            yield f"<url><loc>{base}{path}</loc><lastmod>{day}</lastmod></url>\n".encode()

    drawn = shell.kept("map rows", lambda: Drawn(draw))
    first = (part - 1) * PER_PART + 1
    return Page(_part(part), _file("urlset", drawn(public.mapped(first, first + PER_PART - 1))))


def _file(name: str, rows: bytes) -> bytes:
    return b"".join((f'{_HEAD}<{name} xmlns="{_SPACE}">\n'.encode(), rows, f"</{name}>\n".encode()))
