"""The desk's first page with few and with many documents, on SQLite and on PostgreSQL.

    python3 dev bench desk [--documents 100000] [--rounds 40] [--write]

The page is fetched in one process as each of three people; small and large take turns on
databases of their own, so that the ratio holds on a busy machine.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import page

ROOT = Path(__file__).resolve().parent.parent

PEOPLE = ("li", "zhao", "wang")
BATCH = 5_000
LIST_EVERY = 20
"""One in so many documents is a posting that still stands."""


def fill(home: str, documents: int) -> None:
    """Build the demo county, then multiply its public documents by plain inserts."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    call_command("demo", mark=Path(home) / "demo.json")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM disclosures_document")
        wanted = documents - cursor.fetchone()[0]
        for first in range(0, wanted, BATCH):
            multiply(cursor, first, min(BATCH, wanted - first))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def multiply(cursor: object, first: int, count: int) -> None:
    """Insert published documents with one version each, spread over the county's organs."""
    from datetime import timedelta

    from django.utils import timezone

    from gongkai.disclosures.models import Document, Version

    model = Document.objects.filter(state="published", signer__isnull=False).first()
    organs = list({d.organ_id for d in Document.objects.order_by("id")})
    now = timezone.now()
    made = Document.objects.bulk_create(
        Document(
            organ_id=organs[n % len(organs)],
            genre="notice" if n % LIST_EVERY else "list",
            display_until=None if n % LIST_EVERY else (now + timedelta(days=n % 30)).date(),
            state="discarded",
            drafter_id=model.drafter_id,
            checker_id=model.checker_id,
            signer_id=model.signer_id,
            opened_at=now,
            due_on=(now - timedelta(days=n % 700)).date(),
        )
        for n in range(first, first + count)
    )
    versions = Version.objects.bulk_create(
        Version(
            document=document,
            number=1,
            title=f"青禾县第{document.pk}号公告",
            body=model.draft.body,
            formed_on=document.due_on,
            attribute="active",
            column_id=model.column_id,
            author_id=model.drafter_id,
            made_at=now,
            digest="0" * 64,
            display_until=document.display_until,
        )
        for document in made
    )
    for document, version in zip(made, versions, strict=True):
        document.draft_id = document.live_id = version.pk
        document.state = "published"
        document.seq = 1_000_000 + document.pk
        document.index_number = f"bench/{document.pk}"
        document.published_at = now - timedelta(days=document.pk % 700)
        document.column_id = model.column_id
    changed = ["draft", "live", "state", "seq", "index_number", "published_at", "column"]
    Document.objects.bulk_update(made, changed, batch_size=500)


def serve() -> None:
    """Answer each line (a sign-in name) with the milliseconds of its first page."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    clients = {}
    for name in PEOPLE:
        clients[name] = Client()
        clients[name].force_login(
            get_user_model().objects.get(username=name),
            backend="django.contrib.auth.backends.ModelBackend",
        )
    print("ready", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        answer = clients[line.strip()].get("/desk/", HTTP_HOST="localhost")
        if answer.status_code != 200:
            sys.exit(f"/desk/ answered {answer.status_code}")
        print(json.dumps((time.perf_counter() - started) * 1000), flush=True)


@contextlib.contextmanager
def database(documents: int, url: str) -> Iterator[subprocess.Popen[str]]:
    """Fill a database of its own and yield the process that serves it."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        environment = {
            **os.environ,
            "GONGKAI_HOME": home,
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PYTHONWARNINGS": "ignore",
        }
        if url:
            environment["DATABASE_URL"] = url
        word = [sys.executable, __file__]
        subprocess.run([*word, "--fill", home, str(documents)], env=environment, check=True)
        server = subprocess.Popen(
            [*word, "--serve"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            if server.stdout is None or server.stdout.readline() != "ready\n":
                sys.exit("the page could not be served")
            yield server
        finally:
            server.kill()
            server.wait()


def fetch(server: subprocess.Popen[str], name: str) -> float:
    """Return the milliseconds of one page."""
    print(name, file=server.stdin, flush=True)
    return float(json.loads(server.stdout.readline()))


def compare(label: str, documents: int, rounds: int, urls: tuple[str, str]) -> list[list[str]]:
    """Return the rows of one database engine: few documents, many, and the ratio."""
    times: dict[str, list[float]] = {"few": [], "many": []}
    with database(0, urls[0]) as few, database(documents, urls[1]) as many:
        for number in range(rounds + 5):
            for name in PEOPLE:
                for key, server in (("few", few), ("many", many)):
                    took = fetch(server, name)
                    if number >= 5:
                        times[key].append(took)
    ratios = [b / a for a, b in zip(times["few"], times["many"], strict=True)]
    rows = []
    for key, count in (("few", "the demo's own (about 220)"), ("many", f"{documents:,}")):
        found = sorted(times[key])
        p95 = found[int(len(found) * 0.95)]
        rows.append([label, count, f"{statistics.median(found):.1f}", f"{p95:.1f}", ""])
    rows[-1][-1] = f"{statistics.median(ratios):.2f}"
    return rows


def main() -> None:
    if sys.argv[1:2] == ["--fill"]:
        fill(sys.argv[2], int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["--serve"]:
        serve()
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rows = compare("SQLite", asked.documents, asked.rounds, ("", ""))
    import psycopg

    from tests import postgres

    if programs := postgres.find():
        with contextlib.ExitStack() as servers:
            urls = [servers.enter_context(postgres.temporary_cluster(programs)) for _ in "ab"]
            for url in urls:
                administration = url.removesuffix("gongkai") + "postgres"
                with psycopg.connect(administration, autocommit=True) as connection:
                    connection.execute("CREATE DATABASE gongkai")
            rows += compare("PostgreSQL", asked.documents, asked.rounds, (urls[0], urls[1]))
    head = ["database", "documents", "median ms", "p95 ms", "many ÷ few"]
    shown = page.table(head, rows)
    print(shown)
    if asked.write:
        command = (
            f"python3 dev bench desk --documents {asked.documents} --rounds {asked.rounds} --write"
        )
        page.put("The desk's first page", f"`{command}` on {page.machine()}.\n\n{shown}")


if __name__ == "__main__":
    main()
