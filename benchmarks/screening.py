"""Personal data found in texts: how many, how surely, how fast, beside presidio-analyzer.

    python3 dev bench screening [--size 1] [--pairs 5] [--set FILE [--called second]]
                               [--rows 10000] [--no-peer] [--write]

The set is made from a fixed seed (`screening_set.py`); `--set FILE` takes another one, a document
a line: `{"text": …, "spans": [[start, end, kind], …]}`. A hit counts for a span of its kind when they share
at least half of what they cover together. Both sides read the same documents one by one, in turns;
the time is that of the processor.
"""

import argparse
import io
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import page, screening_peer, screening_set
from openpyxl import Workbook

from gongkai.kernel import detector
from gongkai.text import personal
from gongkai.text.documents.every import read_document
from gongkai.text.signature import Kind

Document = dict[str, Any]
Span = tuple[int, int, str]
Finder = Callable[[str], list[Span]]
ALSO = {"account": "social_account"}
"""Other names of kinds."""

NUMBERS = ("identity_number", "mobile", "landline", "bank_card")
COMMON = tuple(screening_peer.KINDS.values())
GOALS = (
    "Goals: recall ≥ 0.995 for identity numbers, telephones and cards, F1 ≥ 0.95 with names and addresses, "
    "precision ≥ 0.98, ≤ 0.1 % of clean documents flagged; ≥ 100 × the peer on ordinary text, ≥ 15 × on lists; "
    "a sheet of 10,000 rows in ≤ 2 s."
)


@dataclass
class Score:
    """Hits right, wrong and missed, by kind."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def of(self, *kinds: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 over some kinds, or over all."""
        right, wrong, missed = (
            sum(n for kind, n in count.items() if not kinds or kind in kinds)
            for count in (self.right, self.wrong, self.missed)
        )
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        return precision, recall, 2 * right / max(1, 2 * right + wrong + missed)


def ours(text: str) -> list[Span]:
    """Find with the product."""
    return [(hit.start, hit.end, hit.kind) for hit in detector.find(text)]


def score(documents: Iterable[Document], find: Finder) -> Score:
    """Compare what is found with what is marked."""
    out = Score()
    for document in documents:
        left = [tuple(span) for span in document["spans"]]
        for hit in find(document["text"]):
            meant = next((span for span in left if _same(hit, span)), None)
            (out.right if meant else out.wrong)[hit[2]] += 1
            if meant:
                left.remove(meant)
        out.missed.update(span[2] for span in left)
    return out


def _same(hit: Span, span: Any) -> bool:
    shared = min(hit[1], span[1]) - max(hit[0], span[0])
    return hit[2] == span[2] and 2 * shared >= max(hit[1], span[1]) - min(hit[0], span[0]) > 0


def flagged(documents: list[Document]) -> float:
    """Return the share of documents without data of which the clerk would be asked something."""
    asked = sum(
        any(hit.confidence >= personal.ASKED for hit in detector.find(each["text"]))
        for each in documents
    )
    return asked / max(1, len(documents))


def speeds(texts: list[str], pairs: int, finders: list[Finder]) -> list[float]:
    """Return the median megabytes a second of each, taking turns."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    took: list[list[float]] = [[] for _ in finders]
    for _ in range(pairs):
        for times, find in zip(took, finders, strict=True):
            begun = time.process_time()
            for text in texts:
                find(text)
            times.append(size / (time.process_time() - begun))
    return [statistics.median(times) for times in took]


def sheet(rows: int) -> io.BytesIO:
    """Return a workbook of a list of persons with everything that may not be in it."""
    m = screening_set.Maker(screening_set.SEED + 1)
    book = Workbook(write_only=True)
    leaf = book.create_sheet("名单")
    leaf.append(
        ["序号", "户主姓名", "身份证号", "联系电话", "家庭住址", "银行账号", "致贫原因", "金额"]
    )
    for row in range(rows):
        leaf.append(
            [
                row + 1,
                m.name(),
                m.identity(),
                m.mobile(),
                m.address(),
                m.card(),
                m.rnd.choice(screening_set.CAUSES),
                560,
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out


def read_and_find(file: io.BytesIO) -> tuple[float, int]:
    """Return the seconds from the file to its findings, and how many there are."""
    begun = time.process_time()
    document = read_document(file, Kind.XLSX, "")
    found = len(detector.find_in_document(document))
    return time.process_time() - begun, found


def given(path: str) -> list[Document]:
    """Read another set."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines if line.strip()]
    for each in documents:
        each["spans"] = [[*span[:2], ALSO.get(span[2], span[2])] for span in each["spans"]]
    return documents


def quality(documents: list[Document], peer: Any) -> str:
    """Return the table of precision, recall and F1."""
    mine = score(documents, ours)
    kinds = sorted({*mine.right, *mine.missed, *mine.wrong})
    groups = [(kind, (kind,)) for kind in kinds]
    groups += [("numbers", NUMBERS), ("what the peer can find", COMMON), ("all", ())]
    other = score(documents, lambda text: screening_peer.find(peer, text)) if peer else None
    rows = []
    for name, chosen in groups:
        row = [name, *(f"{value:.4f}" for value in mine.of(*chosen))]
        known = other and (not chosen or set(chosen) & set(COMMON))
        rows.append(
            [*row, *(f"{value:.4f}" for value in other.of(*chosen))]
            if other and known
            else [*row, "", "", ""]
        )
    clean = [each for each in documents if not each["spans"] or each.get("group") == "lawful"]
    head = ["kind", "precision", "recall", "F1", "peer's precision", "recall", "F1"]
    told = (
        f"{len(documents):,} documents, {sum(len(d['spans']) for d in documents):,} data; of {len(clean):,} that hold "
        f"nothing to ask about, {flagged(clean):.2%} are flagged.\n\n"
    )
    return told + page.table(head, rows)


def throughput(documents: list[Document], pairs: int, peer: Any) -> str:
    """Return the table of megabytes a second."""
    finders: list[Finder] = [ours]
    if peer:
        finders.append(lambda text: screening_peer.find(peer, text))
    rows = []
    for group in ("ordinary", "clean", "prose", "list"):
        texts = [each["text"] for each in documents if each.get("group") == group]
        sample = random.Random(1).sample(texts, min(len(texts), 120))
        if sample:
            speed = speeds(sample, pairs, finders)
            ratio = f"{speed[0] / speed[1]:.0f} ×" if peer else ""
            rows.append([GROUPS[group], *(f"{value:.2f}" for value in speed), ratio])
    head = (
        ["text", "公开 MB/s", "presidio-analyzer MB/s", "ratio"]
        if peer
        else ["text", "公开 MB/s", ""]
    )
    return page.table(head, rows)


GROUPS = {
    "ordinary": "ordinary: notices, reports, plans",
    "clean": "nobody's data, but much that looks like some",
    "prose": "sentences about persons",
    "list": "dense lists of persons",
}


def main() -> int:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--size", type=int, default=1)
    asked.add_argument("--pairs", type=int, default=5)
    asked.add_argument("--rows", type=int, default=10_000)
    asked.add_argument("--set", default="")
    asked.add_argument("--called", default="second", help="which set the file holds")
    asked.add_argument("--no-peer", action="store_true")
    asked.add_argument("--write", action="store_true")
    got = asked.parse_args()
    peer = None if got.no_peer else screening_peer.engine()
    documents = given(got.set) if got.set else list(screening_set.documents(got.size))
    parts = [
        f"`python3 dev bench screening {' '.join(sys.argv[1:])}` on {page.machine()}. {GOALS}",
        quality(documents, peer),
    ]
    if not got.set:
        parts.append(throughput(documents, got.pairs, peer))
        took = statistics.median(read_and_find(sheet(got.rows))[0] for _ in range(3))
        parts.append(
            f"A sheet of {got.rows:,} rows with eight columns, from the file to its findings: {took:.2f} s."
        )
        parts.append(
            "The peer is presidio-analyzer on spaCy's blank Chinese pipeline with pattern recognisers for identity "
            "numbers and cards (check digits), mobiles, landlines, plates, passports, e-mail, accounts and addresses; "
            "names and illnesses it could find only with a model. Processor time, medians of interleaved runs."
        )
    text = "\n\n".join(parts)
    print(text)
    if got.write:
        page.put(f"Screening, {got.called} set" if got.set else "Screening", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
