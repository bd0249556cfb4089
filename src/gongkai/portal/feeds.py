"""RSS feeds: the newest documents of a list, for readers that look by themselves."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from markupsafe import Markup

from gongkai.disclosures.queries.public import LongLine, path_of
from gongkai.portal import wording
from gongkai.portal.page import Page
from gongkai.portal.plan import Plans, Words
from gongkai.portal.rows import Drawn

if TYPE_CHECKING:
    from gongkai.portal.shell import Shell

IN_FEED = 20


class _ItemWords(NamedTuple):
    address: str
    title: str
    published: str
    description: str


class Feeds:
    """Renders feeds for one shell."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self._items = Plans(self._render, addresses=(0,))
        self._drawn = Drawn(self._draw)
        self._feeds = Plans(self._render_feed)

    def page(self, path: str, title: str, link: str, lines: Iterable[LongLine]) -> Page:
        """Render a feed; `link` is the page it belongs to."""
        items = self._drawn(lines).decode()
        return Page(path, self._feeds.fill((path, title, link), (items,)))

    def _draw(self, lines: Sequence[LongLine]) -> list[bytes]:
        return self._items.fill_each([(None, self._told(line)) for line in lines])

    def _told(self, line: LongLine) -> Words:
        published = line.published_at.astimezone(self._shell.zone)
        return _ItemWords(
            path_of(published, line.seq),
            wording.xml_text(line.title),
            wording.mail_date(published),
            wording.xml_text(line.summary or line.title),
        )

    def _render(self, _shape: Hashable, words: Words) -> str:
        item = _ItemWords(*words)
        return self._shell.text("portal/rss_item.xml", site=self._shell.site, item=item)

    def _render_feed(self, shape: Hashable, words: Words) -> str:
        path, title, link = cast("tuple[str, str, str]", shape)
        items = Markup(words[0])  # noqa: S704  rendered with escaping
        site = self._shell.site
        return self._shell.text(
            "portal/rss.xml", site=site, path=path, title=title, link=link, items=items
        )
