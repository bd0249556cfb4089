"""The cells of a sheet as they are written in its XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from gongkai.text.masking.markup import ATTR, ATTRS, TOKEN, local, unescape

_OPENING = re.compile(rf"""<((?:[^\s<>:/"']++:)?)(row|c)(?=[\s/>])({ATTRS})>""")
_FORMULA = re.compile(
    rf"""<(?:[^\s<>:/"']++:)?f(?=[\s/>])({ATTRS})(?<!/)>([^<]*+)</[^>]*+>"""
    rf"""|<(?:[^\s<>:/"']++:)?f(?=[\s/>])({ATTRS})/>"""
)
_VALUE = re.compile(r"""<(?:[^\s<>:/"']++:)?v(?:\s[^<>]*+)?>([^<]*+)</""")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_USUAL = re.compile(r' r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")?(?: t="([A-Za-z]+)")?/?')
_PLAIN = re.compile('<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>')
MAX_DIGITS = 40


@dataclass(slots=True)
class Cell:
    """A cell: where it stands in the source and in the sheet, how it is written, what it says."""

    start: int
    end: int
    prefix: str
    attrs: str
    inner: str
    row: int
    column: int
    kind: str
    text: str
    index: int = -1
    """Its number among the shared strings; -1 where it has a value of its own."""
    formula: str = ""
    formula_attrs: str | None = None
    """None where there is no formula; '' text with attributes is a share of another cell's."""

    def as_text(self, inner: str) -> str:
        """The cell as a string of its own, with its look and without its formula."""
        kept = ATTR.sub(lambda a: "" if local(a[1]) in {"t", "cm", "vm"} else a[0], self.attrs)
        name, text = f"{self.prefix}c", f"{self.prefix}is"
        kept = kept.removesuffix("/").rstrip()
        return f'<{name}{kept} t="inlineStr"><{text}>{inner}</{text}></{name}>'

    def as_constant(self) -> str:
        """The cell with its value and without its formula."""
        kept = ATTR.sub(lambda a: "" if local(a[1]) == "cm" else a[0], self.attrs)
        return f"<{self.prefix}c{kept}>{_FORMULA.sub('', self.inner)}</{self.prefix}c>"

    def with_formula(self, escaped: str) -> str:
        """The cell with another formula."""
        inner = self.inner.replace(f">{self.formula_source}</", f">{escaped}</", 1)
        return f"<{self.prefix}c{self.attrs}>{inner}</{self.prefix}c>"

    @property
    def formula_source(self) -> str:
        """The formula as it is written."""
        found = _FORMULA.search(self.inner)
        return (found[2] or "") if found else ""


def cells(source: str, start: int, end: int) -> Iterator[Cell]:
    """The cells between ``start`` and ``end`` in order."""
    row = column = at = 0
    while found := _OPENING.search(source, max(at, start), end):
        attrs = found[3]
        at = found.end()
        if found[2] == "row":
            row, column = _row(attrs, row), 0
            continue
        inner = ""
        if not attrs.endswith("/"):
            closing = f"</{found[1]}c"
            until = source.find(closing, at, end)
            inner = source[at:until]
            at = source.index(">", until) + 1
        cell = _cell(found, inner, at, row, column)
        column = cell.column
        yield cell


def box(ref: str) -> tuple[int, int, int, int]:
    """First row, first column, last row and last column of a range such as A1:B3."""
    corners = [place(corner) for corner in ref.replace("$", "").split(":")]
    rows, columns = zip(*corners, strict=True)
    return min(rows), min(columns), max(rows), max(columns)


def place(ref: str) -> tuple[int, int]:
    """Row and column of a reference such as B3; (0, 0) for what is none."""
    found = _PLACE.fullmatch(ref)
    if not found:
        return 0, 0
    return int(found[2]), _column(found[1])


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def _row(attrs: str, before: int) -> int:
    for found in ATTR.finditer(attrs):
        if found[1] == "r":
            said = found[2] if found[2] is not None else found[3]
            if said.isascii() and said.isdigit() and len(said) <= 7:
                return int(said)
    return before + 1


def _cell(found: re.Match[str], inner: str, end: int, row: int, column: int) -> Cell:
    usual = _USUAL.fullmatch(found[3])
    if usual:
        at, kind = (int(usual[2]), _column(usual[1])), usual[3] or "n"
    else:
        said = {a[1]: a[2] if a[2] is not None else a[3] for a in ATTR.finditer(found[3])}
        at, kind = place(said.get("r", "")), said.get("t", "n")
    cell = Cell(
        found.start(), end, found[1], found[3], inner, at[0] or row, at[1] or column + 1, kind, ""
    )
    if kind == "inlineStr":
        cell.text = _inline(inner)
    else:
        value = _VALUE.search(inner)
        raw = unescape(value[1], is_sheet=True).strip(" ") if value else ""
        if kind == "s":
            cell.index = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else -1
        else:
            cell.text = _number(raw) if kind == "n" else raw
    formula = _FORMULA.search(inner) if "f" in inner else None
    if formula:
        cell.formula = unescape(formula[2] or "", is_sheet=True)
        cell.formula_attrs = formula[1] if formula[1] is not None else formula[3]
    return cell


def _inline(inner: str) -> str:
    """The runs of a string that stands in its cell."""
    plain = _PLAIN.fullmatch(inner)
    if plain:
        return unescape(plain[1], is_sheet=True)
    name, out = "", []
    for token in TOKEN.finditer(inner):
        if token[7] is None:
            name = "" if token[1] else local(token[2])
        elif name == "t":
            out.append(unescape(token[7], is_sheet=True))
    return "".join(out)


def _number(raw: str) -> str:
    """A whole number as its reader sees it; '' for others, which no person's number is."""
    if raw.isdigit():
        return raw
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or value.adjusted() > MAX_DIGITS or value != value.to_integral_value():
        return ""
    return format(value, "f").partition(".")[0]
