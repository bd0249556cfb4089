"""The whole public site from a database of many documents, and single publications after it.

    python3 dev bench publish [--documents 2000] [--rounds 3]
                              [--sizes 10000,100000,1000000] [--publications 200]
                              [--articles 200000] [--write]

Each round writes the site into a new folder; the plain copy of the same bytes, taken in turn,
shows what the disk alone costs, so that the ratio holds on a busy machine. Single publications
are timed from the outbox to the journal on the disk and all files in place, every size in a
process of its own; the pause after each (files to the disk, journal emptied) is told apart.
Where there are more documents than `--articles`, the site before them is built with the pages of
the newest so many and with all lists; a publication neither reads nor writes the others.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import crowd, page

PARAGRAPH = "<p>各村（社区）、各内设机构：为做好这项工作，结合本地实际，现就有关事项公告如下。</p>"
NEW = 5
WARM = 20
"""Publications before the timed ones, two for each column: the first reads templates and offices."""


def timed(work) -> float:
    """Return the seconds a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def copied(release: Path, folder: Path) -> float:
    """Write the bytes of a release from memory, file by file; return the seconds."""
    data = {p.relative_to(release): p.read_bytes() for p in release.rglob("*") if p.is_file()}
    made: set[Path] = set()
    begun = time.perf_counter()
    for name, content in data.items():
        place = folder / name
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        place.write_bytes(content)
    seconds = time.perf_counter() - begun
    shutil.rmtree(folder)
    return seconds


def peak() -> float:
    """Return the most memory this process and its children held, in MiB."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


# ── The whole site ───────────────────────────────────────────────────────────────────────────


def whole(home: Path, documents: int, rounds: int) -> str:
    """Return the table of full builds."""
    press = crowd.set_up(str(home))
    crowd.fill(press, documents)
    from gongkai.publish.site import publish
    from tests.portal.press import AT

    built, bare = [], []
    for number in range(rounds):
        site = home / f"site-{number}"
        built.append(timed(lambda: publish(site, AT)))  # noqa: B023
        done = publish(site, AT)
        bare.append(copied(done.release, home / "copy"))
        if number < rounds - 1:
            shutil.rmtree(site)
    again = [timed(lambda: publish(site, AT, whole=True)) for _ in range(rounds)]
    files = [path for path in done.release.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    press.publish("新的一条", body=PARAGRAPH * 8)
    publish(site, AT)
    nothing = [timed(lambda: publish(site, AT)) for _ in range(NEW)]
    rows = [
        row("the whole site into an empty folder", built, len(files), bare),
        row("built again and compared, nothing changed", again, len(files), bare),
        row("the same bytes from memory to disk", bare, len(files), bare),
        row("nothing to do", nothing, len(files), bare, digits=4),
    ]
    head = ["what", "seconds", "files per second", "÷ the same bytes copied"]
    return (
        f"{documents:,} documents make {len(files):,} files with their `.gz`, "
        f"{size / 1024**2:.0f} MiB; {os.cpu_count()} processes, peak memory of one "
        f"{peak():.0f} MiB, Django included. Medians.\n\n{page.table(head, rows)}"
    )


def row(what: str, seconds: list[float], files: int, bare: list[float], digits: int = 2):
    """Return a line of the table."""
    middle = statistics.median(seconds)
    per = f"{files / middle:,.0f}" if middle > 0.05 else "–"
    return [what, f"{middle:.{digits}f}", per, f"{middle / statistics.median(bare):.1f}"]


# ── One publication ──────────────────────────────────────────────────────────────────────────


def newest_articles(most: int) -> None:
    """Let a full build write the pages of the newest documents only, so many of them."""
    from gongkai.disclosures.queries import public
    from gongkai.portal import articles, pages

    def every(shell, share):
        last = public.last_seq()
        before = max(last - most, 0)
        first, end = share.stretch(last - before)
        return articles._pages(shell, public.texts(before + first, before + end))

    pages.KINDS = tuple(
        replace(kind, every=every) if kind.name == "articles" else kind for kind in pages.KINDS
    )


def one(home: Path, documents: int, publications: int, articles: int) -> dict:
    """Publish one document after another on a site of so many; return the figures."""
    press = crowd.set_up(str(home))
    filled = timed(lambda: crowd.fill(press, documents))
    newest_articles(articles)
    from gongkai.publish.site import publish
    from tests.portal.press import AT

    site, columns = home / "site", list(press.columns)
    full = timed(lambda: publish(site, AT))
    seconds, pauses, files = [], [], []
    for number in range(publications + WARM):
        column = columns[number % len(columns)]
        press.publish(f"新的第{number}条", body=PARAGRAPH * 30, column=column)
        begun = time.perf_counter()
        done = publish(site, AT)
        seconds.append(time.perf_counter() - begun)
        files.append(done.written)
        assert done.changed, "nothing was published"
        assert not done.whole, "a whole site was built"
        pauses.append(timed(lambda: publish(site, AT)))
    return {
        "documents": documents,
        "filled": filled,
        "full": full,
        "files": statistics.median(files[WARM:]),
        "seconds": seconds[WARM:],
        "pauses": pauses[WARM:],
    }


def ones(sizes: list[int], publications: int, articles: int) -> str:
    """Return the table of single publications, each size in a process of its own."""
    rows, base = [], 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="gongkai-bench-", dir=place()) as home:
            line = [sys.executable, __file__, "--one", str(size), "--home", home]
            line += ["--publications", str(publications), "--articles", str(articles)]
            done = subprocess.run(line, check=True, stdout=subprocess.PIPE, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        taken = sorted(told["seconds"])
        p50, p99 = statistics.median(taken), taken[int(len(taken) * 0.99)]
        base = base or p50
        rows.append(
            [
                f"{size:,}",
                f"{told['files']:.0f}",
                *(f"{each * 1000:.1f}" for each in (p50, p99, taken[-1])),
                f"{p50 / base:.2f}",
                f"{statistics.median(told['pauses']) * 1000:.1f}",
                f"{told['full']:.0f}",
            ]
        )
    head = [
        "documents",
        "files",
        "p50 ms",
        "p99 ms",
        "worst ms",
        "÷ the first",
        "pause ms",
        "full s",
    ]
    return (
        f"One publication, {publications} in a row: outbox read, pages rendered, journal on the disk "
        "(`fdatasync`), files in place. Goal: p50 ≤ 10 ms, p99 ≤ 50 ms, the last ≤ 1.3 × the "
        f"first. The pause after it brings the files to the disk. {WARM} publications before them "
        f"are not timed; the site before them holds the pages of the newest {articles:,} documents "
        f"at most, and all lists.\n\n{page.table(head, rows)}"
    )


def place() -> str | None:
    """Return the folder to measure in: on a disk, where there is a choice (`GONGKAI_BENCH`)."""
    return os.environ.get("GONGKAI_BENCH")


def main() -> None:
    """Measure, print, and with --write put the section on the page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--documents", type=int, default=2000)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--sizes", default="10000,100000,1000000")
    words.add_argument("--publications", type=int, default=200)
    words.add_argument("--articles", type=int, default=200_000)
    words.add_argument("--write", action="store_true")
    words.add_argument("--one", type=int, default=0, help=argparse.SUPPRESS)
    words.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = words.parse_args()
    os.environ.pop("DATABASE_URL", None)
    if given.one:
        print(json.dumps(one(given.home, given.one, given.publications, given.articles)))
        return
    sizes = [int(size) for size in given.sizes.split(",") if size]
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-", dir=place()) as home:
        first = whole(Path(home), given.documents, given.rounds)
    text = (
        f"`python3 dev bench publish --documents {given.documents} --rounds {given.rounds} "
        f"--sizes {given.sizes} --publications {given.publications} "
        f"--articles {given.articles} --write` on "
        f"{page.machine()}.\n\n{first}\n\n{ones(sizes, given.publications, given.articles)}"
    )
    print(text)
    if given.write:
        page.put("Publish", text)


if __name__ == "__main__":
    main()
