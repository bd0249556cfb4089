"""How figures are written: full-width, and with gaps between them."""

import re

DIGITS = "0-9０-９"
GAP = " \t\u00a0\u2002-\u200d\u3000\u00ad\ufeff\u2010-\u2015·－\\-"
"""Characters that may stand between the figures of one number, as a class for `re`."""

JOINT = GAP.replace("\t", "")
"""The same inside one cell of a table."""

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
"""Chinese characters, as a class for `re`."""

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")
_GAPS = re.compile(f"[{GAP}]")


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what ``pattern`` says ends, if ``text`` goes on with it at ``at``; else ``at``."""
    found = pattern.match(text, at)
    return found.end() if found else at


def bare(text: str) -> str:
    """``text`` without gaps, in narrow figures, X as a capital."""
    return _GAPS.sub("", narrow(text))


def narrow(text: str) -> str:
    """``text`` in narrow figures, X as a capital; as long as before."""
    return text.translate(_NARROW)
