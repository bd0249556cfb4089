"""内核: what every domain stands on.

Comes in: a step somebody wants to take, a file somebody hands over, a number somebody needs.
Goes out: a changed case with one ledger line, a stored file, the next number of a series.
Neighbours: `law` below says what is allowed; the domains above say what it means.
"""
