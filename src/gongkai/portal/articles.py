"""The page of one document, the same for the public and for a preview."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate
from markupsafe import Markup

from gongkai.disclosures import access
from gongkai.portal import links, proofs, structured, wording
from gongkai.portal.notices import period_of
from gongkai.portal.page import Kept, Page
from gongkai.portal.shell import Place, Shell
from gongkai.text import shown
from gongkai.typeset import qr

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document, Version
    from gongkai.ledger.queries import Proof

TEMPLATE = "portal/article.html"
ROWS_AT_ONCE = 200
"""Documents held in memory while the site is written."""
CODES_KEPT = 4096
"""QR codes a process remembers, about 3 kB each; drawing one costs more than all else on a page."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The line above a policy document: its state as word and class, and what is to be added."""

    state: str
    shape: str
    icon: str
    note: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site."""

    title: str
    path: str
    on: date | datetime | None = None


_SHAPES = {
    "有效": ("valid", "circle-check"),
    "尚未生效": ("invalid", "clock"),
    "失效": ("invalid", "hourglass"),
    "废止": ("repealed", "ban"),
}


def every(shell: Shell) -> Iterator[Page | Kept]:
    """Render the page of every public document, with the files that belong to it."""
    found = access.public().select_related(
        "live__item", "interprets__live", "replaced_by__live", "organ", "column"
    )
    found = found.prefetch_related(
        "notices", "live__attachments__file", "interpretations__live"
    ).order_by("seq")
    for document, proof in proofs.with_proofs(found.iterator(chunk_size=ROWS_AT_ONCE)):
        assert document.live is not None  # noqa: S101  what public() means
        yield article(shell, document, document.live, proof=proof)
        yield from files_of(document.live)


def article(
    shell: Shell,
    document: "Document",
    version: "Version",
    *,
    preview_at: datetime | None = None,
    proof: "Proof | None" = None,
) -> Page:
    """Render a text of a document; with `preview_at`, one that may not be public yet."""
    path = f"/preview/{document.pk}/" if preview_at else document.address
    published = document.published_at or document.publish_at or preview_at
    assert published is not None  # noqa: S101  public, or previewed at a time
    column = (version.column or document.column) if preview_at else document.column
    slug = column.slug if column else ""
    trail = shell.trails.get(slug, shell.section_trail)
    place = Place((*trail, (version.title, path)), "disclosure", slug)
    title = " - ".join(
        filter(None, (version.title, column.name if column else "", shell.site.name))
    )
    validity = _validity(document, version, shell.on)
    return shell.render(
        TEMPLATE,
        path,
        title=title,
        place=place,
        meta=_meta(shell, document, version, column, published, path),
        data=[_news(shell, document, version, published, path)],
        feed=links.column(slug) + links.RSS if slug in shell.nodes else "/rss.xml",
        document=document,
        version=version,
        published=published,
        facts=_facts(document, version, published, validity),
        validity=validity,
        replacement=_replacement(document),
        period=period_of(version, localdate(published), shell.on),
        body=Markup(shown.page_form(version.body, "" if preview_at else shown.ROOT)),  # noqa: S704  cleaned by text.html when it was saved
        proof=proof,
        attachments=_attachments(version, preview=bool(preview_at)),
        corrections=_corrections(document),
        policy=_policy(document),
        interpretations=_interpretations(document),
        organ_path=links.organ(document.organ.slug)
        if document.organ.slug in shell.organ_slugs
        else "",
        code=_code(shell.site.absolute(document.address or path)),
    )


def files_of(version: "Version") -> Iterator[Kept]:
    """Return the attachments and pictures of a text."""
    for attachment in version.attachments.all():
        stored = attachment.file
        yield Kept(links.file(stored.sha256, stored.kind), stored.sha256)
    for sha256, kind in shown.PICTURE.findall(version.body):
        yield Kept(links.file(sha256, kind), sha256)


@lru_cache(maxsize=CODES_KEPT)
def _code(address: str) -> Markup:
    return Markup(qr.svg(address))  # noqa: S704  drawn here


def _validity(document: "Document", version: "Version", on: date) -> Validity | None:
    state = document.validity(on)
    if not state:
        return None
    shape, icon = _SHAPES.get(state, ("", "info"))
    note = ""
    if document.repealed_on and state in ("失效", "废止"):
        note = f"自{wording.long_date(document.repealed_on)}起{state}"
    elif state == "失效" and version.expires_on:
        note = f"有效期至{wording.long_date(version.expires_on)}，已经届满"
    elif version.effective_on:
        note = f"自{wording.long_date(version.effective_on)}起施行"
    return Validity(state, shape, icon, note)


def _replacement(document: "Document") -> Link | None:
    """Return the document that replaced this one, if the public can read it."""
    new = document.replaced_by
    if new is None or new.live is None:
        return None
    return Link(new.live.title, new.address)


def _facts(
    document: "Document", version: "Version", published: datetime, validity: Validity | None
) -> list[tuple[str, str]]:
    """Return the grid of 信息表 without what is empty (国办公开办函〔2019〕61号)."""
    rows = [
        ("索引号", document.index_number or "公开时编定"),
        ("主题分类", version.topic),
        ("发布机构", document.organ.name),
        ("成文日期", wording.short_date(version.formed_on) if version.formed_on else ""),
        ("发文字号", version.doc_number),
        ("发布日期", wording.short_date(published)),
        ("有效性", validity.state if validity else ""),
        ("标题", version.title),
    ]
    return [(name, value) for name, value in rows if value]


def _meta(
    shell: Shell,
    document: "Document",
    version: "Version",
    column: Any,
    published: datetime,
    path: str,
) -> structured.Meta:
    tags: structured.Meta = []
    if column:
        tags += structured.column_meta(
            column.name, column.description, column.keywords, column.column_type
        )
    source = version.source or document.organ.name
    tags += [
        ("ArticleTitle", version.title),
        ("PubDate", wording.minute(published)),
        ("ContentSource", source),
        ("Keywords", version.keywords),
        ("Author", document.organ.name),
        ("Description", version.summary),
        ("Url", shell.site.absolute(path)),
    ]
    pictures = shown.PICTURE.findall(version.body)
    if pictures:
        tags.append(("Image", shell.site.absolute(links.file(*pictures[0]))))
    return [(name, value) for name, value in tags if value or not name.startswith(("Key", "Desc"))]


def _news(
    shell: Shell, document: "Document", version: "Version", published: datetime, path: str
) -> dict[str, Any]:
    publisher = {"@type": "GovernmentOrganization", "name": document.organ.name}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": version.title,
        "url": shell.site.absolute(path),
        "datePublished": published.isoformat(),
        "dateModified": (document.revised_at or published).isoformat(),
        "description": version.summary,
        "identifier": document.index_number or "",
        "author": publisher,
        "publisher": publisher,
        "inLanguage": "zh-CN",
    }


def _attachments(version: "Version", *, preview: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "path": links.file(each.file.sha256, each.file.kind),
            "preview": f"files/{each.file.sha256}.{each.file.kind}" if preview else "",
            "kind": each.file.kind.upper(),
            "size": each.file.size,
            "digest": each.file.sha256,
        }
        for each in version.attachments.all()
    ]


def _corrections(document: "Document") -> list[Any]:
    """Return the public notices about later changes of a text that is public, newest first."""
    told = [each for each in document.notices.all() if each.kind in ("corrected", "restored")]
    return sorted(told, key=lambda each: each.at, reverse=True)


def _policy(document: "Document") -> Link | None:
    policy = document.interprets
    if policy is None or policy.live is None:
        return None
    return Link(policy.live.title, policy.address, policy.published_at)


def _interpretations(document: "Document") -> list[Link]:
    return _linked(each for each in document.interpretations.all())


def _linked(documents: Iterable["Document"]) -> list[Link]:
    """Return links to those documents that are public, in the order they appeared."""
    rows = [each for each in documents if each.live is not None and each.published_at]
    rows.sort(key=lambda each: each.seq or 0)
    return [Link(each.live.title, each.address, each.published_at) for each in rows if each.live]
