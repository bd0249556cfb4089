"""Whether a run of a Word text can be seen, once its styles are counted in."""

import re
from xml.etree.ElementTree import Element

from gongkai.text.document import Hidden
from gongkai.text.wordxml import W, is_on, value

_CHAIN = 12
_SMALLEST = 4
"""Half points: at 2 pt nobody reads."""
_PALEST = 0xF0
"""Each of red, green and blue at least so bright: next to white paper it cannot be seen."""
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_MARKERS = frozenset({"white", "none", ""})


class RunLooks:
    """The styles of a document as they bear on runs."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._base: list[Element] = []
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = [defaults] if defaults is not None else []
        for style in root.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = style

    def hidden(
        self, run: Element | None, paragraph: Element | None, backgrounds: tuple[str, ...]
    ) -> Hidden | None:
        """Why the run is not seen. ``backgrounds`` are fills of its cell and table, '' unknown."""
        own = [run] if run is not None else []
        by_style = self._chain(value(run, "rStyle")) + self._chain(value(paragraph, "pStyle"))
        looks = own + by_style + self._base
        deciding = next((p for p in looks if p.find(f"{W}vanish") is not None), None)
        if is_on(deciding, "vanish"):
            return Hidden.TEXT
        size = next(filter(None, (value(p, "sz") for p in looks)), "")
        if size.isascii() and size.isdigit() and int(size[:6]) <= _SMALLEST:
            return Hidden.PALE
        colour = next(filter(None, (value(p, "color") for p in looks)), "")
        return Hidden.PALE if self._is_pale(colour, looks, paragraph, backgrounds) else None

    def _is_pale(
        self,
        colour: str,
        looks: list[Element],
        paragraph: Element | None,
        backgrounds: tuple[str, ...],
    ) -> bool:
        if not _COLOUR.fullmatch(colour):
            return False
        fills = [fill_of(p) for p in looks] + [fill_of(paragraph), *backgrounds]
        fill = next(filter(None, fills), "FFFFFF")
        if any(value(p, "highlight") not in _MARKERS for p in looks):
            return False
        if _COLOUR.fullmatch(fill) and _bright(fill) < _PALEST:
            return fill.upper() == colour.upper()
        return _bright(colour) >= _PALEST

    def _chain(self, name: str) -> list[Element]:
        found: list[Element] = []
        for _ in range(_CHAIN):
            style = self._styles.get(name)
            if style is None:
                break
            properties = style.find(f"{W}rPr")
            found += [properties] if properties is not None else []
            name = value(style, "basedOn")
        return found


def fill_of(properties: Element | None) -> str:
    """The background a paragraph or cell gives itself; '' where it has none."""
    shade = properties.find(f"{W}shd") if properties is not None else None
    said = shade.get(f"{W}fill", "") if shade is not None else ""
    return said if _COLOUR.fullmatch(said) else ""


def _bright(colour: str) -> int:
    """The darkest of the three parts of a colour."""
    return min(int(colour[at : at + 2], 16) for at in (0, 2, 4))
