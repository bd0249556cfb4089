"""Reading and judging Chinese documents, in pure Python.

In: files of a clerk (Word, text, web pages), pasted HTML, text damaged on its way.
Out: the one canonical HTML of a public document, its plain text, what was lost,
what is personal in it, where its wording breaks a rule, what its figures claim.
Knows neither Django nor the law.
"""
