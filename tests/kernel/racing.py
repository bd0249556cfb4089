"""Processes of their own that write at once to a database of their own (DATABASE_URL)."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(job, url, *words):
    """Start one job; it says "ready", waits for a line, works, and prints one JSON value."""
    env = {**os.environ, "DATABASE_URL": url, "GONGKAI_SECRET_KEY": "only-for-tests"}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    line = [sys.executable, "-m", "tests.kernel.racing", job, *map(str, words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(line, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, text=True)


def race(url, *jobs):
    """Run jobs (name and words) at once and return what each of them told."""
    runners = [start(name, url, *words) for name, *words in jobs]
    assert [runner.stdout.readline() for runner in runners] == ["ready\n"] * len(runners)
    for runner in runners:
        runner.stdin.write("go\n")
        runner.stdin.flush()
    return [json.loads(runner.communicate()[0]) for runner in runners]


def prepare(papers):
    """Make the kernel's tables and so many papers."""
    from django.core.management import call_command
    from django.db import connection

    from tests.kernel.papers import TABLE, Paper

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    Paper.objects.bulk_create(
        Paper(id=number, title="通知", state="drafting") for number in range(int(papers))
    )


def numbers(count):
    """Take numbers, every third in a transaction that fails; tell those that were used."""
    from django.db import transaction

    from gongkai.kernel.numbering import next_number

    used = []
    for turn in range(int(count)):
        with transaction.atomic():
            number = next_number(1, "依申请公开", 2026)
            if turn % 3 == 2:
                transaction.set_rollback(True)
            else:
                used.append(number)
    return used


def submit(papers):
    """Hand in every paper as it stood before the race; tell which were ours."""
    from gongkai.kernel.actor import Actor
    from gongkai.kernel.case import carry_out
    from gongkai.law.procedure import NotAllowed
    from tests.kernel.papers import AT, CLERK, Paper

    by = Actor(person=os.getpid(), name="李办", roles=CLERK.roles, organ=1)
    ours = []
    for number in range(int(papers)):
        paper = Paper(id=number, title="通知", state="drafting")
        try:
            carry_out(paper, "submit", by=by, at=AT)
        except NotAllowed:
            continue
        ours.append(number)
    return ours


def lines():
    """Tell which paper was handed in by how many ledger lines."""
    from django.db.models import Count

    from gongkai.kernel.models import Entry

    told = Entry.objects.values("subject").annotate(lines=Count("id")).order_by("subject")
    return {line["subject"]: line["lines"] for line in told}


def bare(count, name):
    """Write without a transaction around it."""
    from gongkai.kernel.models import Series

    for number in range(int(count)):
        series = Series(organ=number, name=name, year=2026)
        series.save(force_insert=True)
        Series.objects.filter(pk=series.pk).update(last=1)
    return Series.objects.filter(name=name, last=1).count()


def look():
    """Open a database that nobody has opened before."""
    from django.db import connection

    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA journal_mode").fetchone()[0]


def say(text):
    """Tell the process that started this one."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def configure():
    """Django as the product sets it up, with the kernel alone."""
    import django
    from django.conf import settings

    from gongkai.config import settings as product

    settings.configure(
        DATABASES=product.DATABASES,
        INSTALLED_APPS=["gongkai.kernel"],
        DEFAULT_AUTO_FIELD=product.DEFAULT_AUTO_FIELD,
        USE_TZ=True,
    )
    django.setup()


JOBS = {job.__name__: job for job in (prepare, numbers, submit, lines, bare, look)}

if __name__ == "__main__":
    configure()
    say("ready")
    sys.stdin.readline()
    say(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
