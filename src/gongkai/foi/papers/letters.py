"""One letter of a request: the words of `law.letter_texts`, the remedy, the office's own data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law import remedies
from gongkai.law.answers import Answer
from gongkai.law.choices import DEFAULTS, Choices
from gongkai.law.figures import STATUTORY, Figures
from gongkai.law.letter_texts import (
    Kind,
    Passage,
    Value,
    came_by,
    enclosed,
    is_blank,
    is_plain,
    is_signed,
    passages,
    title,
)
from gongkai.law.letters import Letter as Rule
from gongkai.law.letters import letter as rule
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Forum, Remedy
from gongkai.law.request_events import Channel
from gongkai.typeset.letters import (
    Block,
    Form,
    Head,
    Heading,
    Items,
    Letter,
    Paragraph,
    Query,
    Seal,
    Table,
)
from gongkai.typeset.letters.letter import written

PERIODS = {
    "L6": "gi.third_party",
    "L6b": "gi.third_party",
    "L8": "gi.co_maker",
    "L25": "gi.fee_payment",
}
"""Letter → the figure that limits what it asks for."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The office as its letters name it: settings. `seal` is what the signer chose."""

    organ: str
    contact: tuple[str, ...]
    forum: Forum
    seal: Seal | None = None
    issued_by: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a letter addresses; an organisation is addressed as 贵单位."""

    name: str
    organisation: bool = False

    @property
    def you(self) -> str:
        """How the letter speaks to them."""
        return "贵单位" if self.organisation else "您"


@dataclass(frozen=True, slots=True)
class Matter:
    """The request a letter is about."""

    number: str
    received_on: date
    channel: Channel
    asked: str
    applicant: Receiver
    query: Query | None = None


def reply(answer: Answer, **told: object) -> Letter:
    """Return the letter that carries an answer; `told` as for `paper`."""
    return paper(answer.letter_id, answer=answer, **told)  # type: ignore[arg-type]


def paper(
    code: str,
    *,
    sender: Sender,
    matter: Matter,
    on: date,
    given: Mapping[str, Value],
    number: str = "",
    answer: Answer | None = None,
    to: Receiver | None = None,
    heading: str = "",
    online: bool = False,
    attachments: tuple[str, ...] = (),
    copies: str = "",
    choices: Choices = DEFAULTS,
    figures: Figures = STATUTORY,
) -> Letter:
    """Return the letter `code` of `on` about `matter`, with the `given` contents.

    A `remedy` given is printed as it was frozen. `to` is another receiver than the applicant,
    who then is not named; `online` tells the internet way of reconsideration as well
    (行政复议法第二十二条第二款). Raises UnknownLetter, and NotAllowed with a sentence for what is
    missing: contents, number, organ, court.
    """
    row, receiver = rule(code), to or matter.applicant
    if answer is not None and answer.letter_id != code:
        raise NotAllowed(f"“{answer.title}”用《{answer.letter.name}》，不用《{row.name}》")
    if row.numbered and not number:
        raise NotAllowed(f"《{row.name}》还没有编文号")
    known = _known(row, sender, matter, receiver, on, figures)
    said = passages(code, {**known, **given}, answer)
    plain = is_plain(code)
    return Letter(
        organ=sender.organ,
        title=heading or title(code),
        on=on,
        number=number,
        addressee="" if (plain and to is None) or is_blank(code) else receiver.name,
        body=tuple(_block(passage) for passage in said),
        remedy=str(given.get("remedy") or _remedy(row, answer, sender.forum, on, online, choices)),
        attachments=(*enclosed(code), *attachments),
        signed=is_signed(code),
        seal=sender.seal if is_signed(code) else None,
        contact=sender.contact,
        query=matter.query if to is None and _is_about_the_case(row) else None,
        copies=copies,
        issued_by="" if plain else sender.issued_by,
        head=Head.PLAIN if plain else Head.RED,
    )


def _is_about_the_case(row: Rule) -> bool:
    return row.to == "applicant" and is_signed(row.id)


def _known(
    row: Rule, sender: Sender, matter: Matter, receiver: Receiver, on: date, figures: Figures
) -> dict[str, Value]:
    """What every letter knows without being told."""
    known: dict[str, Value] = {
        "you": receiver.you,
        "addressee": receiver.name,
        "body": sender.organ,
        "date": written(on),
        "contact": sender.contact,
        "number": matter.number,
        "received": written(matter.received_on),
        "received_on": written(matter.received_on),
        "channel": came_by(matter.channel),
        "asked": matter.asked,
        "summary": matter.asked,
        "description": matter.asked,
        "request": matter.number,
        "query_code": matter.query.code if matter.query else "",
    }
    if row.to in {"applicant", "file"}:
        known["applicant"] = known["receiver"] = matter.applicant.name
    if row.id in PERIODS:
        known["period"] = figures.figure(PERIODS[row.id], on).text
    return known


def _remedy(
    row: Rule, answer: Answer | None, forum: Forum, on: date, online: bool, choices: Choices
) -> str:
    if row.remedy == "C":
        return remedies.text("C", on)
    if not row.remedy:
        return ""
    told = answer.remedy if answer else Remedy(row.remedy)
    return remedies.clause(told, forum, on, online=online, choices=choices)


def _block(passage: Passage) -> Block:
    match passage.kind:
        case Kind.HEADING:
            return Heading(passage.text)
        case Kind.ITEMS:
            return Items(passage.items)
        case Kind.TABLE:
            return Table(passage.head, passage.rows, passage.widths, figures=passage.figures)
        case Kind.FORM:
            return Form(tuple((label, value) for label, value in passage.rows))
    return Paragraph(passage.text)
