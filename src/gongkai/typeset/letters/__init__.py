"""文书 Letters: one `Letter` in, a .docx and a .pdf with the same words out, after GB/T 9704-2012.

Only who makes letters imports this package: python-docx and typst come with it. Knows neither a
framework nor a rule of law; what a letter must say is `gongkai.law.letter_texts`.
"""

from gongkai.typeset.letters.letter import (
    Block,
    Form,
    Head,
    Heading,
    Items,
    Letter,
    Paragraph,
    Query,
    Seal,
    Table,
)
from gongkai.typeset.letters.pair import Made, make
from gongkai.typeset.letters.pdf import Unprintable

__all__ = [
    "Block",
    "Form",
    "Head",
    "Heading",
    "Items",
    "Letter",
    "Made",
    "Paragraph",
    "Query",
    "Seal",
    "Table",
    "Unprintable",
    "make",
]
