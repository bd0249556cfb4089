"""Keeping what was found at a public address."""

from datetime import datetime

from django.db import transaction

from gongkai.disclosures.models import Document, Verification
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record


def verify(
    document: Document,
    *,
    address: str,
    expected: tuple[int, str],
    found: tuple[int, str],
    seen: str,
    by: Actor,
    at: datetime,
) -> Verification:
    """Keep one look at an address: (status, SHA-256) expected and found, and what was seen.

    `address` is the one that was asked, with host where one was asked; `seen` is empty when both
    are the same.
    """
    with transaction.atomic():
        kept = Verification.objects.create(
            document=document,
            address=address[:300],
            at=at,
            expected=expected[0],
            expected_sha256=expected[1],
            status=found[0],
            sha256=found[1],
            seen=seen[:200],
        )
        record(
            "disclosures.document.verify",
            label="核验",
            subject=document.reference,
            by=by,
            at=at,
            organ=document.organ_id,
            detail={"status": found[0], "verified": kept.is_verified, "sha256": found[1]},
        )
    return kept
