"""公开渠道: the carriers an organ publishes through and the places where they stand.

Comes in: a website, an account, a board, a screen is registered, changed or closed.
Goes out: the list of carriers and places for the public site and, later, for carrying.
Basis: 条例第二十三条至第二十五条.
"""
