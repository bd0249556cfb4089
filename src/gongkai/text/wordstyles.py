"""How a Word paragraph looks once its style and the styles below it are counted in."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.text.wordxml import W, value

_CHAIN = 12
"""Styles based on styles; a loop ends here."""


@dataclass(frozen=True, slots=True)
class Look:
    """Alignment ('', 'c', 'r'), heading level (0 none), title style, size, list and level."""

    align: str = ""
    heading: int = 0
    is_title: bool = False
    size: int = 0
    num: str = ""
    level: int = 0


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: list[Element] = []
        for style in root.iter(f"{W}style") if root is not None else ():
            if style.get(f"{W}type") == "paragraph":
                self._styles[style.get(f"{W}styleId", "")] = style
                if style.get(f"{W}default") == "1":
                    self._default.append(style)

    def look(self, paragraph: Element) -> Look:
        """How ``paragraph`` looks; what it says itself comes before its styles."""
        chain = self._chain(value(paragraph.find(f"{W}pPr"), "pStyle"))
        properties = [paragraph.find(f"{W}pPr")] + [style.find(f"{W}pPr") for style in chain]
        names = [value(style, "name").lower() for style in chain]
        num, level = _number(properties)
        aligned = next(filter(None, (value(p, "jc") for p in properties)), "")
        return Look(
            {"center": "c", "right": "r", "end": "r"}.get(aligned, ""),
            next(filter(None, map(_heading, names)), 0),
            "title" in names,
            _size(paragraph) or next(filter(None, (_sz(s.find(f"{W}rPr")) for s in chain)), 0),
            num,
            level,
        )

    def _chain(self, name: str) -> list[Element]:
        chain: list[Element] = []
        while name in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[name])
            name = value(chain[-1], "basedOn")
        return chain or self._default


def _number(properties: list[Element | None]) -> tuple[str, int]:
    num = level = ""
    for found in properties:
        numbered = found.find(f"{W}numPr") if found is not None else None
        num = num or value(numbered, "numId")
        level = level or value(numbered, "ilvl")
    return ("" if num == "0" else num), int(level) if level in set("012345678") else 0


def _heading(name: str) -> int:
    level = name.removeprefix("heading ")
    return int(level) if level != name and level in set("123456789") else 0


def _size(paragraph: Element) -> int:
    """The largest size said by a run that has text."""
    runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    return max((_sz(run.find(f"{W}rPr")) for run in runs), default=0)


def _sz(properties: Element | None) -> int:
    said = value(properties, "sz")
    return int(said) if len(said) <= 4 and said.isascii() and said.isdigit() else 0
