"""Signing: release, withhold, return, emergency and its counter-signature."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.disclosures.models import Document, Signature
from gongkai.disclosures.operations.looking import looked_at
from gongkai.disclosures.operations.signatures import give_signature
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.law.exemptions import Attribute
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.withholding import Extent
from gongkai.organs.models import Post
from gongkai.screening import operations as screening
from gongkai.screening import queries as screened


class NotThreePeople(NotAllowed):
    """Drafter, checker and signer must be three people; the database refuses otherwise."""


def _signed(
    document: Document,
    step: str,
    act: Signature.Act,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    post: str = "",
    **changes: Any,
) -> Document:
    try:
        with transaction.atomic():
            document, _ = carry_out(document, step, by=by, at=at, reason=reason, **changes)
            version = document.draft or document.live
            give_signature(document, act, by=by, at=at, post=post, version=version)
    except IntegrityError:
        raise NotThreePeople("拟稿人、保密审查人、签发人必须是三个不同的人") from None
    return document


def _post_name(document: Document) -> str:
    return document.waiting_post.name if document.waiting_post else ""


def sign(
    document: Document, *, by: Actor, at: datetime, publish_at: datetime | None = None
) -> Document:
    """Release the exact text; it is public when its time has come (at once if none was set)."""
    looked_at(document, by=by, at=at)
    when = publish_at or document.publish_at or at
    with transaction.atomic():
        document = _signed(
            document,
            "sign",
            Signature.Act.SIGN,
            by=by,
            at=at,
            post=_post_name(document),
            signer_id=by.person,
            waiting_post=None,
            publish_at=max(when, at),
        )
        _register_redaction(document, by, at)
    return document


def _register_redaction(document: Document, by: Actor, at: datetime) -> None:
    """Enter what a text that goes public leaves out, where it states a ground."""
    version = document.draft
    redacted = version is not None and version.attribute == Attribute.ACTIVE_REDACTED
    if version is not None and redacted and version.ground and version.ground_reason:
        _register(document, Extent.PART, by, at)


def _register(document: Document, extent: Extent, by: Actor, at: datetime) -> None:
    """Enter into the register what the signed text keeps back, on the ground it states."""
    version = document.draft
    assert version is not None  # noqa: S101 (every step that signs needs a text)
    screening.register(
        organ=document.organ_id,
        subject=document.reference,
        title=version.title,
        extent=extent,
        ground=version.ground,
        reason=version.ground_reason,
        reviewer=document.checker_id,
        decider=by.person,
        by=by,
        at=at,
    )


def sign_withholding(document: Document, *, by: Actor, at: datetime) -> Document:
    """Decide on a coded ground that the document is not made public; it enters the register."""
    with transaction.atomic():
        document = _signed(
            document,
            "sign_withholding",
            Signature.Act.WITHHOLD,
            by=by,
            at=at,
            post=_post_name(document),
            signer_id=by.person,
            waiting_post=None,
        )
        reserved = document.draft and document.draft.attribute == Attribute.ON_REQUEST
        _register(document, Extent.RESERVED if reserved else Extent.WHOLE, by, at)
    return document


def return_from_sign(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Send the draft back with a reason; the check has to be done again."""
    document, _ = carry_out(
        document,
        "return_from_sign",
        by=by,
        at=at,
        reason=reason,
        waiting_post=None,
        checker=None,
        returned_reason=reason,
    )
    return document


def express(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Release in an emergency on one second person's word; a third must countersign."""
    looked_at(document, by=by, at=at)
    signs = by.has(Role.SIGNER)
    with transaction.atomic():
        document = _expressed(document, signs, reason, by, at)
        _register_redaction(document, by, at)
    return document


def _expressed(document: Document, signs: bool, reason: str, by: Actor, at: datetime) -> Document:
    return _signed(
        document,
        "express",
        Signature.Act.EXPRESS,
        by=by,
        at=at,
        reason=reason,
        waiting_post=None,
        publish_at=at,
        express_at=at,
        express_reason=reason,
        countersigned_at=None,
        signer_id=by.person if signs else None,
        checker_id=None if signs else by.person,
    )


def countersign(document: Document, *, by: Actor, at: datetime) -> Document:
    """Give the signature an express publication still lacks."""
    role = Role.CHECKER if document.signer_id else Role.SIGNER
    if role not in by.roles:
        raise NotAllowed(f"这份文件还缺“{role.label}”岗位的补签")
    post = Post.objects.filter(pk__in=by.posts, roles__icontains=role.value).first()
    return _signed(
        document,
        "countersign",
        Signature.Act.COUNTERSIGN,
        by=by,
        at=at,
        post=post.name if post else "",
        countersigned_at=at,
        signer_id=by.person if role is Role.SIGNER else document.signer_id,
        checker_id=by.person if role is Role.CHECKER else document.checker_id,
    )


def reassess(
    document: Document, *, by: Actor, at: datetime, reason: str = "重新评估，准备公开"
) -> Document:
    """Take a withheld document up again (条例第十八条); its entry says so until it is public."""
    with transaction.atomic():
        document, _ = carry_out(document, "reassess", by=by, at=at, checker=None, signer=None)
        for entry in screened.standing(document.reference):
            screening.take_up(entry, reason=reason, by=by, at=at)
    return document
