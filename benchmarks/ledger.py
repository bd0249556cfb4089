"""The log: building it, adding one leaf, proving one page, verifying all of it.

    python3 dev bench ledger [--leaves 1000000] [--rounds 5] [--write]

The log is made by the product's own tree and tiles, its leaves in the product's own tables
(SQLite), written as its own files, and verified by what `gongkai verify` runs.
"""

import argparse
import os
import secrets
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import page

AT_ONCE = 10_000
TIMES = 200
"""How often the small things are done in each round."""


def start(home: str):
    """Make an empty installation with one office and its columns."""
    os.environ |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    from tests.people import found_county
    from tests.portal.press import Press, lay_columns

    call_command("migrate", verbosity=0)
    return Press(found_county(), lay_columns())


def fill(leaves: int) -> float:
    """Put leaves about documents that only the log knows into the tables; return the seconds."""
    from django.db import transaction

    from gongkai.ledger import key, tree
    from gongkai.ledger.leaf import Statement, instant
    from gongkai.ledger.models import Edge, Head, Leaf, Node
    from tests.portal.press import AT

    at, begun = instant(AT), time.perf_counter()
    frontier: list[bytes] = []
    for first in range(0, leaves, AT_ONCE):
        rows, nodes = [], []
        for number in range(first, min(first + AT_ONCE, leaves)):
            salt, address = secrets.token_bytes(16), f"/xxgk/2020/01/{number}.html"
            sealed = Statement("publish", address, at, at, "0" * 64).entry(salt)
            frontier, made = tree.append(frontier, number, tree.leaf_hash(sealed))
            nodes += [Node(level=level, place=place, hash=found) for level, place, found in made]
            rows.append(
                Leaf(
                    number=number,
                    entry=-1 - number,
                    subject=f"bench:{number}",
                    act="publish",
                    address=address,
                    at=AT,
                    since=AT,
                    text="0" * 64,
                    algorithm="sha256",
                    salt=salt,
                    sealed=sealed,
                )
            )
        with transaction.atomic():
            Leaf.objects.bulk_create(rows, batch_size=1000)
            Node.objects.bulk_create(nodes)
    Head.objects.create(size=leaves, root=tree.frontier_root(frontier), at=AT)
    Edge.objects.create(pk=1, size=leaves, frontier=b"".join(frontier), key=key.make().public.text)
    return time.perf_counter() - begun


def write(site: Path) -> list[str]:
    """Bring the files of the log up to date; return their names."""
    from gongkai.ledger import files

    checkpoint = site / "ledger" / "checkpoint"
    new, gone = files.update(checkpoint.read_bytes() if checkpoint.exists() else b"")
    names = []
    for path, data in new:
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        names.append(path)
    for path in gone:
        (site / path).unlink()
    return names


def timed(work) -> float:
    """Return the seconds a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(home: Path, leaves: int, rounds: int) -> str:
    """Return the section of the page."""
    press, site = start(str(home)), home / "site"
    filled = fill(leaves)
    whole = timed(lambda: write(site))
    grown, proofs, paths, checks = [], [], [], []
    from gongkai.ledger import operations, queries, tree
    from gongkai.ledger.log import faults_of, open_log
    from gongkai.ledger.note import PublicKey
    from gongkai.ledger.sources import Folder
    from tests.portal.press import AT

    key = PublicKey.parse(queries.known_key())
    sealing, filing = [], []
    for number in range(max(rounds, 3) * 10):
        document = press.publish(f"第{number}件")
        sealing.append(timed(lambda: operations.seal(at=AT)))
        filing.append(timed(lambda: write(site)))
        grown.append(sealing[-1] + filing[-1])
        proofs.append(timed(lambda: [queries.proof_of(document) for _ in range(TIMES)]) / TIMES)  # noqa: B023
    for _ in range(rounds):
        log, faults = open_log(Folder(site), key)
        numbers = [secrets.randbelow(log.size) for _ in range(TIMES)]
        paths.append(
            timed(lambda: [tree.inclusion(n, log.size, log.hashes) for n in numbers]) / TIMES  # noqa: B023
        )
        fresh, _ = open_log(Folder(site), key)
        checks.append(timed(lambda: faults.extend(faults_of(fresh))))  # noqa: B023
        assert faults == []
    rows = [
        ["the log of all leaves: hashing and rows", f"{filled:.1f} s", ""],
        ["its files, all", f"{whole:.1f} s", ""],
        row("seal one publication and commit", sealing),
        row("… and its files, checkpoint signed", filing),
        row("… together", grown),
        row("the proof a page shows, from the tables", proofs),
        row("an audit path, from the published tiles", paths),
        ["verify all of it: every entry, every tile, the signature",
         f"{statistics.median(checks):.2f} s", f"{max(checks):.2f} s"],
    ]  # fmt: skip
    table = page.table(["what", "median", "worst"], rows)
    return (
        f"`python3 dev bench ledger --leaves {leaves} --rounds {rounds} --write` on "
        f"{page.machine()}. {leaves:,} leaves, SQLite. Goals at 1,000,000: the proof of one page "
        f"≤ 1 ms, full verification ≤ 10 s.\n\n{table}"
    )


def row(what: str, seconds: list[float]) -> list[str]:
    """Return a row in milliseconds."""
    return [what, f"{statistics.median(seconds) * 1000:.2f} ms", f"{max(seconds) * 1000:.2f} ms"]


def main() -> None:
    """Measure, print, and with --write put the section on the page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--leaves", type=int, default=1_000_000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--write", action="store_true")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        text = measure(Path(home), given.leaves, given.rounds)
    print(text)
    if given.write:
        page.put("Ledger", text)


if __name__ == "__main__":
    main()
