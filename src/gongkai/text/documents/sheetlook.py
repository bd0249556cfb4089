"""The formats and colours of a workbook's cells (xl/styles.xml)."""

from gongkai.text.documents.numberformat import BUILT_IN, hides

_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})


class Looks:
    """For each cell style: the format of its numbers, and whether its text cannot be seen."""

    def __init__(self) -> None:
        self.formats: list[str] = [""]
        self.unseen: list[bool] = [False]
        self._own: dict[int, str] = {}
        self._fonts: list[bool] = []
        self._fills: list[bool] = []
        self._path: list[str] = []
        self._pale = self._small = self._filled = False

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """An element of the style sheet begins."""
        self._path.append(name)
        parent = self._path[-2:-1]
        if name == "numFmt":
            self._own[number(attrs.get("numFmtId"))] = attrs.get("formatCode", "")
        elif name == "font":
            self._pale = self._small = False
        elif name == "fill":
            self._filled = False
        elif parent == ["font"] and name == "color":
            self._pale = attrs.get("rgb", "").upper() in _WHITE or attrs.get("theme") == "0"
        elif parent == ["font"] and name == "sz":
            self._small = 0 < _real(attrs.get("val")) <= 2
        elif name == "fgColor":
            white = attrs.get("rgb", "").upper() in _WHITE or attrs.get("theme") == "0"
            self._filled = not white or "tint" in attrs
        elif name == "xf" and parent == ["cellXfs"]:
            self._add(attrs)

    def end(self, name: str) -> None:
        """An element of the style sheet ends."""
        self._path.pop()
        if name == "font":
            self._fonts.append(self._pale or self._small)
        elif name == "fill":
            self._fills.append(self._filled)

    def text(self, data: str) -> None:
        """A style sheet has no text."""

    def finished(self) -> "Looks":
        """Without any style, cells look plain."""
        if len(self.formats) > 1:
            del self.formats[0], self.unseen[0]
        return self

    def _add(self, attrs: dict[str, str]) -> None:
        form = number(attrs.get("numFmtId"))
        code = self._own.get(form, BUILT_IN.get(form, ""))
        pale = _at(self._fonts, number(attrs.get("fontId")))
        filled = _at(self._fills, number(attrs.get("fillId")))
        self.formats.append(code)
        self.unseen.append(hides(code) or (pale and not filled))


def number(said: str | None) -> int:
    """A count written in an attribute; 0 where it is none."""
    return int(said) if said and len(said) < 10 and said.isascii() and said.isdigit() else 0


def _real(said: str | None) -> float:
    try:
        return float(said or 0)
    except ValueError:
        return 0


def _at(values: list[bool], index: int) -> bool:
    return index < len(values) and values[index]
