"""Masks written into a text or into a canonical document."""

from collections.abc import Iterable

from gongkai.text.builder import Builder
from gongkai.text.outline import Stretch, stretches
from gongkai.text.personal.kinds import Hit
from gongkai.text.personal.written import bare
from gongkai.text.tree import leaves, serialise


def mask(text: str, hits: Iterable[Hit]) -> str:
    """``text`` with the hits found in it replaced by their masks."""
    out, at = [], 0
    for hit in sorted(hits, key=lambda hit: hit.start):
        out += [text[at : hit.start], hit.mask]
        at = hit.end
    return "".join([*out, text[at:]])


def mask_html(html: str, hits: Iterable[Hit]) -> str:
    """Canonical ``html`` with the hits of its plain text masked, across tags too.

    The same data also go from alternative texts; links that hold them lose their address.
    Hits of another text than ``plain(html)`` count for those two only.
    """
    hits = sorted(hits, key=lambda hit: hit.start)
    blocks = Builder().build(html)
    parts = list(stretches(blocks))
    plain = "".join(part.text for part in parts)
    masks = {
        at: star
        for hit in hits
        if plain[hit.start : hit.end] == hit.text
        for at, star in enumerate(hit.mask, hit.start)
    }
    _write(parts, masks)
    for leaf in leaves(blocks):
        for piece in leaf.pieces:
            for hit in hits:
                if hit.normal in bare(piece.href):
                    piece.href = ""
                if piece.src and hit.normal in bare(piece.text):
                    piece.text = piece.text.replace(hit.text, hit.mask)
                    piece.text = piece.text.replace(hit.normal, hit.mask)
    return serialise(blocks)


def _write(parts: list[Stretch], masks: dict[int, str]) -> None:
    at = 0
    for part in parts:
        if part.piece and not part.piece.src:
            part.piece.text = "".join(
                masks.get(place, char) for place, char in enumerate(part.text, at)
            )
        at += len(part.text)
