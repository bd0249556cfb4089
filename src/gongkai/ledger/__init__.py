"""存证登记: every public version as a leaf of a Merkle log that is published with the site.

In: ledger lines about what the public can see. Out: signed checkpoints and static tiles (C2SP
tlog-tiles), and for every page the proof that its text stands unchanged. The log holds salted
hashes only, never content. Pure modules: `leaf`, `tree`, `tiles`, `note`, `claims`, `audit`.
"""
