"""The page of one document, the same for the public and for a preview.

What only some documents have beside their text (corrections, attachments, links) is rendered on
its own and stands in the page as a word (`portal.words`, `portal.plan`).
"""

from collections.abc import Hashable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.beside import NOTHING, Beside, beside
from gongkai.disclosures.queries.public import Text
from gongkai.ledger import queries as ledger
from gongkai.portal import links, structured
from gongkai.portal.page import Gone, Kept, Page
from gongkai.portal.plan import Words
from gongkai.portal.proofs import Proofs
from gongkai.portal.reading import Change
from gongkai.portal.share import Share
from gongkai.portal.shell import Place, Shell
from gongkai.portal.words import ADDRESSES, BARE, ArticleWords, Markups, Shape, words_of
from gongkai.text.shown import PICTURE, ROOT, page_form

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document, Version

TEMPLATE = "portal/article.html"
AT_ONCE = 500
"""Documents held in memory while the site is written."""


def every(shell: Shell, share: Share) -> Iterator[Page | Kept]:
    """Render the pages of this share of all public documents, with the files that belong to them."""
    yield from _pages(shell, public.texts(*share.stretch(public.last_seq())))


def touched(shell: Shell, change: Change) -> Iterator[Page | Kept | Gone]:
    """Render the pages of changed documents and of those that name them; drop files of old texts."""
    yield from _pages(shell, iter(change.texts), change.beside)
    for sha256, kind in change.files_gone:
        yield Gone(links.file(sha256, kind))


def _pages(
    shell: Shell, texts: Iterator[Text], known: dict[int, Beside] | None = None
) -> Iterator[Page | Kept]:
    articles, boxes = Articles(shell), Proofs(shell)
    while block := list(islice(texts, AT_ONCE)):
        found = beside(block) if known is None else known
        proven = ledger.proofs([text.pk for text in block])
        drawn = boxes.boxes([proven.get(text.pk) for text in block])
        for text, box in zip(block, drawn, strict=True):
            here = found.get(text.pk, NOTHING)
            yield articles.page(text, here, box)
            if here.attachments or 'src="files/' in text.body:
                yield from _files(here, text.body)


def _files(here: Beside, body: str) -> Iterator[Kept]:
    for each in here.attachments:
        yield Kept(links.file(each.sha256, each.kind), each.sha256)
    for sha256, kind in PICTURE.findall(body):
        yield Kept(links.file(sha256, kind), sha256)


def preview(shell: Shell, document: "Document", version: "Version", at: datetime) -> Page:
    """Render a text of a document that may not be public yet, with its files beside it."""
    path = f"/preview/{document.pk}/"
    text = public.text_of(document, version, at)
    return Articles(shell).preview(text, beside([text]).get(text.pk, NOTHING), path)


def files_of(version: "Version") -> Iterator[Kept]:
    """Return the attachments and pictures of a text."""
    for attachment in version.attachments.all():
        stored = attachment.file
        yield Kept(links.file(stored.sha256, stored.kind), stored.sha256)
    for sha256, kind in PICTURE.findall(version.body):
        yield Kept(links.file(sha256, kind), sha256)


class Articles:
    """Renders articles for one shell."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._plans = shell.plans(TEMPLATE, self.render, ADDRESSES)

    def page(self, text: Text, here: Beside, proof: str = "") -> Page:
        """Render a public text; `proof` is the box under it."""
        body = text.body
        if "<img" in body or "<table" in body:
            body = page_form(body)
        markups = BARE if here is NOTHING and "<img" not in body else self._markups(text, here)
        shape, words = words_of(self._shell, text, body, markups._replace(proof=proof))
        return Page(words.address, self._plans.fill(shape, words))

    def preview(self, text: Text, here: Beside, path: str) -> Page:
        """Render a text for the staff."""
        markups = self._markups(text, here, files="files/", root=links.root_of(path))
        shape, words = words_of(self._shell, text, page_form(text.body, ""), markups, path)
        return Page(path, self.render(shape, words).encode())

    def render(self, shape: Hashable, words: Words) -> str:
        """Render an article by its template."""
        shell, form, said = self._shell, cast("Shape", shape), ArticleWords(*words)
        column = shell.column_rows.get(form.column) if form.column else None
        slug = column.slug if column else ""
        trail = shell.trails.get(slug, shell.section_trail)
        names = (said.title, column.name if column else "", shell.site.name)
        parts = ("corrections", "replacement", "files", "related", "proof", "body")
        markup = {name: Markup(getattr(said, name)) for name in parts}  # noqa: S704  rendered before
        return shell.page_text(
            TEMPLATE,
            said.address,
            title=" - ".join(filter(None, names)),
            place=Place((*trail, (said.title, said.address)), "disclosure", slug),
            meta=_meta(shell, column, said),
            data=[_news(shell, said)],
            feed=links.column(slug) + links.RSS if slug in shell.nodes else "/rss.xml",
            shape=form,
            words=said,
            facts=_facts(form, said),
            **markup,
        )

    def _markups(self, text: Text, here: Beside, files: str = "", root: str = ROOT) -> Markups:
        draw = self._shell.text
        pictures = PICTURE.findall(text.body)
        told, new = here.notices, here.replacement
        listed = [
            (each, f"{files or f'{root}files/'}{each.sha256}.{each.kind}")
            for each in here.attachments
        ]
        others = {"policy": here.policy, "interpretations": here.interpretations}
        return Markups(
            self._shell.site.absolute(links.file(*pictures[0])) if pictures else "",
            draw("portal/corrections.html", corrections=told) if told else "",
            draw("portal/replacement.html", replacement=new, root=root) if new else "",
            draw("portal/attachments.html", attachments=listed) if listed else "",
            draw("portal/related.html", root=root, **others) if any(others.values()) else "",
        )


def _facts(shape: Shape, words: ArticleWords) -> list[tuple[str, str]]:
    """Return the grid of 信息表 without what is empty (国办公开办函〔2019〕61号)."""
    rows = [
        ("索引号", words.index_number),
        ("主题分类", words.topic),
        ("发布机构", words.organ),
        ("成文日期", words.formed),
        ("发文字号", words.doc_number),
        ("发布日期", words.day),
        ("有效性", shape.validity),
        ("标题", words.title),
    ]
    return [(name, value) for name, value in rows if value]


def _meta(shell: Shell, column: Any, words: ArticleWords) -> structured.Meta:
    tags: structured.Meta = []
    if column:
        tags += structured.column_meta(
            column.name, column.description, column.keywords, column.column_type
        )
    optional = {"Keywords": words.keywords, "Description": words.summary, "Image": words.picture}
    tags += [
        ("ArticleTitle", words.title),
        ("PubDate", words.minute),
        ("ContentSource", words.source),
        ("Keywords", words.keywords),
        ("Author", words.organ),
        ("Description", words.summary),
        ("Url", shell.site.absolute(words.address)),
        ("Image", words.picture),
    ]
    return [(name, value) for name, value in tags if optional.get(name, "always")]


def _news(shell: Shell, words: ArticleWords) -> dict[str, Any]:
    publisher = {"@type": "GovernmentOrganization", "name": words.organ}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": words.title,
        "url": shell.site.absolute(words.address),
        "datePublished": words.published,
        "dateModified": words.revised,
        "description": words.summary,
        "identifier": words.index_number,
        "author": publisher,
        "publisher": publisher,
        "inLanguage": "zh-CN",
    }
