"""What a person tells for a letter of a request, beyond what the system knows: form and check.

The same table as `letter_texts`: what stands in a text is what a form asks for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.law.answers import Answer
from gongkai.law.letter_texts import Value, is_blank, is_told, places, text_of, usual
from gongkai.law.letters import Letter, letter
from gongkai.law.procedure import NotAllowed
from gongkai.law.tables import table


@dataclass(frozen=True, slots=True)
class Content:
    """Something that whoever writes the letter tells: its key, its name, whether it must be."""

    key: str
    name: str
    required: bool


def contents(code: str, answer: Answer | None = None) -> tuple[Content, ...]:
    """Return what a person must or may tell for the letter: the fields of a form to fill in.

    What the system knows of the request is left out. Raises UnknownLetter.
    """
    row = letter(code)
    book = table("letter_texts")
    also = book["also"].get(answer.code, []) if answer else []
    given = {*book["known"], *(("basis", "article") if answer else ())}
    found: dict[str, Content] = {}
    for text in text_of(row)["texts"]:
        sure = not is_blank(code) and not (isinstance(text, dict) and text.keys() & {"if", "form"})
        for key, label in _labelled(text):
            name = row.needs.get(key) or label or book["names"].get(key, key)
            needed = key in also or ((sure or _asked(row, key)) and key not in usual(row))
            found.setdefault(key, Content(key, name, needed))
    return tuple(each for key, each in found.items() if key not in given)


def check(code: str, given: Mapping[str, Value], answer: Answer | None = None) -> None:
    """Raise NotAllowed with a sentence unless all that a person must tell is `given`."""
    told = {key for key, value in given.items() if is_told(value)}
    lacking = [e.name for e in contents(code, answer) if e.required and e.key not in told]
    if lacking:
        raise NotAllowed(f"《{letter(code).name}》还没有写明：{'、'.join(lacking)}")


def _asked(row: Letter, key: str) -> bool:
    return key in row.needs and not is_blank(row.id)


def _labelled(text: Any) -> Iterator[tuple[str, str]]:
    """Every content a text speaks of, with the label of a form."""
    if isinstance(text, dict) and "form" in text:
        yield from ((key, label) for label, key in text["form"])
    else:
        yield from ((key, "") for key in places(text))
