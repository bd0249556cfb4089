"""Real documents: what is found in them is known by its fingerprint and explained here."""

from collections import Counter
from pathlib import Path

import pytest

from gongkai.law import identifiers
from gongkai.text.documents.every import read_document
from gongkai.text.personal import ASKED, Validators, find_in_document, fingerprint
from gongkai.text.signature import sniff

SHARED = Path(__file__).parents[3].parent / "shared"
KINDS = {".txt", ".docx", ".html", ".pdf", ".csv"}
FILES = sorted(
    path
    for path in [*SHARED.glob("seeds/*"), *SHARED.glob("corpus/**/*")]
    if path.suffix in KINDS and "reference" not in path.parts
)
V = Validators(identifiers.is_identity_number, identifiers.is_bank_card, identifiers.is_credit_code)
EXPLAINED: dict[str, str] = {}
"""Fingerprint of what is asked about wrongly: why that cannot be helped."""

UNASKED = {"address": 3}
"""Kind: how many are noted and not asked about; addresses of public places without a word that says so."""

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not FILES, reason="../shared is not here")]


def test_public_documents_ask_next_to_nothing():
    asked: set[str] = set()
    unasked: Counter[str] = Counter()
    for path in FILES:
        with path.open("rb") as stream:
            document = read_document(stream, sniff(stream, path.name), path.name)
        for hit in find_in_document(document, V):
            if hit.confidence >= ASKED:
                asked.add(fingerprint(hit.kind, hit.normal, "corpus")[:16])
            else:
                unasked[hit.kind] += 1
    assert asked == set(EXPLAINED)
    assert unasked <= Counter(UNASKED)
