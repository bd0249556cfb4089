"""公开审查: the secrecy check, the personal data found in a text, the register of what is withheld.

Comes in: a text to look through, an answer to a finding, a filled-in review, an assessment.
Goes out: what blocks a signature, the review it rests on, the register and its yearly dates.
Basis: 条例第十四条至第十八条; 个人信息保护法第六条、第二十五条; 保密法第三十五条.
"""
