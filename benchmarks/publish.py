"""The whole public site from a database of many documents, and one publication after it.

    python3 dev bench publish [--documents 2000] [--rounds 3] [--write]

Each round writes the site into a new folder; the plain copy of the same bytes, taken in turn,
shows what the disk alone costs, so that the ratio holds on a busy machine.
"""

import argparse
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks import page  # noqa: E402

PARAGRAPH = "<p>各村（社区）、各内设机构：为做好这项工作，结合本地实际，现就有关事项公告如下。</p>"
NEW = 5


def start(home: str):
    """Make an empty installation with offices and columns, and somebody who prints."""
    os.environ |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    from tests.people import found_county
    from tests.portal.press import Press, lay_columns

    call_command("migrate", verbosity=0)
    return Press(found_county(), lay_columns())


def fill(press, documents: int) -> None:
    """Publish documents an hour apart, spread over the columns, each of about 1 kB of text."""
    from django.db import transaction

    from tests.portal.press import AT

    columns = list(press.columns)
    first = AT - timedelta(hours=documents)
    with transaction.atomic():
        for number in range(documents):
            press.publish(
                f"关于第{number + 1}项工作的公告",
                body=PARAGRAPH * 8,
                column=columns[number % len(columns)],
                at=first + timedelta(hours=number),
            )


def timed(work) -> float:
    """Return the seconds a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def copied(release: Path, folder: Path) -> None:
    """Write the bytes of a release from memory, file by file."""
    data = {p.relative_to(release): p.read_bytes() for p in release.rglob("*") if p.is_file()}
    made: set[Path] = set()
    begun = time.perf_counter()
    for name, content in data.items():
        place = folder / name
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        place.write_bytes(content)
    copied.seconds = time.perf_counter() - begun
    shutil.rmtree(folder)


def measure(home: Path, documents: int, rounds: int) -> str:
    """Return the section of the page."""
    press = start(str(home))
    fill(press, documents)
    from gongkai.publish.site import publish
    from tests.portal.press import AT

    whole, bare = [], []
    for number in range(rounds):
        site = home / f"site-{number}"
        whole.append(timed(lambda: publish(site, AT)))  # noqa: B023
        done = publish(site, AT)
        copied(done.release, home / "copy")
        bare.append(copied.seconds)
        if number < rounds - 1:
            shutil.rmtree(site)
    files = [path for path in done.release.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    again, nothing = [], []
    for number in range(NEW):
        press.publish(f"新的第{number}条", body=PARAGRAPH * 8)
        again.append(timed(lambda: publish(site, AT)))
        nothing.append(timed(lambda: publish(site, AT)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = line(len(files), size, whole, bare, again, nothing)
    head = ["what", "seconds", "pages per second", "÷ the same bytes copied"]
    return (
        f"`python3 dev bench publish --documents {documents} --rounds {rounds} --write` on "
        f"{page.machine()}, shared with other work. {documents:,} documents make {len(files):,} "
        f"files, {size / 1024**2:.0f} MiB; peak memory {peak:.0f} MiB, Django included. Medians."
        f"\n\n{page.table(head, rows)}\n\n"
        "A release is written whole each time something public changed; what did not change is "
        "linked, not written. The background task asks every two seconds: the last row."
    )


def line(files: int, size: int, whole, bare, again, nothing) -> list[list[str]]:
    """Return the rows of the table."""
    base = statistics.median(bare)

    def row(what: str, seconds: list[float], digits: int = 2) -> list[str]:
        middle = statistics.median(seconds)
        per = f"{files / middle:,.0f}" if middle > 0.05 else "–"
        return [what, f"{middle:.{digits}f}", per, f"{middle / base:.1f}"]

    return [
        row("the whole site into an empty folder", whole),
        row("the same bytes from memory to disk", bare),
        row("one more publication", again),
        row("nothing changed", nothing, 4),
    ]


def main() -> None:
    """Measure, print, and with --write put the section on the page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--documents", type=int, default=2000)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--write", action="store_true")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        text = measure(Path(home), given.documents, given.rounds)
    print(text)
    if given.write:
        page.put("Publish", text)


if __name__ == "__main__":
    main()
