"""Putting a signature under the exact text."""

from datetime import datetime

from gongkai.disclosures.models import Document, Signature, Version
from gongkai.kernel.actor import Actor


def give_signature(
    document: Document,
    act: Signature.Act,
    *,
    by: Actor,
    at: datetime,
    post: str = "",
    version: Version | None = None,
) -> Signature:
    """Write that the actor stands for the text in work; call it inside the act's transaction."""
    signed = version or document.draft
    assert signed is not None  # noqa: S101 (every step that signs needs a text)
    return Signature.objects.create(
        document=document,
        version=signed,
        act=act,
        person_id=by.someone,
        person_name=by.name,
        post_name=post,
        digest=signed.digest,
        at=at,
    )
