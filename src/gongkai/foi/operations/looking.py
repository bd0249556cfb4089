"""Looking at what is sealed: every look leaves a line with who, when and which case, no content."""

from datetime import datetime

from django.db import transaction

from gongkai.foi.models import Attachment, Consultation, Letter, Look, Request
from gongkai.foi.operations.application import Applicant, applicant_from
from gongkai.foi.operations.stepping import NO_DUTY, within_reach
from gongkai.kernel import sealed_files
from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

HANDLES = frozenset({Role.CLERK, Role.CHECKER, Role.SIGNER, Role.WINDOW})
"""Roles whose work needs to know who applies; a supervisor sees the case alone."""


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


def look_at_letter(letter: Letter, *, by: Actor, at: datetime) -> dict[str, str]:
    """Return the text of a letter, whose addressee is the applicant."""
    _looked(letter.request, Look.What.LETTER, by, at)
    return letter.text


def fetch_letter(letter: Letter, kind: str, *, by: Actor, at: datetime) -> tuple[str, bytes]:
    """Return name and bytes of a made letter, `kind` docx or pdf. Raises NotAllowed."""
    file = {"docx": letter.docx, "pdf": letter.pdf}.get(kind)
    if file is None:
        raise NotAllowed("这份文书还没有生成文件")
    _looked(letter.request, Look.What.LETTER, by, at)
    return sealed_files.name_of(file), sealed_files.read_sealed(file)


def _looked(request: Request, what: Look.What, by: Actor, at: datetime) -> None:
    within_reach(request, by)
    if not by.roles & HANDLES:
        raise NotAllowed(NO_DUTY)
    if request.erased_at:
        raise NotAllowed("保留期满，申请人信息已经销毁")
    with transaction.atomic():
        Look.objects.create(
            request=request, what=what, person=by.person, person_name=by.name, at=at
        )
