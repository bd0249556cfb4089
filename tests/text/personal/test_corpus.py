"""Real documents: what is found in them is known by its fingerprint and explained here."""

from pathlib import Path

import pytest

from gongkai.law import identifiers
from gongkai.text.personal import ASKED, Validators, find, fingerprint

SHARED = Path(__file__).parents[3].parent / "shared"
FILES = sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/**/*.txt")])
V = Validators(identifiers.is_identity_number, identifiers.is_bank_card, identifiers.is_credit_code)
EXPLAINED: dict[str, str] = {}
"""Fingerprint of what is asked about wrongly: why that cannot be helped."""

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not FILES, reason="../shared is not here")]


def test_public_documents_ask_next_to_nothing():
    asked = {
        fingerprint(hit.kind, hit.normal, "corpus")[:16]
        for path in FILES
        for hit in find(path.read_text(encoding="utf-8", errors="replace"), V)
        if hit.confidence >= ASKED
    }
    assert asked == set(EXPLAINED)
