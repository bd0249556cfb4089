"""Lists, a case page and table three with many requests, on SQLite and on PostgreSQL.

    python3 dev bench foi [--requests 1000000] [--rounds 60] [--write]

Two in a hundred are open. Each database is filled by plain inserts in a process of its own; what a
page asks is then asked `rounds` times over different offices and requests. Milliseconds.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks import page

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
BATCH = 5_000
OPEN_EVERY = 50
"""One in so many requests is still open."""
OPEN_STATES = ("handling", "handling", "consulting", "correcting", "reviewing", "signing")
GOAL = 25
"""Milliseconds at p95."""


def fill(requests: int) -> None:
    """Found the county, then insert so many requests with what belongs to them."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from tests.people import found_county

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        county = found_county()
        for first in range(0, requests, BATCH):
            insert(county, first, min(BATCH, requests - first))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def insert(county: Any, first: int, count: int) -> None:
    """Insert requests with their events, words and one ledger line each."""
    from gongkai.foi.models import Event, Request, Wanted
    from gongkai.kernel.models import Entry

    organs = [county.liuxi, county.wanghu, county.root, county.liuxi]
    rows = Request.objects.bulk_create(one(organs, n) for n in range(first, first + count))
    Event.objects.bulk_create(events(rows))
    Wanted.objects.bulk_create(words(Wanted, row) for row in rows)
    Entry.objects.bulk_create(
        Entry(at=NOW, act="foi.request.arrive", label="申请到达", subject=row.reference,
              organ=row.organ_id, person_name="冯综")
        for row in rows
    )  # fmt: skip


def one(organs: list[Any], n: int) -> Any:
    from gongkai.foi.models import Request

    ended = n % OPEN_EVERY != 0
    received = TODAY - timedelta(days=n % 2500 if ended else n // OPEN_EVERY % 40)
    return Request(
        organ=organs[n % len(organs)],
        year=2026,
        seq=n + 1,
        query_mark=f"{n:032x}",
        applicant_kind=("person", "company", "research", "welfare", "legal", "other")[n % 6],
        applicant_mark=f"{n // 3:032x}",
        identified=True,
        channel="in_person",
        arrived_on=received,
        received_on=received,
        form="paper",
        pickup="post",
        made_at=NOW,
        state="filed" if ended else OPEN_STATES[n // OPEN_EVERY % len(OPEN_STATES)],
        due_on=None if ended else received + timedelta(days=28),
        result="A2" if ended else "",
        ended_on=received + timedelta(days=20) if ended else None,
        counted_as="A2" if ended else "",
        counted_on=received + timedelta(days=20) if ended else None,
    )


def events(rows: list[Any]) -> Iterator[Any]:
    from gongkai.foi.models import Event

    for row in rows:
        yield Event(request=row, number=1, kind="arrived", on=row.received_on, at=NOW,
                    data={"channel": "in_person"})  # fmt: skip
        if row.ended_on:
            yield Event(request=row, number=2, kind="delivered", on=row.ended_on, at=NOW,
                        data={"way": "post"})  # fmt: skip


def words(table: Any, row: Any) -> Any:
    made = table(request=row, number=1, at=NOW)
    made.seal({"description": f"柳溪镇第{row.seq}号项目{row.received_on.year}年补助资金的发放名单"})
    return made


def ask(rounds: int, clock: Callable[[], float] = time.perf_counter) -> None:
    """Print a row of milliseconds for every question."""
    import django

    django.setup()
    from django.db import connection

    from gongkai.foi.models import Request
    from gongkai.organs import access
    from gongkai.organs.models import Account

    names = {"clerk": "li", "checker": "zhao", "supervisor": "sun"}
    actors = {
        role: access.actor(Account.objects.get(username=name), TODAY)
        for role, name in names.items()
    }
    most = Request.objects.order_by("-id").first().pk
    chance = random.Random(7)
    for label, question in questions(actors).items():
        times = []
        for number in range(rounds + 5):
            key = most - chance.randrange(most)
            started = clock()
            question(max(key, 1))
            if number >= 5:
                times.append((clock() - started) * 1000)
        found = sorted(times)
        p95 = found[int(len(found) * 0.95)]
        print(f"{connection.vendor}|{label}|{statistics.median(found):.1f}|{p95:.1f}", flush=True)


def questions(actors: dict[str, Any]) -> dict[str, Callable[[int], object]]:
    """Return what the pages ask, by name; each takes the key of a request."""
    from gongkai.foi import access, queries
    from gongkai.foi.queries import Filter

    def listed(who: str, narrow: Callable[[Any], Any]) -> Callable[[int], object]:
        def asked(_: int) -> object:
            rows = list(narrow(access.visible(actors[who]))[:50])
            return queries.descriptions(rows)

        return asked

    def case(key: int) -> object:
        request = access.get(actors["supervisor"], key)
        return queries.page(request, by=actors["clerk"], at=NOW, on=TODAY)

    def three(_: int) -> object:
        return queries.table(actors["clerk"].organ, 2026)

    return {
        "list, newest first": listed("clerk", lambda rows: rows),
        "list, supervisor of the county": listed("supervisor", lambda rows: rows),
        "list, one state": listed(
            "clerk", lambda rows: queries.narrowed(rows, Filter(state="reviewing"))
        ),
        "list, filed by companies": listed(
            "clerk", lambda rows: queries.narrowed(rows, Filter(state="filed", kind="company"))
        ),
        "list, due within a week": listed("clerk", lambda rows: queries.due_soon(rows, TODAY)),
        "open by state": lambda _: queries.states(access.visible(actors["clerk"])),
        "open by state, supervisor": lambda _: queries.states(access.visible(actors["supervisor"])),
        "one number": listed(
            "clerk", lambda rows: queries.narrowed(rows, Filter(year=2026, number=4001))
        ),
        "case page": case,
        "same applicant": lambda key: queries.by_same_applicant(
            access.get(actors["supervisor"], key)
        ),
        "similar requests": lambda key: queries.similar(access.get(actors["supervisor"], key)),
        "table three of a year": three,
    }


def measure(requests: int, rounds: int, url: str) -> list[list[str]]:
    """Fill a database of its own and return what was measured in it."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        environment = {
            **os.environ,
            "GONGKAI_HOME": home,
            "GONGKAI_SECRET_KEY": "only-for-the-bench",
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PYTHONWARNINGS": "ignore",
        }
        if url:
            environment["DATABASE_URL"] = url
        word = [sys.executable, __file__]
        subprocess.run([*word, "--fill", str(requests)], env=environment, check=True)
        asked = subprocess.run(
            [*word, "--ask", str(rounds)], env=environment, check=True, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        return [line.split("|") for line in asked.stdout.splitlines()]


def main() -> None:
    if sys.argv[1:2] == ["--fill"]:
        fill(int(sys.argv[2]))
        return
    if sys.argv[1:2] == ["--ask"]:
        ask(int(sys.argv[2]), time.process_time if "--cpu" in sys.argv else time.perf_counter)
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rows: list[list[str]] = []
    if asked.only != "postgresql":
        rows += measure(asked.requests, asked.rounds, "")
    import psycopg

    from tests import postgres

    if asked.only != "sqlite" and (programs := postgres.find()):
        with postgres.temporary_cluster(programs) as url:
            administration = url.removesuffix("gongkai") + "postgres"
            with psycopg.connect(administration, autocommit=True) as connection:
                connection.execute("CREATE DATABASE gongkai")
            rows += measure(asked.requests, asked.rounds, url)
    for row in rows:
        print(" ".join(f"{cell:<34}" for cell in row))
    if asked.write:
        write(asked, rows)


def write(asked: argparse.Namespace, rows: list[list[str]]) -> None:
    """Put the figures into their section of the page."""
    command = f"python3 dev bench foi --requests {asked.requests} --rounds {asked.rounds}"
    shown = page.table(["database", "question", "median ms", "p95 ms"], rows)
    text = (
        f"`{command} --write` on {page.machine()}. Goal: p95 ≤ {GOAL} ms for lists and case page.\n\n"
        f"{asked.requests:,} requests of three offices, one in {OPEN_EVERY} open.\n\n{shown}"
    )
    page.put("Requests", text)


if __name__ == "__main__":
    main()
