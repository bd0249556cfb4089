"""After publication: correct, withdraw, repeal, link policy and interpretation."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.disclosures.models import Document, Genre, Notice
from gongkai.disclosures.operations.deadlines import deadline
from gongkai.disclosures.operations.positions import settle
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

INTERPRETATION_BASIS = "国办发〔2016〕80号"


def begin_correction(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Take a public (or withdrawn) document up for a corrected text; the old one stays public."""
    due = deadline(localdate(at))
    document, _ = carry_out(
        document,
        "begin_correction",
        by=by,
        at=at,
        reason=reason,
        checker=None,
        signer=None,
        publish_at=None,
        correction_reason=reason,
        due_on=due.due_on if due else None,
        due_provisional=bool(due and due.provisional),
        express_at=None,
        express_reason="",
        countersigned_at=None,
    )
    return document


def abandon_correction(document: Document, *, by: Actor, at: datetime) -> Document:
    """Leave the public text as it is."""
    last = document.signatures.filter(version=document.live_id)
    checker = last.filter(act__in=("check", "countersign", "express")).first()
    signer = last.filter(act="sign").first()
    document, _ = carry_out(
        document,
        "abandon_correction",
        by=by,
        at=at,
        draft=document.live,
        checker_id=checker.person_id if checker else None,
        signer_id=signer.person_id if signer else None,
        correction_reason="",
        doc_number=document.live.doc_number if document.live else "",
    )
    return document


def withdraw(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Take a public document down in one step; a tombstone says when and why."""
    before = document.live
    with transaction.atomic():
        document, _ = carry_out(
            document,
            "withdraw",
            by=by,
            at=at,
            reason=reason,
            live=None,
            waiting_post=None,
            publish_at=None,
            take_down_on=None,
            withdrawn_at=at,
            withdrawn_reason=reason,
        )
        Notice.objects.create(
            document=document, kind=Notice.Kind.WITHDRAWN, at=at, reason=reason, before=before
        )
        settle(document, at=at)
    return document


def repeal(
    document: Document,
    *,
    on: date,
    reason: str,
    by: Actor,
    at: datetime,
    as_: str = "废止",
    replaced_by: Document | None = None,
) -> Document:
    """Declare a policy document 废止 or 失效 from a day on, naming what replaces it."""
    if document.genre not in (Genre.POLICY, Genre.RULES):
        raise NotAllowed("只有政策文件和公开制度才有有效性")
    if as_ not in ("废止", "失效"):
        raise NotAllowed("请选择“废止”或者“失效”")
    if replaced_by is not None and replaced_by.pk == document.pk:
        raise NotAllowed("替代文件不能是它自己")
    with transaction.atomic():
        document, _ = carry_out(
            document,
            "repeal",
            by=by,
            at=at,
            reason=reason,
            repealed_on=on,
            repealed_as=as_,
            replaced_by=replaced_by,
        )
        Notice.objects.create(
            document=document, kind=Notice.Kind.REPEALED, at=at, reason=reason, after=document.live
        )
    return document


def link_interpretation(
    interpretation: Document, policy: Document, *, together: bool, by: Actor, at: datetime
) -> Document:
    """Say which policy a text interprets; the link shows on both pages."""
    if policy.genre == Genre.INTERPRETATION or policy.pk == interpretation.pk:
        raise NotAllowed("解读稿只能指向政策文件，不能指向另一篇解读")
    if interpretation.genre != Genre.INTERPRETATION:
        raise NotAllowed("只有“政策解读”类稿件可以关联到政策文件")
    return _set_link(interpretation, policy, together, "关联政策与解读", by, at)


def unlink_interpretation(interpretation: Document, *, by: Actor, at: datetime) -> Document:
    """Take the link away while the interpretation is still a draft."""
    if interpretation.state != "drafting" or interpretation.is_public:
        raise NotAllowed("解读稿送审以后不能解除关联，请先撤回修改")
    return _set_link(interpretation, None, interpretation.together, "解除政策与解读的关联", by, at)


def _set_link(
    interpretation: Document,
    policy: Document | None,
    together: bool,
    label: str,
    by: Actor,
    at: datetime,
) -> Document:
    if Role.CLERK not in by.roles or interpretation.organ_id not in by.organs:
        raise NotAllowed("您的岗位没有改动这份稿件的职责")
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=interpretation.pk)
        before = locked.interprets
        locked.interprets, locked.together = policy, together
        locked.save(update_fields=["interprets", "together"])
        record(
            "disclosures.document.link",
            label=label,
            subject=locked.reference,
            by=by,
            at=at,
            organ=locked.organ_id,
            basis=INTERPRETATION_BASIS,
            detail={
                "policy": policy.reference if policy else None,
                "before": before.reference if before else None,
                "together": together,
            },
        )
    return locked
