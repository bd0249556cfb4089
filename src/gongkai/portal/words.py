"""A document in the words its page shows: strings for the slots, and the shape around them."""

from typing import NamedTuple

from gongkai.disclosures.queries.public import Text, path_of
from gongkai.portal import wording
from gongkai.portal.notices import Period
from gongkai.portal.shell import Shell


class Shape(NamedTuple):
    """What the template of an article looks at, apart from words that are there or not."""

    column: int | None
    validity: str
    period: str

    @property
    def tone(self) -> str:
        """The class of the line about validity."""
        return _TONES.get(self.validity, ("", "info"))[0]

    @property
    def icon(self) -> str:
        """The icon before the state of validity."""
        return _TONES.get(self.validity, ("", "info"))[1]


class ArticleWords(NamedTuple):
    """The words of an article; the last six are markup, rendered before."""

    address: str
    organ_path: str
    title: str
    organ: str
    department: str
    source: str
    index_number: str
    doc_number: str
    topic: str
    formed: str
    day: str
    minute: str
    published: str
    revised: str
    summary: str
    keywords: str
    validity_note: str
    span: str
    left: str
    channel: str
    picture: str
    corrections: str
    replacement: str
    files: str
    related: str
    proof: str
    body: str


ADDRESSES = (0, 1)
"""The words that are addresses of pages."""
_TONES = {
    "有效": ("valid", "circle-check"),
    "尚未生效": ("invalid", "clock"),
    "失效": ("invalid", "hourglass"),
    "废止": ("repealed", "ban"),
}


class Markups(NamedTuple):
    """Parts of an article that are markup already; most are empty."""

    picture: str = ""
    corrections: str = ""
    replacement: str = ""
    files: str = ""
    related: str = ""
    proof: str = ""


BARE = Markups()


def words_of(
    shell: Shell, text: Text, body: str, markups: Markups = BARE, path: str = ""
) -> tuple[Shape, ArticleWords]:
    """Return the shape and words of a text; `path` where it stands, if not at its address."""
    published = text.published_at.astimezone(shell.zone)
    moment = published.isoformat()
    revised = moment
    if text.revised_at and text.revised_at != text.published_at:
        revised = text.revised_at.astimezone(shell.zone).isoformat()
    validity = text.validity(shell.on)
    period = span = left = channel = ""
    if text.display_until:
        shown = Period(published.date(), text.display_until, shell.on)
        period = "open" if shown.is_open else "closed"
        span = f"{wording.long_date(shown.since)}至{wording.long_date(shown.until)}"
        if shown.is_open:
            left, channel = shown.left, text.objection_channel
    organ = shell.organ_names[text.organ]
    formed = text.formed_on
    words = ArticleWords(
        path or path_of(published, text.seq),
        shell.organ_paths.get(text.organ, ""),
        text.title,
        organ,
        text.department or "",
        text.source or organ,
        text.index_number or "公开时编定",
        text.doc_number,
        text.topic,
        formed.isoformat() if formed else "",
        moment[:10],
        f"{moment[:10]} {moment[11:16]}",
        moment,
        revised,
        text.summary,
        text.keywords,
        _validity_note(text, validity) if validity else "",
        span,
        left,
        channel,
        *markups,
        body,
    )
    return Shape(text.column, validity, period), words


def _validity_note(text: Text, state: str) -> str:
    if text.repealed_on and state in ("失效", "废止"):
        return f"自{wording.long_date(text.repealed_on)}起{state}"
    if state == "失效" and text.expires_on:
        return f"有效期至{wording.long_date(text.expires_on)}，已经届满"
    if text.effective_on:
        return f"自{wording.long_date(text.effective_on)}起施行"
    return ""
