"""建议转为主动公开 (条例第四十四条), and the destruction of applicants' data once they are due."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Applicant, Bureau, Disposal, Proposal, Request
from gongkai.foi.operations.stepping import NO_DUTY
from gongkai.kernel import sealed_files
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import SealedFile
from gongkai.kernel.sealing import Sealed
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs.models import Organ

RETENTION_YEARS = 10
"""Years after the end for which applicants' data are kept where an office has set nothing."""
OFTEN = "《政府信息公开条例》第四十四条"
ERASURE = "《个人信息保护法》第四十七条"


def propose_disclosure(
    requests: Iterable[Request], *, title: str, by: Actor, at: datetime
) -> Proposal:
    """Propose that what several applicants asked for be made public by itself."""
    rows = list(requests)
    if not rows or len({row.organ_id for row in rows}) > 1:
        raise NotAllowed("请选择同一个机关的申请")
    _allow(rows[0].organ_id, by, Role.CLERK)
    if not title.strip():
        raise NotAllowed("请写明建议主动公开的信息名称")
    with transaction.atomic():
        made = Proposal.objects.create(
            organ=rows[0].organ, title=title.strip()[:200], made_at=at, made_by_id=by.someone
        )
        made.requests.set(rows)
        _note(made, "propose_disclosure", "建议转为主动公开", by, at)
    return made


def decide_disclosure(proposal: Proposal, *, accepted: bool, by: Actor, at: datetime) -> Proposal:
    """Accept or decline a proposal; somebody else than who made it decides."""
    _allow(proposal.organ_id, by, Role.SIGNER)
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if proposal.decided_at:
            raise NotAllowed("这项建议已经决定")
        if proposal.made_by_id == by.person:
            raise NotAllowed("您提出了这项建议，不能由您本人决定")
        proposal.accepted, proposal.decided_at = accepted, at
        proposal.decided_by_id = by.someone
        proposal.save(update_fields=["accepted", "decided_at", "decided_by"])
        _note(proposal, "decide_disclosure", "决定是否转为主动公开", by, at)
    return proposal


def _note(proposal: Proposal, act: str, label: str, by: Actor, at: datetime) -> None:
    record(
        f"foi.proposal.{act}",
        label=label,
        subject=f"foi.proposal:{proposal.pk}",
        by=by,
        at=at,
        organ=proposal.organ_id,
        basis=OFTEN,
        detail={"requests": proposal.requests.count(), "accepted": proposal.accepted},
    )


def list_for_disposal(organ: Organ, *, by: Actor, at: datetime) -> Disposal:
    """List the filed requests whose retention is over; nothing is destroyed before `dispose`."""
    _allow(organ.pk, by, Role.CLERK)
    years = Bureau.objects.filter(organ=organ).values_list("retention_years", flat=True).first()
    today = localdate(at)
    before = today.replace(year=today.year - (years or RETENTION_YEARS), day=min(today.day, 28))
    due = Request.objects.filter(organ=organ, state="filed", ended_on__lt=before)
    with transaction.atomic():
        made = Disposal.objects.create(
            organ=organ, made_at=at, ended_before=before, made_by_id=by.someone
        )
        if not due.filter(disposal=None).update(disposal=made):
            raise NotAllowed("没有保留期满的申请，不需要处置")
        _disposal_line(made, "list_for_disposal", "生成处置清单", by, at)
    return made


def dispose(disposal: Disposal, *, by: Actor, at: datetime) -> int:
    """Confirm a list and destroy what is sealed of its requests; return how many requests.

    Results, days and counts stay, so that the statistics of past years do.
    """
    _allow(disposal.organ_id, by, Role.SIGNER)
    with transaction.atomic():
        disposal = Disposal.objects.select_for_update().get(pk=disposal.pk)
        if disposal.confirmed_at:
            raise NotAllowed("这份清单已经处置")
        if disposal.made_by_id == by.person:
            raise NotAllowed("您生成了这份清单，须由另一人确认")
        rows = list(disposal.requests.order_by("id"))
        for request in rows:
            _erase(request, at)
        disposal.confirmed_at, disposal.confirmed_by_id = at, by.someone
        disposal.save(update_fields=["confirmed_at", "confirmed_by"])
        _disposal_line(disposal, "dispose", "销毁申请人信息", by, at)
    return len(rows)


def _erase(request: Request, at: datetime) -> None:
    """Remove the sealed words and files of a request."""
    for row in (*Applicant.objects.filter(request=request), *_sealed(request)):
        row.seal({})
        row.save(update_fields=["sealed", "key_number"])
    for file in _files(request):
        sealed_files.destroy(file)
    request.erased_at, request.applicant_mark, request.token = at, "", None
    request.save(update_fields=["erased_at", "applicant_mark", "token"])


def _sealed(request: Request) -> Iterator[Sealed]:
    for related in ("wanted", "statements", "searches", "consultations", "letters", "replies"):
        yield from getattr(request, related).order_by("id")


def _files(request: Request) -> list[SealedFile]:
    """Every file of a request: papers, letters, proofs, copies."""
    keys = set(request.attachments.values_list("file_id", flat=True))
    for column in ("docx_id", "pdf_id", "proof_id"):
        keys |= set(request.letters.values_list(column, flat=True))
    for reply in request.replies.order_by("id"):
        keys |= set(reply.files.values_list("file_id", flat=True))
    return list(SealedFile.objects.filter(pk__in=keys - {None}).order_by("id"))


def _disposal_line(disposal: Disposal, act: str, label: str, by: Actor, at: datetime) -> None:
    record(
        f"foi.disposal.{act}",
        label=label,
        subject=f"foi.disposal:{disposal.pk}",
        by=by,
        at=at,
        organ=disposal.organ_id,
        basis=ERASURE,
        detail={
            "requests": disposal.requests.count(),
            "ended_before": disposal.ended_before.isoformat(),
        },
    )


def _allow(organ: int, by: Actor, *roles: Role) -> None:
    if organ not in by.organs or not by.roles & set(roles):
        raise NotAllowed(NO_DUTY)
