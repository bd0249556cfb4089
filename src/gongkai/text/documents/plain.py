"""Text files (.txt) and separated values (.csv), in whatever encoding they were written."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from gongkai.text.document import Place, Table
from gongkai.text.documents.gathering import ROW, Gathering
from gongkai.text.encoding import MAX_BYTES, decode
from gongkai.text.refusal import BadFile

SEPARATORS = ",;\t|"
_LOOKED_AT = 100
"""Lines that decide which separator a table has."""
_QUOTED = re.compile(r'"[^"]*"')
_TOO_LONG = "表格里有一个单元格长得不正常，读不完整。请检查引号是否成对，另存后再上传。"


def decoded(file: BinaryIO) -> str:
    """The characters of a file. Raises BadFile where it is too long or no encoding fits."""
    file.seek(0)
    return decode(file.read(MAX_BYTES + 1))


def read_text(file: BinaryIO) -> Gathering:
    """A paragraph for each line that is not blank; places count the lines."""
    gathering = Gathering()
    for number, line in enumerate(decoded(file).splitlines(), 1):
        gathering.say(line, Place(row=number))
    return gathering


def read_csv(file: BinaryIO) -> Gathering:
    """One table; rows without any value are left out, and places count the rows of the file."""
    gathering = Gathering()
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, row in enumerate(rows_of(decoded(file)), 1):
        cells = tuple([cell.strip() for cell in row])
        if any(cells):
            gathering.reckon(len(cells) + ROW)
            rows.append(cells)
            numbers.append(number)
    if rows:
        gathering.tabulate(Table(tuple(rows), Place(), row_numbers=tuple(numbers)))
    return gathering


def rows_of(text: str) -> Iterator[list[str]]:
    """The rows of separated values; the separator is the one that parts most lines alike."""
    text = text.replace("\0", "")
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    except csv.Error as error:
        raise BadFile(_TOO_LONG) from error


def separator(text: str) -> str:
    """The separator of a table: , ; tab or |, the comma where nothing speaks for another."""
    head = _QUOTED.sub("", text[:100_000]).splitlines()[:_LOOKED_AT]
    best, most = ",", 0
    for candidate in SEPARATORS:
        counts = Counter(found for line in head if (found := line.count(candidate)))
        alike = max((times * 100 + min(found, 99) for found, times in counts.items()), default=0)
        if alike > most:
            best, most = candidate, alike
    return best
