"""What waits for somebody is read by the index made for it, among very many documents."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.disclosures import migrations, queries
from gongkai.disclosures.models import Document, Version
from gongkai.disclosures.queries import library
from gongkai.disclosures.queries.library import Sieve
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db

MANY = 3000


@pytest.fixture
def many(office):
    """A few documents in work among thousands that are public."""
    for _ in range(3):
        office.drafted()
        office.submitted()
        office.checked()
        over = AT.date() - timedelta(days=1)
        model = office.published("list", display_until=over)
    copies(model)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office


def copies(model):
    """Insert copies of a public document that ask for nothing any more."""
    fields = [f.attname for f in Document._meta.concrete_fields if f.attname != "id"]
    same = {name: getattr(model, name) for name in fields} | {"draft_id": None, "live_id": None}
    same |= {"state": "withdrawn", "display_until": None, "withdrawn_at": AT}
    made = Document.objects.bulk_create(
        Document(**same | {"seq": 10_000 + n, "index_number": f"n/{n}", "due_on": None})
        for n in range(MANY)
    )
    text = {f.attname: getattr(model.live, f.attname) for f in Version._meta.concrete_fields}
    texts = Version.objects.bulk_create(
        Version(**text | {"id": None, "document_id": document.pk}) for document in made
    )
    for document, version in zip(made, texts, strict=True):
        document.live, document.state = version, "published"
    Document.objects.bulk_update(made, ["live", "state"], batch_size=300)


def plans(actor):
    """Return how each list of the actor's tasks is read, one text a query."""
    with CaptureQueriesContext(connection) as seen:
        queries.tasks(actor, AT)
    word = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        return [explained(cursor, word + query["sql"]) for query in seen]


def explained(cursor, sql):
    cursor.execute(sql)
    return "\n".join(str(row[-1]) for row in cursor.fetchall())


# Who never drafts has his drafts found by any index on the drafter.
@pytest.mark.parametrize(
    ("name", "indexes"),
    [
        ("李办", ["document_waiting", "document_drafting", "document_posted"]),
        ("王主任", ["document_waiting", "draft", "document_express_open"]),
    ],
)
def test_each_list_is_read_by_its_index(many, name, indexes):
    found = plans(many.actor(name))

    assert len(found) == len(indexes)
    for index, plan in zip(indexes, found, strict=True):
        assert index in plan, plan
        assert "SCAN disclosures" not in plan, plan
        assert "Seq Scan on disclosures_document" not in plan, plan


@pytest.mark.parametrize("sieve", [library.ALL, Sieve(state="有效")])
def test_the_policy_library_reads_no_other_documents(many, sieve):
    with CaptureQueriesContext(connection) as seen:
        library.stretch(sieve, AT.date(), 1, 50)
        library.place(sieve, AT.date(), 7)
    word = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        found = [explained(cursor, word + query["sql"]) for query in seen]
    assert len(found) == 2
    for plan in found:
        assert "document_genre_public" in plan, plan
        assert "Seq Scan on disclosures_document" not in plan, plan


def test_documents_from_before_learn_the_end_of_their_posting(office):
    over = AT.date() - timedelta(days=1)
    posted = office.published("list", display_until=over)
    plain, draft = office.published(), office.drafted(display_until=over)
    Document.objects.update(display_until=None)
    (path,) = Path(migrations.__path__[0]).glob("*_posted.py")
    import_module(f"{migrations.__name__}.{path.stem}").copy(apps, None)

    known = dict(Document.objects.order_by("id").values_list("pk", "display_until"))
    assert known == {posted.pk: over, plain.pk: None, draft.pk: None}
