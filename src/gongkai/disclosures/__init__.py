"""主动公开: documents from draft to the public page and beyond.

Comes in: a draft (often a Word file), a check, a signature, a correction, a withdrawal.
Goes out: public pages with address and 索引号, tombstones, validity, interpretations.
Basis: 条例第六条、第十七条、第十九条至第二十六条; the procedure is `law.disclosure`.
Neighbours: screening below finds and reviews; portal, desk and publish above show it.
"""
