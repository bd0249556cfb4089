"""From nothing to the first page, and the second start, through `python3 dev demo`.

    python3 dev bench start [--rounds 3] [--write]

Every round clones the repository into an empty folder, so that `.venv` is made anew and the
installer's own download cache is left out.
"""

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks import page

ROOT = Path(__file__).resolve().parent.parent


def first_page(checkout: Path, cache: Path) -> float:
    """Return the seconds from `python3 dev demo` to the whole first page."""
    environment = {**os.environ, "UV_CACHE_DIR": str(cache), "PIP_CACHE_DIR": str(cache)}
    environment.pop("GONGKAI_HOME", None)
    started = time.monotonic()
    demo = subprocess.Popen(
        ["python3", "dev", "demo", "--port", "8700"],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        for line in demo.stdout or ():
            if found := re.search(r"演示站点 (http://127\.0\.0\.1:\d+/)", line):
                return wait_for(found[1], started)
        sys.exit("the demo ended without a page")
    finally:
        os.killpg(demo.pid, signal.SIGTERM)
        demo.wait()


def wait_for(url: str, started: float) -> float:
    """Ask until the page is there."""
    while time.monotonic() - started < 300:
        try:
            with urllib.request.urlopen(url) as answer:
                answer.read()
                return time.monotonic() - started
        except OSError:
            time.sleep(0.05)
    sys.exit("no page within 300 seconds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    first, second = [], []
    for _ in range(asked.rounds):
        with tempfile.TemporaryDirectory(prefix="gongkai-start-") as place:
            checkout = Path(place) / "gongkai"
            subprocess.run(["git", "clone", "-q", str(ROOT), str(checkout)], check=True)
            first.append(first_page(checkout, Path(place) / "cache"))
            second.append(first_page(checkout, Path(place) / "cache"))
            print(f"first {first[-1]:.1f} s, second {second[-1]:.1f} s", flush=True)
    rows = [
        [label, f"{statistics.median(times):.1f}", f"{max(times):.1f}"]
        for label, times in (("nothing → first page", first), ("second start", second))
    ]
    shown = page.table(["start", "median s", "worst s"], rows)
    print(shown)
    if asked.write:
        command = f"python3 dev bench start --rounds {asked.rounds} --write"
        goal = "Goal: ≤ 40 s and ≤ 5 s."
        page.put("Start", f"`{command}` on {page.machine()}. {goal}\n\n{shown}")


if __name__ == "__main__":
    main()
