"""Figures stated in prose, as data: what is claimed, how claims hang together, where they fail.

``claims(text)`` reads, ``relations(claims)`` joins, ``faults(claims)`` judges. Report checks and
checks before signature share them. A difference of scope is uncertain, never a fault.
"""

from gongkai.text.claims.claim import Certainty, Claim, Listed, Scope
from gongkai.text.claims.find import claims
from gongkai.text.claims.judge import Fault, faults
from gongkai.text.claims.relation import Kind, Relation, relations

__all__ = [
    "Certainty",
    "Claim",
    "Fault",
    "Kind",
    "Listed",
    "Relation",
    "Scope",
    "claims",
    "faults",
    "relations",
]
