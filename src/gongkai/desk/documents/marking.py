"""Findings marked in a text, each with its number."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from gongkai.screening.models import Finding

TAG = re.compile(r"(<[^>]*>)")
KINDS = {"": "", "masked": " masked", "kept": " kept", "dismissed": " kept"}


def marked(body: str, findings: "Iterable[Finding]") -> SafeString:
    """Return canonical HTML with every stretch of text that is a finding marked and numbered."""
    known = {str(escape(f.text)): (n, f) for n, f in enumerate(findings, start=1) if f.text}
    if not known:
        return SafeString(body)
    words = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
    first: set[int] = set()

    def mark(hit: re.Match[str]) -> str:
        number, finding = known[hit[0]]
        place = "" if number in first else f' id="h{number}"'
        first.add(number)
        kind = KINDS[finding.answer]
        return f'<mark class="hit{kind}"{place}>{hit[0]}<sup>{number}</sup></mark>'

    parts = TAG.split(body)
    return SafeString("".join(p if p.startswith("<") else words.sub(mark, p) for p in parts))
