"""How long files take to be read as documents, and how much memory they need.

    python3 dev bench reading [--rows 10000] [--paragraphs 200] [--pages 20] [--rounds 3] [--write]

The files are made here; each is read in a process of its own.
"""

import argparse
import io
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
from benchmarks import page

from gongkai.text.documents.every import read_document
from gongkai.text.signature import Kind, sniff
from tests.text import pdfs

TITLE = "Reading files"


def sheet(rows: int) -> bytes:
    """A workbook of ``rows`` rows and ten columns."""
    book = openpyxl.Workbook(write_only=True)
    names = book.create_sheet("名单")
    names.append(["序号", "姓名", "村", "电话", "金额", "日期", "开户行", "账号", "类别", "备注"])
    for at in range(rows):
        row = [at, f"甲{at}", "青禾村", 13800000000 + at, at / 4, "2026-01-01", "农商银行"]
        names.append([*row, f"6222{at:015}", "低保", None])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def letter(paragraphs: int) -> bytes:
    """A Word file of so many paragraphs and a table of ten rows."""
    made = docx.Document()
    for at in range(paragraphs):
        made.add_paragraph(f"{at}. 各村、各单位要认真落实公开要求，及时、准确公开。" * 3)
    grid = made.add_table(10, 5)
    for row in grid.rows:
        for cell in row.cells:
            cell.text = "青禾县"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def pages(count: int) -> bytes:
    """A PDF of so many pages, each with thirty lines and a table."""
    rulings = "".join(pdfs.line(40, y, 340, y) for y in range(100, 200, 20))
    rulings += "".join(pdfs.line(x, 100, x, 180) for x in range(40, 341, 60))
    words = "".join(pdfs.text(40, y, "some words of a line " * 2) for y in range(210, 570, 12))
    cells = "".join(
        pdfs.text(x, y, "12.5") for x in range(45, 300, 60) for y in range(105, 180, 20)
    )
    return pdfs.pdf(*[rulings + words + cells] * count).getvalue()


def one(path: Path, rounds: int) -> None:
    """Prints seconds of CPU for one reading, the best of several, and the peak of memory in MB."""
    best = float("inf")
    for _ in range(rounds):
        with path.open("rb") as stream:
            begun = time.process_time()
            read_document(stream, sniff(stream, path.name), path.name)
            best = min(best, time.process_time() - begun)
    print(best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Makes the files, reads each in a process of its own, prints or writes the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--paragraphs", type=int, default=200)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.file:
        one(given.file, given.rounds)
        return
    made = {
        f".xlsx, {given.rows:,} rows × 10": (Kind.XLSX, sheet(given.rows)),
        f".docx, {given.paragraphs} paragraphs and a table": (Kind.DOCX, letter(given.paragraphs)),
        f".pdf, {given.pages} pages with a table each": (Kind.PDF, pages(given.pages)),
    }
    rows = []
    with TemporaryDirectory() as folder:
        for name, (kind, content) in made.items():
            path = Path(folder) / f"a.{kind}"
            path.write_bytes(content)
            command = [sys.executable, __file__, "--file", str(path), "--rounds", str(given.rounds)]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            seconds, memory = map(float, said.split())
            size = f"{len(content) / 1000:,.0f} kB"
            rows.append([name, size, f"{seconds * 1000:.0f} ms", f"{memory:.0f} MB"])
    text = page.table(
        ["file", "size", "CPU time, best of rounds", "peak memory of the process"], rows
    )
    command = f"python3 dev bench reading --rounds {given.rounds}"
    if given.write:
        page.put(TITLE, f"{text}\n\n`{command}` on {page.machine()}.")
    print(text)


if __name__ == "__main__":
    main()
