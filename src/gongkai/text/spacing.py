"""White space of a paragraph: what the author typed to indent goes, what separates stays."""

from gongkai.text.late import late
from gongkai.text.tree import Piece

WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
INVISIBLE = late("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
_WRAPPED = late(rf"(?<=[{WIDE}])[ \t\r\f\v]*\n[ \t\r\n\f\v]*(?=[{WIDE}])")
_SPACES = late("[ \t\r\n\f\v\u00a0]+")
_BLANK = " \u3000"


def tidy(pieces: list[Piece], *, split: bool) -> list[list[Piece]]:
    """The paragraphs in a run of pieces.

    A line break starts a new paragraph (if ``split``) when another break or a full-width
    space follows: so a web page writes its paragraphs. A line that was wrapped between two
    Chinese characters closes without a space, as CSS Text asks.
    """
    lines: list[list[Piece]] = [[]]
    for piece in _collapsed(pieces):
        if piece.is_break:
            lines.append([])
        else:
            lines[-1].append(piece)
    paragraphs: list[list[Piece]] = []
    broken = True
    for line in lines:
        indented = bool(line) and not line[0].src and line[0].text.lstrip(" ").startswith("\u3000")
        trimmed = _trimmed(line)
        if not trimmed:
            broken = broken or split
            continue
        if not paragraphs or (split and (broken or indented)):
            paragraphs.append(trimmed)
        else:
            paragraphs[-1] += [Piece("\n"), *trimmed]
        broken = False
    return paragraphs


def _collapsed(pieces: list[Piece]) -> list[Piece]:
    """White space runs become one space, alike neighbours one run."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].joins(piece):
            joined[-1] = Piece(joined[-1].text + piece.text, piece.marks, piece.href)
        else:
            joined.append(piece)
    out: list[Piece] = []
    for piece in joined:
        if piece.src or piece.is_break:
            out.append(piece)
            continue
        text = _SPACES.sub(" ", _WRAPPED.sub("", INVISIBLE.sub("", piece.text)))
        if out and out[-1].text.endswith(" ") and not out[-1].src:
            text = text.lstrip(" ")
        if text:
            out.append(Piece(text, piece.marks, piece.href))
    return out


def _trimmed(line: list[Piece]) -> list[Piece]:
    rest = list(line)
    while rest and not rest[0].src:
        text = rest[0].text.lstrip(_BLANK)
        if text:
            rest[0] = Piece(text, rest[0].marks, rest[0].href)
            break
        del rest[0]
    while rest and not rest[-1].src:
        text = rest[-1].text.rstrip(_BLANK)
        if text:
            rest[-1] = Piece(text, rest[-1].marks, rest[-1].href)
            break
        del rest[-1]
    return rest
