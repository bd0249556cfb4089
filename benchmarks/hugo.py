"""The whole public site against Hugo, which makes the same pages of the same content.

    python3 dev bench hugo [--documents 10000] [--rounds 5] [--kept FOLDER] [--write]

Both read what they read in life: the product its database, Hugo a folder of files with front
matter. Both write into an empty folder on the same disk: article pages, lists of twenty for every
column and organ and for the whole site, feeds, a map for search engines, the files of the look.
The product runs as its users run it, `gongkai publish --full`: it also takes the SHA-256 of every
file, writes the public log, and brings everything to the disk before the site is shown. The
documents were sealed before, so that their pages carry their proofs. Its modules are compiled, as
an installation's are: a first run of both, not measured, does that. Each is a process of its
own, started in turn, measured with its children from start to end.

Every run gets a folder of its own, and nothing is deleted before the last has ended: ext4 does not
give the numbers of just deleted files away again, and looks for others one by one; that can cost a
run more than its own work. What the run before left in memory is on the disk before the next begins.

`--kept` makes database and content in a folder that stays, or takes what a run before made there.
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
from dataclasses import dataclass
from datetime import date
from importlib.metadata import distribution
from pathlib import Path

from benchmarks import crowd, hugo_site, page

ROOT = Path(__file__).resolve().parent.parent

ON = date(2026, 11, 20)


@dataclass(frozen=True)
class Run:
    """One whole build: seconds on the wall and of both processors, and the memory at its peak."""

    wall: float
    cpu: float
    peak_mib: float


# ── The measurement ──────────────────────────────────────────────────────────────────────────


def measured(line: list[str], folder: Path, env: dict[str, str]) -> Run:
    """Run a program that fills an empty folder, in a process whose children are only its own."""
    folder.mkdir()
    os.sync()
    words = [sys.executable, __file__, "--child", json.dumps(line)]
    told = subprocess.run(words, check=False, env=env, capture_output=True, text=True)
    if told.returncode:
        raise SystemExit(told.stdout + told.stderr)
    return Run(*json.loads(told.stdout.splitlines()[-1]))


def child(line: list[str]) -> None:
    """Run a program and print wall, CPU and the peak of all its processes together."""
    begun = time.perf_counter()
    peak = 0
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, start_new_session=True) as program:
        while program.poll() is None:
            peak = max(peak, memory_of(program.pid))
            time.sleep(0.02)
        wall = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if program.returncode:
        raise SystemExit(program.returncode)
    print(json.dumps([wall, used.ru_utime + used.ru_stime, peak / 1024]))


def memory_of(session: int) -> int:
    """Return the memory (kB) of a program and its children; what they share counts once."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                rollup = (process / "smaps_rollup").read_text()
                total += int(
                    next(x for x in rollup.splitlines() if x.startswith("Pss:")).split()[1]
                )
        except (OSError, StopIteration):
            continue
    return total


def files_in(folder: Path) -> tuple[int, int]:
    """Return how many files stand below a folder, and their bytes."""
    sizes = [p.stat().st_size for p in folder.rglob("*") if p.is_file()]
    return len(sizes), sum(sizes)


def prepare(home: Path, documents: int) -> None:
    """Make the database and Hugo's content below a folder, unless both stand there."""
    if (home / "made").exists():
        return
    press = crowd.set_up(str(home))
    crowd.fill(press, documents)
    hugo_site.write(home / "hugo", ON)
    (home / "made").touch()


def measure(home: Path, documents: int, rounds: int) -> str:
    """Return the section of the page."""
    hugo = str(next(Path(distribution("hugo").locate_file("hugo/binaries")).glob("hugo*")))
    out = Path(tempfile.mkdtemp(prefix="out-", dir=home))
    env = {
        **os.environ,
        "GONGKAI_HOME": str(home),
        "GONGKAI_GZIP": "0",
        "HUGO_CACHEDIR": str(home / "cache"),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    lines = {
        "product": [sys.executable, "-m", "gongkai.cli", "publish", "--full", "--out"],
        "hugo": [hugo, "--quiet", "--source", str(home / "hugo"), "--destination"],
    }
    runs: dict[str, list[Run]] = {name: [] for name in lines}
    for name, line in lines.items():
        measured([*line, str(out / f"{name}-first")], out / f"{name}-first", env)
    for number in range(rounds):
        for name, line in lines.items():
            folder = out / f"{name}-{number}"
            runs[name].append(measured([*line, str(folder)], folder, env))
            print(name, runs[name][-1], file=sys.stderr, flush=True)
    command = f"python3 dev bench hugo --documents {documents} --rounds {rounds}"
    made = {name: files_in(out / f"{name}-0") for name in lines}
    shutil.rmtree(out)
    return section(command, runs, made)


def section(command: str, runs: dict[str, list[Run]], made: dict[str, tuple[int, int]]) -> str:
    """Return the table and how it was made."""
    rows = []
    base = {
        name: statistics.median(getattr(run, name) for run in runs["hugo"])
        for name in ("wall", "cpu", "peak_mib")
    }
    for who, name in (("product", "公开"), ("hugo", "Hugo")):
        middle = {k: statistics.median(getattr(run, k) for run in runs[who]) for k in base}
        files, size = made[who]
        rows.append(
            [
                name, f"{files:,}", f"{size / 1024**2:.0f}", f"{middle['wall']:.2f}",
                f"{middle['cpu']:.2f}", f"{middle['peak_mib']:.0f}",
                *(f"{middle[k] / base[k]:.2f}" for k in base),
            ]
        )  # fmt: skip
    pairs = [o.wall / t.wall for o, t in zip(runs["product"], runs["hugo"], strict=True)]
    head = ["who", "files", "MiB", "wall s", "CPU s", "peak MiB", "wall ÷", "CPU ÷", "memory ÷"]
    return (
        f"`{command} --write` on {page.machine()}. Medians of interleaved runs; wall ratio of the "
        f"pairs {min(pairs):.2f} to {max(pairs):.2f}. No compressed siblings, no minification.\n\n"
        f"{page.table(head, rows)}\n\n"
        "Goal: wall ≤ 0.33 × Hugo's at 10,000 documents, ≤ 0.2 × at 100,000 with ≤ 0.1 × its memory."
    )


def place() -> str | None:
    """Return the folder to measure in: on a disk, where there is a choice (`GONGKAI_BENCH`)."""
    return os.environ.get("GONGKAI_BENCH")


def main() -> None:
    """Measure, print, and with --write put the section on the page."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--documents", type=int, default=10_000)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--kept", type=Path)
    words.add_argument("--write", action="store_true")
    words.add_argument("--child", help=argparse.SUPPRESS)
    words.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.child:
        child(json.loads(given.child))
        return
    if given.prepare:
        prepare(given.prepare, given.documents)
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-", dir=place()) as own:
        home = Path(given.kept or own)
        home.mkdir(parents=True, exist_ok=True)
        # In a process of its own: what makes the content must not stay in memory beside the runs.
        line = [sys.executable, __file__, "--prepare", str(home)]
        subprocess.run([*line, "--documents", str(given.documents)], check=True)
        text = measure(home, given.documents, given.rounds)
    print(text)
    if given.write:
        page.put(f"Full build, {given.documents:,} documents", text)


if __name__ == "__main__":
    main()
