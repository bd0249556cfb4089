"""用词规则 as files: a pack in TOML, or a table for the office; every fault named by row."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Font

from gongkai.screening.models import remark
from gongkai.text.documents.every import read_document
from gongkai.text.refusal import BadFile
from gongkai.text.severity import Severity
from gongkai.text.signature import Kind, extension, sniff
from gongkai.text.wording import BadPack
from gongkai.text.wording.own import MOST_BYTES, OwnRule, read_own, refusals, rules_of

HEAD = ("要找的词", "改为", "说明", "出处", "程度", "拦住签批")
WIDTHS = (24, 24, 48, 36, 10, 12)
SEVERITIES = {name: severity for severity, name in remark.SEVERITIES.items()}
YES = frozenset({"是", "√", "✓", "1"})
MOST_FAULTS = 30
"""Sentences told about one file; whoever has more mends these first."""


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a file of rules holds."""

    rules: tuple[OwnRule, ...]
    allow: tuple[str, ...] = ()


class BadWords(ValueError):
    """A file of rules that cannot be taken in; one Chinese sentence for each reason."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)[:MOST_FAULTS]
        super().__init__(self.sentences[0])


def read_words(file: BinaryIO, name: str) -> WordFile:
    """Read a file of rules. Raises BadWords."""
    if file.seek(0, 2) > MOST_BYTES:
        raise BadWords([f"文件超过 {MOST_BYTES // 1_000_000} MB，不像是用词规则，请分开导入。"])
    file.seek(0)
    try:
        if extension(name) == "toml":
            pack = read_own(file.read())
            return WordFile(rules_of(pack), pack.allow)
        kind = sniff(file, name)
        if kind not in (Kind.XLSX, Kind.CSV):
            raise BadWords(["用词规则要用 .toml 规则包或者 .xlsx 表格。"])
        tables = read_document(file, kind, name).tables
    except (BadPack, BadFile) as why:
        raise BadWords(str(why).split("\n")) from None
    return WordFile(tuple(_rules(tables[0].rows if tables else ())))


def _rules(rows: Sequence[Sequence[str]]) -> Iterator[OwnRule]:
    """Read the rows below the head. Raises BadWords with every fault."""
    top = next((n for n, row in enumerate(rows) if HEAD[0] in map(str.strip, row)), None)
    if top is None:
        raise BadWords([f"没有找到表头：请在一行里写明{'、'.join(HEAD)}。"])
    places = {cell.strip(): at for at, cell in enumerate(rows[top])}
    told: list[str] = []
    seen: dict[str, int] = {}
    found: list[OwnRule] = []
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        said = {name: _cell(row, places.get(name)) for name in HEAD}
        if not any(said.values()):
            continue
        severity = SEVERITIES.get(said["程度"] or remark.SEVERITIES[Severity.UNCERTAIN])
        if severity is None:
            told.append(f"第 {number} 行：程度只能写{'、'.join(SEVERITIES)}。")
            continue
        blocks = said["拦住签批"] in YES
        rule = OwnRule(said["要找的词"], said["改为"], said["说明"], said["出处"], severity, blocks)
        told += [f"第 {number} 行：{words}" for words in refusals(rule)]
        if rule.wrong in seen:
            told.append(f"第 {number} 行：“{rule.wrong[:20]}”和第 {seen[rule.wrong]} 行重复。")
        seen[rule.wrong] = number
        found.append(rule)
    if told or not found:
        raise BadWords(told or ["表里没有规则，请在表头下面一行写一条。"])
    yield from found


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""


def words_workbook(rules: Iterable[OwnRule]) -> bytes:
    """Return rules as a workbook that can be taken in again; every cell is text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "用词规则"
    sheet.append(HEAD)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for rule in rules:
        blocks = "是" if rule.blocks else ""
        said = (
            rule.wrong,
            rule.right,
            rule.says,
            rule.source,
            remark.SEVERITIES[rule.severity],
            blocks,
        )
        sheet.append(said)
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
