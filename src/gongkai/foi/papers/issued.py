"""A letter that was issued, as files: its frozen text set as .docx and .pdf, kept sealed, once."""

from datetime import date, datetime
from typing import Any

from gongkai.foi.models import Bureau, Letter, Request
from gongkai.foi.operations import keep_files
from gongkai.foi.papers.letters import Matter, Receiver, Sender, paper
from gongkai.kernel.actor import Actor
from gongkai.law.letter_texts import Value, text_of
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Forum
from gongkai.law.report_three import ApplicantKind
from gongkai.law.request_events import Channel
from gongkai.typeset import letters as typeset

CELL = "｜"
"""Between the cells of a line, where a part of a letter is a table."""
CLOSING = "L26"
"""The letter that tells the end of a request without a reply."""


def kept(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Return the letter with its files, made on the first call.

    The words are those that were frozen. Raises NotAllowed for what the letter lacks, and for a
    character that no font has.
    """
    if letter.pdf_id:
        return letter
    try:
        made = typeset.make(set_out(letter))
    except typeset.Unprintable as why:
        raise NotAllowed(str(why)) from None
    return keep_files(letter, made, by=by, at=at)


def set_out(letter: Letter) -> typeset.Letter:
    """Return what is typeset of a letter: its frozen text in the order of its kind."""
    request, text = letter.request, letter.text
    bureau = Bureau.objects.filter(organ=request.organ_id).first()
    if bureau is None:
        raise NotAllowed("还没有设置公开工作机构、行政复议机关和管辖法院，请管理员先设置")
    reply = request.replies.filter(letter=letter).first()
    name = str(request.applicant.opened().get("name", "")) or "申请人"
    is_organisation = request.applicant_kind != ApplicantKind.PERSON
    addressee = text.get("addressee", name)
    to = None if letter.kind.to == "applicant" else Receiver(addressee, organisation=True)
    wanted = request.wanted.order_by("-number").first()
    return paper(
        letter.code,
        sender=Sender(
            request.organ.name,
            (bureau.contact,),
            Forum(bureau.reconsideration_organ, bureau.court, bureau.online_filing),
        ),
        matter=Matter(
            request.number,
            received_on(request),
            Channel(request.channel),
            wanted.opened()["description"] if wanted else "",
            Receiver(name, organisation=is_organisation),
        ),
        on=letter.sent_on or letter.made_at.date(),
        given=_given(letter),
        number=letter.doc_number,
        answer=reply.answer if reply else request.answer if letter.code == CLOSING else None,
        to=to,
    )


def _given(letter: Letter) -> dict[str, Value]:
    """Return the frozen parts as the letter prints them: lines as points, `｜` between cells."""
    told: dict[str, Value] = dict(letter.text)
    for row in text_of(letter.kind)["texts"]:
        if not isinstance(row, dict):
            continue
        if (points := row.get("items")) in told:
            told[points] = _points(told[points])
        if (table := row.get("table")) in told:
            told[table] = _rows(told[table], len(row["head"]))
    return told


def _points(told: Any) -> tuple[str, ...]:
    lines = told.splitlines() if isinstance(told, str) else told
    return tuple(line.strip() for line in lines if line.strip())


def _rows(told: Any, width: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table; a line that lacks only its number gets it."""
    if not isinstance(told, str):
        return tuple(tuple(map(str, row)) for row in told)
    rows = []
    for number, line in enumerate(_points(told), start=1):
        cells = [cell.strip() for cell in line.replace("|", CELL).split(CELL)]
        if len(cells) < width and not cells[0].isdecimal():
            cells.insert(0, str(number))
        rows.append((*cells[:width], *[""] * (width - len(cells))))
    return tuple(rows)


def received_on(request: Request) -> date:
    """Return the day a letter says the request was received on: of arrival until confirmed."""
    return request.received_on or request.arrived_on
