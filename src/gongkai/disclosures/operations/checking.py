"""The secrecy check: pass, let another check too, return, ask the competent office."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongkai.disclosures.models import Document, Signature
from gongkai.disclosures.operations.looking import looked_at
from gongkai.disclosures.operations.signatures import give_signature
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import carry_out
from gongkai.law.procedure import NotAllowed
from gongkai.organs import queries as organs
from gongkai.screening import operations as screening


def concur(document: Document, *, by: Actor, at: datetime) -> Document:
    """Pass one of several checks; the document goes to the next post of the chain."""
    looked_at(document, by=by, at=at)
    links = organs.chain(document.organ, localdate(at)).checks
    posts = [link.post.pk for link in links]
    here = posts.index(document.waiting_post_id) if document.waiting_post_id in posts else -1
    following = links[here + 1].post if here + 1 < len(links) else document.waiting_post
    post = document.waiting_post.name if document.waiting_post else ""
    with transaction.atomic():
        document, _ = carry_out(document, "concur", by=by, at=at, waiting_post=following)
        give_signature(document, Signature.Act.CONCUR, by=by, at=at, post=post)
    return document


def pass_check(document: Document, *, by: Actor, at: datetime) -> Document:
    """Pass the last check; the document goes to the signing post."""
    sign = organs.chain(document.organ, localdate(at)).sign
    if sign is None:
        raise NotAllowed("签批流程里没有签发岗位，请管理员先在“机构与岗位”里设置")
    looked_at(document, by=by, at=at)
    post = document.waiting_post.name if document.waiting_post else ""
    try:
        with transaction.atomic():
            document, _ = carry_out(
                document, "pass_check", by=by, at=at, checker_id=by.person, waiting_post=sign.post
            )
            give_signature(document, Signature.Act.CHECK, by=by, at=at, post=post)
            screening.vouch(document.reference, by=by, at=at)
    except IntegrityError:
        raise NotAllowed("拟稿人、保密审查人、签发人必须是三个不同的人") from None
    return document


def return_from_check(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Send the draft back with a reason."""
    document, _ = carry_out(
        document,
        "return_from_check",
        by=by,
        at=at,
        reason=reason,
        waiting_post=None,
        returned_reason=reason,
    )
    return document


def refer(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Ask the competent department or the secrecy administration; publication is blocked."""
    document, _ = carry_out(document, "refer", by=by, at=at, reason=reason)
    return document


def determine(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Write down what the competent office determined; the check goes on."""
    document, _ = carry_out(document, "determine", by=by, at=at, reason=reason)
    return document
