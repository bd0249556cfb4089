"""Every public act becomes one leaf, once, whoever seals and however often."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.disclosures.models import Document, Version
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import history
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.ledger import key, operations, queries, tree
from gongkai.ledger.leaf import instant
from gongkai.ledger.models import Edge, Head, Leaf, Node
from gongkai.text import shown
from tests.ledger.towers import correct
from tests.portal.press import AT

SUPERVISOR = Actor(person=9, name="孙监", roles=frozenset({Role.SUPERVISOR}))
ADMIN = Actor(person=8, name="郑管", roles=frozenset({Role.ADMIN}))
CLERK = Actor(person=7, name="李办", roles=frozenset({Role.CLERK}))


def seated(who, document):
    """The same person, in the organ of a document."""
    return replace(who, organs=frozenset({document.organ_id}))


def text_of(version):
    files = [(f"{a.file.sha256}.{a.file.kind}", a.name) for a in version.attachments.all()]
    return shown.public_text(version.title, shown.page_form(version.body), files)


def said():
    rows = Leaf.objects.order_by("number")
    return list(rows.values_list("number", "act", "subject"))


def root_by_tiles():
    return tree.root(Leaf.objects.count(), queries.tile)


def test_publication_becomes_a_leaf(press):
    document = press.publish("一件", body="<p>文。</p>", files=[("a.txt", b"a")])
    assert operations.seal(at=AT) == 1
    leaf, proof = Leaf.objects.get(), queries.proof_of(document)
    assert (leaf.number, leaf.act, leaf.address) == (0, "publish", document.address)
    assert proof.statement.text == text_of(document.live).digest
    assert (proof.statement.at, proof.statement.earlier) == (instant(AT), ())
    assert proof.statement.entry(bytes.fromhex(proof.salt)) == bytes(leaf.sealed)
    head = queries.head()
    assert (head.size, bytes(head.root)) == (1, tree.leaf_hash(bytes(leaf.sealed)))


def test_sealing_twice_is_sealing_once(press):
    press.publish()
    assert [operations.seal(at=AT) for _ in range(3)] == [1, 0, 0]
    assert Head.objects.count() == 1


def test_first_sealing_makes_the_key_for_its_owner_alone(press, home):
    press.publish()
    operations.seal(at=AT)
    assert (home / "ledger_key").stat().st_mode & 0o777 == 0o600
    assert key.load("").public.text == queries.known_key()


def test_empty_log(db, home):
    assert operations.seal(at=AT) == 0
    assert queries.head() is None
    assert queries.known_key() == ""
    assert not (home / "ledger_key").exists()


def test_history_of_a_document_is_told_leaf_by_leaf(press):
    document = press.publish("一件")
    operations.seal(at=AT)
    correct(press, document, "改正")
    press.withdraw(document)
    correct(press, document, "又公开")
    press.enter(document, "repeal")
    assert operations.seal(at=AT) == 4
    acts = ["publish", "correct", "withdraw", "restore", "repeal"]
    assert said() == [(n, act, document.reference) for n, act in enumerate(acts)]
    proof = queries.proof_of(document)
    assert (proof.number, proof.statement.earlier) == (4, (0, 1, 2, 3))
    leaves = list(Leaf.objects.order_by("number"))
    assert leaves[4].text == leaves[3].text == text_of(document.live).digest
    assert leaves[2].text == shown.tombstone_text("这条信息已经撤下", "内容有误").digest


def test_repeal_keeps_the_day_since_which_the_text_stands(press):
    document = press.publish("一件")
    Entry.objects.create(
        at=AT + timedelta(days=9),
        act="disclosures.document.repeal",
        label="x",
        subject=document.reference,
        person_name="x",
    )
    operations.seal(at=AT)
    told = queries.proof_of(document).statement
    assert (told.at, told.since) == (instant(AT + timedelta(days=9)), instant(AT))


def test_text_is_the_one_named_by_the_line(press):
    document = press.publish("一件")
    row = {"document": document, "author": document.live.author, "made_at": AT}
    named = Version.objects.create(number=2, title="线上这一版", digest="d" * 64, **row)
    Version.objects.create(number=3, title="后来的一版", digest="e" * 64, **row)
    Entry.objects.create(
        at=AT,
        act="disclosures.document.publish",
        label="x",
        subject=document.reference,
        person_name="x",
        detail={"digest": named.digest},
    )
    operations.seal(at=AT)
    assert Leaf.objects.get(number=1).text == text_of(named).digest


def test_text_nobody_knows_has_an_empty_digest(press):
    document = press.publish("一件")
    Document.objects.filter(pk=document.pk).update(live=None, draft=None, state="withdrawn")
    press.enter(document, "repeal")
    operations.seal(at=AT)
    assert list(Leaf.objects.values_list("act", "text")) == [("publish", ""), ("repeal", "")]


def test_repeal_as_the_first_leaf_speaks_of_the_live_text(press):
    document = press.publish("一件")
    Entry.objects.create(
        pk=-5,  # before the line of the publication
        at=AT,
        act="disclosures.document.repeal",
        label="x",
        subject=document.reference,
        person_name="x",
    )
    operations.seal(at=AT)
    leaf = Leaf.objects.get(number=0)
    assert (leaf.act, leaf.text) == ("repeal", text_of(document.live).digest)


def test_document_without_an_address_has_no_leaf(press):
    document = press.publish("一件")
    row = {"state": "drafting", "published_at": None}
    Document.objects.filter(pk=document.pk).update(**row)
    assert operations.seal(at=AT) == 1
    assert queries.proofs([document]) == {}


def test_line_about_nothing_known_is_left_out(press):
    Entry.objects.create(
        at=AT, act="disclosures.document.publish", label="x", subject="x:999", person_name="x"
    )
    press.publish()
    operations.seal(at=AT)
    assert Leaf.objects.count() == 1


def test_late_line_with_a_smaller_number_is_sealed(press):
    press.publish()
    last = Entry.objects.latest("id")
    Entry.objects.create(
        pk=last.pk + 10, at=AT, act="x.y", label="x", subject="x:1", person_name="x"
    )
    operations.seal(at=AT)
    late = press.publish("晚到的")
    Entry.objects.create(
        pk=last.pk + 5,
        at=AT,
        act="disclosures.document.publish",
        label="x",
        subject=late.reference,
        person_name="x",
    )
    assert operations.seal(at=AT) == 2
    assert operations.seal(at=AT) == 0
    assert Leaf.objects.count() == 3


def test_long_run_of_other_lines_moves_the_mark(press, monkeypatch):
    document = press.publish()
    operations.seal(at=AT)
    monkeypatch.setattr(operations, "IDLE_LINES", 3)
    for _ in range(5):
        press.enter(document, "write")
    assert operations.seal(at=AT) == 0
    if connection.vendor == "sqlite":
        assert Edge.objects.get().settled == Entry.objects.latest("id").pk


def test_many_are_sealed_in_batches_with_nodes_above(press, monkeypatch):
    document = press.publish()
    line = Entry.objects.latest("id")
    Entry.objects.bulk_create(
        Entry(at=AT, act=line.act, label="x", subject=document.reference, person_name="x")
        for _ in range(299)
    )
    monkeypatch.setattr(operations, "AT_ONCE", 100)
    assert operations.seal(at=AT) == 300
    assert list(Leaf.objects.values_list("number", flat=True)) == list(range(300))
    assert list(Head.objects.values_list("size", flat=True)) == [100, 200, 300]
    assert bytes(queries.head().root) == root_by_tiles()
    assert list(Node.objects.values_list("level", "place")) == [(1, 0)]


def test_sm3_is_one_setting(press, settings, home):
    settings.GONGKAI = {**settings.GONGKAI, "ledger_hash": "sm3"}
    document = press.publish()
    operations.seal(at=AT)
    proof = queries.proof_of(document)
    assert proof.algorithm == "sm3"
    sealed = bytes(Leaf.objects.get().sealed)
    assert proof.statement.entry(bytes.fromhex(proof.salt), "sm3") == sealed
    assert proof.statement.entry(bytes.fromhex(proof.salt), "sha256") != sealed


def test_crash_inside_a_sealing_leaves_nothing_of_it(press, monkeypatch):
    press.publish()

    def crash(*_, **__):
        raise RuntimeError("crash")

    with monkeypatch.context() as patch:
        patch.setattr(operations._HEADS, "insert", crash)
        with pytest.raises(RuntimeError), transaction.atomic():
            operations.seal(at=AT)
    assert (Leaf.objects.count(), Node.objects.count(), Edge.objects.count()) == (0, 0, 0)
    assert operations.seal(at=AT) == 1


class PostgreSQL:
    """Stands for the connection where transactions run side by side."""

    vendor = "postgresql"


@pytest.mark.parametrize(
    ("before", "seen", "horizon", "after"),
    [
        ((10, 10, 0), 40, 7, (10, 40, 99)),  # nothing waited for: remember what is running now
        ((10, 30, 8), 40, 7, (10, 30, 8)),  # somebody who began before is still running
        ((10, 30, 8), 40, 8, (30, 40, 99)),  # they are all done: decided up to what was seen
        ((10, 30, 8), 20, 9, (20, 30, 8)),  # a full batch ends before that
    ],
)
def test_mark_moves_only_below_what_nobody_can_still_add_to(
    monkeypatch, before, seen, horizon, after
):
    monkeypatch.setattr(operations, "connection", PostgreSQL)
    monkeypatch.setattr(operations, "_snapshot", lambda _: 99)
    edge = Edge(settled=before[0], ahead=before[1], ahead_xid=before[2])
    operations._settle(edge, seen, 40, horizon)
    assert (edge.settled, edge.ahead, edge.ahead_xid) == after


# ── What the database refuses ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_leaf SET text = 'x'",
        "UPDATE ledger_leaf SET salt = sealed",
        "UPDATE ledger_leaf SET number = 7",
        "UPDATE ledger_leaf SET salt = NULL, sealed = salt",
        "DELETE FROM ledger_leaf",
        "UPDATE ledger_head SET size = 7",
        "DELETE FROM ledger_head",
        "UPDATE ledger_node SET place = 7",
        "DELETE FROM ledger_node",
    ],
)
def test_database_refuses_to_change_the_log(press, statement):
    press.publish()
    operations.seal(at=AT)
    Node.objects.create(level=1, place=9, hash=b"x" * 32)
    with (
        pytest.raises(IntegrityError, match="is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_number_is_given_once(press):
    press.publish()
    operations.seal(at=AT)
    leaf = Leaf.objects.get()
    leaf.entry += 1
    with pytest.raises(IntegrityError), transaction.atomic():
        leaf.save(force_insert=True)


# ── Erasing ──────────────────────────────────────────────────────────────────────────────────


def test_salt_of_a_withdrawn_text_is_erased_and_the_tree_stands(press):
    document = press.publish("一件")
    press.withdraw(document)
    operations.seal(at=AT)
    root = bytes(queries.head().root)
    done = operations.erase_salt(
        document, reason="含有个人信息", by=seated(SUPERVISOR, document), at=AT
    )
    assert done == [0]
    assert [leaf.salt is None for leaf in Leaf.objects.order_by("number")] == [True, False]
    assert root_by_tiles() == root
    line = history(document.reference)[-1]
    assert (line.act, line.reason, line.detail) == (
        "ledger.erase_salt",
        "含有个人信息",
        {"leaves": [0]},
    )
    assert (
        operations.erase_salt(document, reason="再来一次", by=seated(ADMIN, document), at=AT) == []
    )
    assert queries.proof_of(document).salt


def test_salt_of_another_organs_text_is_not_erased(press):
    document = press.publish("一件")
    press.withdraw(document)
    operations.seal(at=AT)
    with pytest.raises(NotAllowed, match="下级机关"):
        operations.erase_salt(document, reason="理由", by=SUPERVISOR, at=AT)


def test_page_of_an_erased_leaf_has_no_salt(press):
    document = press.publish("一件")
    operations.seal(at=AT)
    Leaf.objects.update(salt=None)
    assert queries.proof_of(document).salt == ""


@pytest.mark.parametrize(
    ("by", "reason", "withdrawn", "sentence"),
    [
        (CLERK, "理由", True, "只有监督或者管理员"),
        (SUPERVISOR, " ", True, "写明理由"),
        (SUPERVISOR, "理由", False, "没有撤下"),
    ],
)
def test_salt_is_not_erased(press, by, reason, withdrawn, sentence):
    document = press.publish("一件")
    if withdrawn:
        press.withdraw(document)
    operations.seal(at=AT)
    with pytest.raises(NotAllowed, match=sentence):
        operations.erase_salt(document, reason=reason, by=seated(by, document), at=AT)
    assert not Leaf.objects.filter(salt=None).exists()


# ── The key ──────────────────────────────────────────────────────────────────────────────────


def test_changed_key_leaves_a_line(press, home):
    press.publish()
    operations.seal(at=AT)
    old = queries.known_key()
    (home / "ledger_key").unlink()
    with pytest.raises(key.KeyTrouble, match="不见了"):
        key.load(old)
    new = operations.change_key(reason="密钥丢失", by=ADMIN, at=AT)
    assert queries.known_key() == new != old
    assert key.load(new).public.text == new
    line = Entry.objects.latest("id")
    assert (line.act, line.detail) == ("ledger.change_key", {"from": old, "to": new})


def test_only_an_administrator_changes_the_key(db, home):
    with pytest.raises(NotAllowed, match="只有管理员"):
        operations.change_key(reason="x", by=CLERK, at=AT)


def test_rows_read_as_sentences(press):
    press.publish()
    operations.seal(at=AT)
    assert str(Leaf.objects.get()) == "第0号 公开 /xxgk/2026/11/1.html"
    assert str(Head.objects.get()).startswith("1 ")
    assert str(Node(level=1, place=2)) == "1/2"
    assert str(Edge.objects.get()).startswith("1 → ")
