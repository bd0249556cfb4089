"""A letter as a pair of files: how long the .docx and the .pdf take, cold and warm, beside a peer.

    python3 dev bench letters [--rounds 20] [--no-peer] [--write]

Cold: a new process up to the first pair, imports and fonts included. Warm: the next letters of the
same process, every one with another text, so that nothing can be kept from the last one. The peer
makes the same .docx with docxtpl and lets LibreOffice print it; it is left out where that is missing.
"""

import argparse
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks import page
from docx import Document

from gongkai.typeset.letters import Letter, Paragraph, Query, Seal, Table, make
from gongkai.typeset.letters.templates import PLACES, filled

GOAL = "Goal: a letter pair ≤ 300 ms."
REASON = "该信息由本机关在办理农村危房改造补助时制作、保存，其中的银行账号涉及个人隐私，第三方不同意公开。"
COLD = (
    "import time; begun = time.perf_counter(); from benchmarks.letters import letter;"
    "from gongkai.typeset.letters import make; make(letter(0, {pages}));"
    "print(time.perf_counter() - begun)"
)
SIZES = {"one page of text": 1, "three pages, table, seal, QR code": 12}


def letter(n: int, size: int) -> Letter:
    """Return the nth letter; `size` is the number of paragraphs."""
    rows = tuple(
        (str(i), f"第{n}号材料的第{i}部分", "涉及个人隐私", "第十五条") for i in range(1, size)
    )
    table = (Table(("序号", "不予公开的部分", "理由", "条款"), rows, (1, 4, 3, 2)),)
    return Letter(
        organ="青禾县柳溪镇人民政府",
        title="政府信息部分公开告知书",
        on=date(2026, 3, 20),
        number=f"柳政依复〔2026〕{n + 1}号",
        addressee="周先生",
        body=(
            *(Paragraph(f"{n}：{REASON * 2}") for _ in range(size)),
            *(table if size > 1 else ()),
        ),
        remedy="如对本告知不服，可以自收到之日起60日内向青禾县人民政府申请行政复议。",
        seal=Seal() if size > 1 else None,
        contact=("联系单位：柳溪镇党政办公室　电话：0000-5550101",),
        query=Query("7K3M-92QX", f"https://gk.qinghe.example/jindu/{n}") if size > 1 else None,
    )


def measured(act: Callable[[int], object], rounds: int) -> tuple[float, float, float]:
    """Return median, p95 and processor milliseconds of an act done again and again."""
    took, cpu = [], time.process_time()
    for n in range(rounds):
        begun = time.perf_counter()
        act(n)
        took.append((time.perf_counter() - begun) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / rounds
    return statistics.median(took), sorted(took)[int(0.95 * (rounds - 1))], cpu


def cold(size: int) -> float:
    """Return the milliseconds a new process needs for imports, fonts and the first pair."""
    told = COLD.format(pages=size)
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return float(ran.stdout) * 1000


def template() -> bytes:
    """Return a template with every place a paragraph of its own."""
    document, made = Document(), io.BytesIO()
    for name in PLACES:
        document.add_paragraph(f"{{{{ {name} }}}}")
    document.save(made)
    return made.getvalue()


def peer(office: str, size: int) -> Callable[[int], object]:
    """Return the act of the peer: docxtpl fills, LibreOffice prints."""
    own = template()
    folder = Path(tempfile.mkdtemp())

    def act(n: int) -> None:
        paper = folder / f"{n}.docx"
        paper.write_bytes(filled(own, letter(n, size)))
        subprocess.run(
            [office, "--headless", "--convert-to", "pdf", "--outdir", folder, paper],
            capture_output=True,
            check=True,
        )

    return act


def main() -> None:
    """Measure, print, and write the section of docs/benchmarks.md when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    office = None if asked.no_peer else shutil.which("soffice") or shutil.which("libreoffice")
    rows = []
    for name, size in SIZES.items():
        first = cold(size)
        make(letter(0, size))
        warm = measured(lambda n, size=size: make(letter(n, size)), asked.rounds)
        rows.append(["公开", name, f"{first:.0f}", *(f"{ms:.0f}" for ms in warm)])
        own = template()
        made = measured(lambda n, size=size, own=own: filled(own, letter(n, size)), asked.rounds)
        rows.append(
            ["公开, an office's template, .docx only", name, "", *(f"{ms:.0f}" for ms in made)]
        )
        if office:
            taken = measured(peer(office, size), max(3, asked.rounds // 5))
            rows.append(["docxtpl + LibreOffice", name, "", *(f"{ms:.0f}" for ms in taken[:2]), ""])
    head = ["who", "letter", "cold ms", "warm median ms", "warm p95 ms", "processor ms"]
    told = page.table(head, rows)
    missing = "" if office else " LibreOffice is not installed here: no peer."
    print(told, missing)
    if asked.write:
        how = f"`python3 dev bench letters --rounds {asked.rounds} --write` on {page.machine()}."
        page.put("Letters", f"{how} {GOAL}{missing}\n\n{told}")


if __name__ == "__main__":
    main()
