"""Looking at what is sealed: every look leaves a line with who, when and which case, no content."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.access import may_read
from gongkai.foi.models import Attachment, Consultation, Letter, Look, Reply, Request
from gongkai.foi.operations.application import Applicant, applicant_from
from gongkai.foi.operations.stepping import NO_DUTY, within_reach
from gongkai.kernel import sealed_files
from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.law.report_three import ApplicantKind


def look_at_applicant(request: Request, *, by: Actor, at: datetime) -> Applicant:
    """Return who applies. Raises NotAllowed for actors who do not handle requests."""
    _looked(request, Look.What.APPLICANT, by, at)
    return applicant_from(request.applicant.opened())


def look_at_attachment(attachment: Attachment, *, by: Actor, at: datetime) -> tuple[str, bytes]:
    """Return name and bytes of a paper the applicant sent."""
    _looked(attachment.request, Look.What.ATTACHMENT, by, at)
    return sealed_files.name_of(attachment.file), sealed_files.read_sealed(attachment.file)


def look_at_third_party(consultation: Consultation, *, by: Actor, at: datetime) -> dict[str, str]:
    """Return name, contact and parts of a consulted party."""
    _looked(consultation.request, Look.What.THIRD_PARTY, by, at)
    told: dict[str, str] = consultation.opened()
    return told


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A frozen letter for whoever makes its files: all that `papers.paper` is to be told.

    `text` has the parts of `law.letters` and `remedy`; its `addressee` may be a third party.
    `answer` is the code of the reply it carries, `organisation` tells how it speaks to them.
    """

    code: str
    doc_number: str
    text: dict[str, Any]
    answer: str
    on: date
    number: str
    received_on: date | None
    channel: str
    applicant: str
    organisation: bool


def look_at_letter(letter: Letter, *, by: Actor, at: datetime) -> OpenLetter:
    """Return a letter with its text, whose addressee is the applicant or a third party."""
    request = letter.request
    _looked(request, Look.What.LETTER, by, at)
    reply = Reply.objects.filter(letter=letter).first()
    return OpenLetter(
        code=letter.code,
        doc_number=letter.doc_number,
        text=letter.text,
        answer=reply.code if reply else "",
        on=letter.sent_on or localdate(letter.made_at),
        number=request.number,
        received_on=request.received_on,
        channel=request.channel,
        applicant=str(request.applicant.opened().get("name", "")),
        organisation=request.applicant_kind != ApplicantKind.PERSON,
    )


def fetch_letter(letter: Letter, kind: str, *, by: Actor, at: datetime) -> tuple[str, bytes]:
    """Return name and bytes of a made letter, `kind` docx or pdf. Raises NotAllowed."""
    file = {"docx": letter.docx, "pdf": letter.pdf}.get(kind)
    if file is None:
        raise NotAllowed("这份文书还没有生成文件")
    _looked(letter.request, Look.What.LETTER, by, at)
    return sealed_files.name_of(file), sealed_files.read_sealed(file)


def _looked(request: Request, what: Look.What, by: Actor, at: datetime) -> None:
    within_reach(request, by)
    if not may_read(by):
        raise NotAllowed(NO_DUTY)
    if request.erased_at:
        raise NotAllowed("保留期满，申请人信息已经销毁")
    with transaction.atomic():
        Look.objects.create(
            request=request, what=what, person=by.person, person_name=by.name, at=at
        )
