"""Sealers in processes of their own, on a database of their own (DATABASE_URL, GONGKAI_HOME)."""

import json
import os
import signal
import sys
import threading

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from gongkai.kernel.models import Entry  # noqa: E402
from gongkai.ledger import operations, queries, tree  # noqa: E402
from gongkai.ledger.models import Edge, Head, Leaf  # noqa: E402
from tests.people import found_county  # noqa: E402
from tests.portal.press import AT, Press, lay_columns  # noqa: E402

FIRST = 5


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def line(document="disclosures.document:1"):
    """One more public act on the first document."""
    row = {"at": AT, "act": "disclosures.document.repeal", "label": "x", "person_name": "x"}
    return Entry.objects.create(subject=document, **row)


def prepare():
    """Make the tables, and some documents."""
    call_command("migrate", verbosity=0)
    press = Press(found_county(), lay_columns())
    for number in range(FIRST):
        press.publish(f"第{number}件")
    return Entry.objects.count()


def seal(rounds):
    """Write lines and seal as often, beside others who do the same."""
    made = 0
    for _ in range(int(rounds)):
        line()
        made += operations.seal(at=AT)
    return made


def killed(statement, when):
    """Seal with SIGKILL before or after a statement that begins like this."""

    def kill(execute, sql, params, many, context):
        hit = sql.startswith(statement)
        if hit and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = execute(sql, params, many, context)
        if hit:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    line()
    with connection.execute_wrapper(kill):
        operations.seal(at=AT)


def late():
    """Hold a transaction open with an earlier line while very many later ones are sealed."""
    held, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            line()
            held.set()
            go_on.wait(60)
        connection.close()

    operations.seal(at=AT)
    before = Leaf.objects.count()
    writer = threading.Thread(target=slow)
    writer.start()
    held.wait(60)
    for _ in range(3):
        Entry.objects.bulk_create(
            Entry(at=AT, act="x.y", label="x", subject="x:1", person_name="x")
            for _ in range(operations.AGAIN * 2)
        )
        line()
        operations.seal(at=AT)
    go_on.set()
    writer.join()
    operations.seal(at=AT)
    return Leaf.objects.count() - before


def told():
    """What is in the tables now, and whether the tree is right."""
    numbers = list(Leaf.objects.order_by("number").values_list("number", flat=True))
    head = Head.objects.order_by("-size").first()
    return {
        "gapless": numbers == list(range(len(numbers))),
        "lines": Entry.objects.filter(act__in=("disclosures.document.publish",)).count()
        + Entry.objects.filter(act="disclosures.document.repeal").count(),
        "leaves": len(numbers),
        "size": Edge.objects.get().size,
        "true": bytes(head.root) == tree.root(head.size, queries.tile),
    }


JOBS = {job.__name__: job for job in (prepare, seal, killed, late, told)}

if __name__ == "__main__":
    say("ready")
    sys.stdin.readline()
    say(json.dumps(JOBS[sys.argv[1]](*sys.argv[2:])))
