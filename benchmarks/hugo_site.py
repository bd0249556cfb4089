"""The site of the database as a Hugo project that makes the same pages.

Hugo gets templates as plain as they can be: the product's own pages with actions in place of what
differs, everything else (header, menu, side column, foot) as constant text, one layout for each
column. So both write about the same bytes, and Hugo loops over no menu.
"""

import json
import shutil
from datetime import date
from itertools import islice
from pathlib import Path

LOOK = Path(__file__).resolve().parent.parent / "src" / "gongkai" / "typeset" / "look"
AT_ONCE = 1000
CONFIG = {
    "baseURL": "http://localhost/",
    "title": "公开",
    "disableKinds": ["taxonomy", "404"],
    "taxonomies": {"lanmu": "lanmu", "jigou": "jigou"},
    "outputs": {"home": ["html"], "section": ["html", "rss"], "term": ["html", "rss"]},
    "pagination": {"pagerSize": 20, "disableAliases": True},
    "services": {"rss": {"limit": 20}},
    "sitemap": {"filename": "sitemap.xml"},
    "security": {"allowContent": [".*"]},
}
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
{{ range first 20 .Pages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<guid isPermaLink="true">{{ .Permalink }}</guid><pubDate>{{ .Params.published }}</pubDate>
<description>{{ .Params.summary }}</description></item>
{{ end }}</channel></rss>
"""
PAGER = """<nav class="pages" aria-label="分页">{{ if .Paginator.HasPrev }}
<a href="{{ .Paginator.Prev.URL }}">较新</a>{{ end }}{{ if .Paginator.HasNext }}
<a href="{{ .Paginator.Next.URL }}">较早</a>{{ end }}</nav>"""


def write(folder: Path, on: date) -> None:
    """Write configuration, layouts and content."""
    from gongkai.portal import columns, listings, offices
    from gongkai.portal.shell import Shell

    shell = Shell(on)
    layouts = folder / "layouts"
    for name in ("content/a", "layouts/_default", "layouts/partials", "static/look"):
        (folder / name).mkdir(parents=True)
    (folder / "hugo.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    (layouts / "_default" / "rss.xml").write_text(RSS, encoding="utf-8")
    (layouts / "index.html").write_text("<!doctype html><title>公开</title>", encoding="utf-8")
    for path in LOOK.iterdir():
        shutil.copy(path, folder / "static" / "look")
    for listing in (*columns._listings(shell), *offices._listings(shell), columns.latest(shell)):
        text = _list_layout(shell, listings, listing)
        name = f"list-{listing.source[0]}-{_slug(listing)}.html"
        (layouts / "partials" / name).write_text(text, encoding="utf-8")
    for kind, of in (("lanmu", "column"), ("jigou", "organ")):
        (layouts / kind).mkdir()
        call = f'{{{{ partial (printf "list-{of}-%s.html" .Data.Term) . }}}}'
        (layouts / kind / "term.html").write_text(call, encoding="utf-8")
    call = '{{ partial "list-all-zuixin.html" . }}'
    (layouts / "_default" / "section.html").write_text(call, encoding="utf-8")
    _articles(shell, folder)


def _slug(listing) -> str:
    parts = listing.path.strip("/").split("/")
    return parts[-2] if parts[-1] == "gongkai" else parts[-1]


def _list_layout(shell, listings, listing) -> str:
    """Return a list page of the product with Hugo's rows in place of its own."""
    from gongkai.portal.plan import marks

    book = listings._Book(shell, listing, 1000)
    text = book._render(None, marks(("1", "rows", "pager", ""), ()))
    row = (
        f'<li><a href="{book._root}{{{{ .Params.address }}}}">{{{{ .Title }}}}</a>'
        '<time class="num" datetime="{{ .Params.day }}">{{ .Params.day }}</time></li>'
    )
    rows = f"{{{{ range (.Paginate .Pages).Pages }}}}{row}\n{{{{ end }}}}"
    return _actions(text, ["{{ .Paginator.PageNumber }}", rows, PAGER, ""])


def _actions(text: str, actions: list[str]) -> str:
    """Return a text rendered with marks as a template of Hugo; later words stand first."""
    from gongkai.portal.plan import _MARK

    begun, rest = text.replace("{{", "{").split("<body>", 1)
    whole = f"{begun}<body>{rest}"
    return _MARK.sub(lambda mark: actions[int(mark[1] or mark[3])], whole)


def _proven(texts):
    """Yield every text with its proof, read in blocks."""
    from gongkai.ledger import queries as ledger

    while block := list(islice(texts, AT_ONCE)):
        proven = ledger.proofs([text.pk for text in block])
        yield from ((text, proven.get(text.pk)) for text in block)


def _articles(shell, folder: Path) -> None:
    from gongkai.disclosures.queries import public
    from gongkai.portal.articles import Articles
    from gongkai.portal.plan import marks
    from gongkai.portal.proofs import Proofs
    from gongkai.portal.words import ADDRESSES, BARE, ArticleWords, words_of

    articles, boxes, known = Articles(shell), Proofs(shell), set()
    slugs = {organ.pk: organ.slug for organ in shell.organs}
    for text, proven in _proven(public.texts(1, public.last_seq())):
        proof = boxes.box(proven)
        shape, words = words_of(shell, text, text.body, BARE._replace(proof=proof))
        column = shell.column_rows[text.column]
        if column.slug not in known:
            known.add(column.slug)
            fields = ArticleWords._fields
            actions = [f"{{{{ .Params.w_{name} }}}}" for name in fields]
            actions[fields.index("address")] = "/{{ .Params.address }}"
            actions[fields.index("organ_path")] = "/{{ .Params.organ_path }}"
            actions[fields.index("title")] = "{{ .Title }}"
            actions[fields.index("body")] = "{{ .Content }}"
            actions[fields.index("proof")] = "{{ .Params.w_proof | safeHTML }}"
            layout = _actions(articles.render(shape, marks(words, ADDRESSES)), actions)
            place = folder / "layouts" / column.slug
            place.mkdir(exist_ok=True)
            (place / "single.html").write_text(layout, encoding="utf-8")
        above = [column.slug, *([column.parent.slug] if column.parent else [])]
        said = words._asdict()
        matter = {f"w_{name}": word for name, word in said.items() if word and name != "body"}
        matter |= {
            "title": text.title, "summary": text.summary, "day": words.day,
            "published": words.published,
            "address": words.address[1:], "organ_path": words.organ_path[1:], "url": words.address,
            "date": words.published, "type": column.slug, "lanmu": above,
            "jigou": [slugs[text.organ]],
        }  # fmt: skip
        month = folder / "content" / "a" / f"{text.published_at:%Y%m}"
        month.mkdir(exist_ok=True)
        front = json.dumps(matter, ensure_ascii=False)
        (month / f"{text.seq}.html").write_text(f"{front}\n{text.body}\n", encoding="utf-8")
