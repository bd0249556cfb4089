"""Four processes that carry out steps at once: rate, failures and waits, per database backend.

    python3 dev bench writers [--rounds 5] [--steps 1500] [--write]

Every backend runs once in every round, one after the other, so that a busy minute of the machine
falls on all of them. --write puts the table into docs/benchmarks.md.
"""

import argparse
import contextlib
import json
import os
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import page

ROOT = Path(__file__).resolve().parent.parent

WRITERS = 4
CASES_EACH = 100
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

GOAL = "Goal: ≥ 500 steps per second, no lock error, worst wait ≤ 250 ms, every step durable."

BACKENDS = {
    "product": "SQLite, the product's backend, `synchronous=FULL` (default)",
    "product-normal": "SQLite, the product's backend, `synchronous=NORMAL`",
    "django-same": "SQLite, Django's backend, same options (WAL, IMMEDIATE, 20 s)",
    "django": "SQLite, Django's backend, Django's default options",
    "postgresql": "PostgreSQL, its durable defaults",
}


@dataclass(frozen=True)
class Result:
    """One run of one backend; waits in milliseconds, from the call to the committed end."""

    per_second: float
    failures: float
    median: float
    p99: float
    worst: float


# ── In the processes that write ──────────────────────────────────────────────────────────────


def set_up(backend: str) -> None:
    """Configure Django as the product does, with no more tables than the kernel's."""
    import django
    from django.conf import settings

    if backend == "product-normal":
        os.environ["GONGKAI_SQLITE_SYNCHRONOUS"] = "NORMAL"
    from gongkai.config import settings as product

    database = dict(product.DATABASES["default"])
    if backend.startswith("django"):
        database["ENGINE"] = "django.db.backends.sqlite3"
    if backend == "django":
        database["OPTIONS"] = {}
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=["gongkai.kernel"],
        DEFAULT_AUTO_FIELD=product.DEFAULT_AUTO_FIELD,
        USE_TZ=True,
    )
    django.setup()


def case_table() -> Any:
    """A case with two states and a step either way."""
    from django.db import models

    from gongkai.kernel.case import Case
    from gongkai.law.procedure import Procedure, Step
    from gongkai.law.roles import Role

    clerk, basis = frozenset({Role.CLERK}), "《政府信息公开条例》第十七条"
    there = Step("submit", "送审", ("drafting",), "checking", clerk, basis)
    back = Step("recall", "撤回修改", ("checking",), "drafting", clerk, basis)
    states = {"drafting": "起草中", "checking": "待审查"}

    class Paper(Case):
        procedure = Procedure("bench.paper", "文稿", states, "drafting", frozenset(), (there, back))
        title = models.CharField(max_length=64)

        class Meta:
            app_label = "kernel"
            db_table = "bench_paper"

        def facts(self, by: Any, at: datetime, reason: str = "") -> None:
            return None

    return Paper


def prepare(backend: str) -> None:
    set_up(backend)
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    paper = case_table()
    with connection.schema_editor() as editor:
        editor.create_model(paper)
    paper.objects.bulk_create(
        paper(title=f"青禾县第{n}号文稿", state="drafting") for n in range(WRITERS * CASES_EACH)
    )


def write(backend: str, number: int, steps: int) -> None:
    """Say "ready", wait for a line, take the steps, print begin, end, failures and waits."""
    set_up(backend)
    from django.db import OperationalError

    from gongkai.kernel.actor import Actor
    from gongkai.kernel.case import carry_out
    from gongkai.law.roles import Role

    by = Actor(person=number, name="李办", roles=frozenset({Role.CLERK}), organ=number)
    first = number * CASES_EACH
    cases = list(case_table().objects.order_by("id")[first : first + CASES_EACH])
    print("ready", flush=True)
    sys.stdin.readline()
    begun, failures, waits = time.monotonic(), 0, []
    for n in range(steps):
        case = cases[n % CASES_EACH]
        name = "submit" if case.state == "drafting" else "recall"
        called = time.perf_counter()
        try:
            cases[n % CASES_EACH], _ = carry_out(case, name, by=by, at=AT)
        except OperationalError:
            failures += 1
        waits.append(time.perf_counter() - called)
    print(json.dumps([begun, time.monotonic(), failures, waits]), flush=True)


# ── In the process that measures ─────────────────────────────────────────────────────────────


def child(env: dict[str, str], *words: object) -> subprocess.Popen[str]:
    line = [sys.executable, __file__, *map(str, words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(line, env=env, stdin=pipe, stdout=pipe, text=True)


def measure(backend: str, steps: int, postgresql: str) -> Result:
    """Run the writers once on an empty database of this backend."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "GONGKAI_HOME": home}
        env["GONGKAI_SECRET_KEY"] = "only-for-measuring"
        env["DATABASE_URL"] = f"sqlite:///{home}/gongkai.sqlite3"
        if backend == "postgresql":
            env["DATABASE_URL"] = fresh_database(postgresql)
        with child(env, "--prepare", backend) as made:
            made.communicate()
        if made.returncode:
            raise SystemExit(f"{backend}: the tables could not be made")
        writers = [child(env, "--writer", backend, n, steps) for n in range(WRITERS)]
        for writer in writers:
            writer.stdout.readline()
        for writer in writers:
            writer.stdin.write("go\n")
            writer.stdin.flush()
        told = [json.loads(writer.communicate()[0]) for writer in writers]
    waits = sorted(1000 * wait for _, _, _, each in told for wait in each)
    failures = sum(failed for _, _, failed, _ in told)
    seconds = max(end for _, end, _, _ in told) - min(begin for begin, _, _, _ in told)
    p99 = waits[int(len(waits) * 0.99)]
    done = (len(waits) - failures) / seconds
    return Result(done, failures, statistics.median(waits), p99, waits[-1])


def fresh_database(url: str) -> str:
    import psycopg

    name, server = f"bench_{time.monotonic_ns()}", url.rpartition("/")[0]
    address = f"{server.replace('postgres:', 'postgresql:')}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@contextlib.contextmanager
def postgresql_server() -> Any:
    """A server of its own with PostgreSQL's durable defaults, or None where none is installed."""
    sys.path.insert(0, str(ROOT / "tests"))
    import postgres

    programs = postgres.find()
    if programs is None:
        yield None
        return
    postgres.FAST = ("max_connections=50",)
    with postgres.temporary_cluster(programs) as url:
        yield url


def table(results: dict[str, list[Result]], steps: int) -> str:
    """The medians of the rounds as Markdown."""
    rounds = len(next(iter(results.values())))
    lines = [
        f"Four writing processes, each {steps} steps through `carry_out` (lock, judge, update, one"
        f" ledger line),\nwithout a pause between them. Medians of {rounds} interleaved rounds;"
        " waits in milliseconds.\nThe machine was shared with other work: the last column holds"
        " what a busy minute did to each.\n",
        "| database | steps per second | failed | p50 | p99 | worst | worst of all rounds |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for backend, runs in results.items():
        rate, failed, p50, p99, worst = (
            statistics.median(getattr(run, name) for run in runs)
            for name in ("per_second", "failures", "median", "p99", "worst")
        )
        share = f"{100 * failed / (WRITERS * steps):.0f} %" if failed else "0"
        lines.append(
            f"| {BACKENDS[backend]} | {rate:,.0f} | {share} | {p50:.1f} | {p99:.0f} |"
            f" {worst:,.0f} | {max(run.worst for run in runs):,.0f} |"
        )
    return "\n".join(lines) + "\n"


def postgresql_version() -> str:
    import postgres

    programs = postgres.find()
    if programs is None:
        return "no PostgreSQL"
    said = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return f"PostgreSQL {said.stdout.split()[2]}"


def machine() -> str:
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
        model = found[1] if found else model
    return (
        f"{os.cpu_count()} × {model}, {platform.system()} {platform.release().split('-')[0]},"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" {postgresql_version()}"
    )


def main() -> None:
    if sys.argv[1:2] == ["--prepare"]:
        prepare(sys.argv[2])
        return
    if sys.argv[1:2] == ["--writer"]:
        write(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--only", nargs="*", choices=BACKENDS, default=list(BACKENDS))
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    results: dict[str, list[Result]] = {}
    with postgresql_server() as url:
        for _ in range(asked.rounds):
            for backend in asked.only:
                if backend == "postgresql" and not url:
                    continue
                results.setdefault(backend, []).append(measure(backend, asked.steps, url or ""))
                print(backend, results[backend][-1], flush=True)
    shown = table(results, asked.steps)
    print(f"\n{shown}\n{machine()}")
    if asked.write:
        command = f"python3 dev bench writers --rounds {asked.rounds} --steps {asked.steps} --write"
        page.put("Writers", f"`{command}` on {machine()}. {GOAL}\n\n{shown}")


if __name__ == "__main__":
    main()
