"""排版 Typeset: what the pages and papers look like, in pure Python and static files.

In: dates, texts, addresses. Out: markup fragments and the stylesheets and scripts under ``look/``
that the public site and the desk share. Knows no framework and no domain.
"""
