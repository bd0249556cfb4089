"""The pair of files a letter leaves as."""

from dataclasses import dataclass

from gongkai.typeset.letters.letter import Letter
from gongkai.typeset.letters.pdf import pdf
from gongkai.typeset.letters.word import docx


@dataclass(frozen=True, slots=True)
class Made:
    """One letter in both forms, with the same words."""

    docx: bytes
    pdf: bytes


def make(letter: Letter) -> Made:
    """Return the letter as .docx and .pdf; the same letter gives the same bytes.

    Raises Unprintable when a character is in no font.
    """
    return Made(docx(letter), pdf(letter))
