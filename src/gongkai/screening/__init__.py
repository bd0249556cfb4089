"""公开审查: the disclosure attribute, the secrecy check and the personal data found in a text.

Comes in: a text to look through, an answer to a finding, a filled-in review.
Goes out: open findings that block, the review that a signature rests on.
Basis: 条例第十四条至第十七条; 个人信息保护法第六条、第二十五条; 保密法第三十五条.
"""
