"""The body of a letter as lines of text, where tables cannot stand."""

from collections.abc import Iterator

from gongkai.typeset.letters.letter import Form, Heading, Letter, Paragraph, Table, flat


def body_lines(letter: Letter) -> tuple[str, ...]:
    """Return the body without the remedy; a row of a table is one line."""
    return tuple(_lines(letter))


def _lines(letter: Letter) -> Iterator[str]:
    for block in flat(letter, remedy=False):
        match block:
            case Paragraph(text) | Heading(text):
                yield text
            case Table(head, rows, caption=caption):
                if caption:
                    yield caption
                for row in rows:
                    told = [f"{name}：{cell}" for name, cell in zip(head, row, strict=True) if cell]
                    yield f"{'；'.join(told)}。"
            case Form(rows):
                yield from (f"{label}：{value}" for label, value in rows)
