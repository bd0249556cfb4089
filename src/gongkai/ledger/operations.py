"""Every write of the log: sealing what became public, erasing a salt, changing the key."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from gongkai.disclosures.models import Document
from gongkai.kernel.actor import Actor
from gongkai.kernel.compiled import Compiled, Table
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.ledger import key, tree
from gongkai.ledger.leaf import SALT_BYTES, Statement, instant
from gongkai.ledger.models import Edge, Head, Leaf, Node
from gongkai.ledger.statements import ACTS, Line, Stated, Statements

AT_ONCE = 500
"""Leaves sealed in one transaction."""
AGAIN = 256
"""Settled lines that are looked at again: a number may be drawn before its transaction counts."""
IDLE_LINES = 5000
"""Lines without any public act after which the mark is moved all the same."""
_HASH_BYTES = tree.HASH_BYTES
_EDGE_COLUMNS = tuple(field.attname for field in Edge._meta.concrete_fields)


def seal(*, at: datetime) -> int:
    """Make a leaf of every public act that has none yet; return how many there are new.

    Safe to call at any time and by several at once: each ledger line becomes one leaf, all of a
    transaction or none. Raises `key.KeyTrouble` when the first sealing cannot make its key.
    """
    if not _asked_for():
        return 0
    made = 0
    while True:
        with transaction.atomic():
            edge = _locked_edge()
            done = _seal_some(edge, at)
        made += done
        if done < AT_ONCE:
            return made


def erase_salt(document: Document, *, reason: str, by: Actor, at: datetime) -> list[int]:
    """Erase the salts of a withdrawn document's former texts; return the leaves concerned.

    From then on these leaves tell nothing to anybody, not even to who guesses the text. The leaf
    of the withdrawal keeps its salt: it speaks of the tombstone, and proves the tree's order.
    """
    if not by.has(Role.SUPERVISOR) and not by.has(Role.ADMIN):
        raise NotAllowed("只有监督或者管理员可以抹去盐值")
    if document.organ_id not in by.organs:
        raise NotAllowed("只能抹去本机关和下级机关文件的盐值")
    if not reason.strip():
        raise NotAllowed("请写明理由")
    with transaction.atomic():
        _locked_edge()
        leaves = list(Leaf.objects.filter(subject=document.reference).order_by("number"))
        if not leaves or leaves[-1].act != Leaf.Act.WITHDRAW:
            raise NotAllowed("这份文件没有撤下，或者撤下还没有登记，不能抹去盐值")
        numbers = [leaf.number for leaf in leaves[:-1] if leaf.salt is not None]
        if not numbers:
            return []
        Leaf.objects.filter(number__in=numbers).update(salt=None)
        record(
            "ledger.erase_salt",
            label="抹去盐值",
            subject=document.reference,
            by=by,
            at=at,
            organ=document.organ_id,
            reason=reason,
            detail={"leaves": numbers},
        )
    return numbers


def change_key(*, reason: str, by: Actor, at: datetime) -> str:
    """Sign from now on with the key that stands in the file, made if there is none.

    Returns the line of the public key. Readers must be told: who kept the old key will see a
    signature he does not know.
    """
    if not by.has(Role.ADMIN):
        raise NotAllowed("只有管理员可以更换登记簿的签名密钥")
    public = key.make().public.text
    with transaction.atomic():
        edge = _locked_edge()
        record(
            "ledger.change_key",
            label="更换签名密钥",
            subject="ledger.edge:1",
            by=by,
            at=at,
            reason=reason,
            detail={"from": edge.key, "to": public},
        )
        Edge.objects.update(key=public)
    return public


def _asked_for() -> bool:
    """Look without a lock whether there is anything to do; called every two seconds."""
    edge = _SETTLED(Edge.ONLY)
    settled = edge[0][0] if edge else 0
    if _unsealed(1)(settled - AGAIN):
        return True
    return bool(edge) and _last_line() - settled > IDLE_LINES


def _locked_edge() -> Edge:
    rows = _EDGE(Edge.ONLY)
    if not rows:
        Edge.objects.get_or_create(pk=Edge.ONLY)
        rows = _EDGE(Edge.ONLY)
    edge = Edge(**dict(zip(_EDGE_COLUMNS, rows[0], strict=True)))
    if not edge.key:
        edge.key = key.make().public.text
        Edge.objects.update(key=edge.key)
    return edge


def _last_line() -> int:
    found = _LAST_LINE()
    return found[0][0] if found else 0


@cache
def _unsealed(most: int) -> Compiled:
    """The lines about public acts behind some line that have no leaf, oldest first."""

    def build(settled: int) -> "QuerySet[Entry, Any]":
        sealed = Leaf.objects.filter(entry=OuterRef("id"))
        new = Entry.objects.filter(id__gt=settled, act__in=ACTS)
        return new.filter(~Exists(sealed)).order_by("id").values_list(*Line._fields)[:most]

    return Compiled(build, 1_000_000_001)


def _locked(only: int) -> "QuerySet[Edge, Any]":
    found = Edge.objects.select_for_update().filter(pk=only).order_by("pk")
    return found.values_list(*_EDGE_COLUMNS)


def _settled(only: int) -> "QuerySet[Edge, Any]":
    return Edge.objects.filter(pk=only).order_by("pk").values_list("settled")


def _newest_line() -> "QuerySet[Entry, Any]":
    return Entry.objects.order_by("-id").values_list("id")[:1]


_EDGE = Compiled(_locked, 1_000_000_001)
_EDGES, _HEADS, _LEAVES = Table(Edge), Table(Head), Table(Leaf)
_SETTLED = Compiled(_settled, 1_000_000_001)
_LAST_LINE = Compiled(_newest_line)


def _seal_some(edge: Edge, at: datetime) -> int:
    """Seal a batch under the lock of the edge; return how many lines it held."""
    horizon, last = _oldest_running(), _last_line()
    lines = list(map(Line._make, _unsealed(AT_ONCE)(edge.settled - AGAIN)))
    _grow(edge, lines, at)
    _settle(edge, lines[-1].id if len(lines) == AT_ONCE else last, last, horizon)
    _EDGES.update([getattr(edge, name) for name in _EDGE_COLUMNS])
    return len(lines)


def _grow(edge: Edge, lines: list[Line], at: datetime) -> None:
    """Add the leaves of some lines, the hashes they complete, and the new head."""
    algorithm = settings.GONGKAI["ledger_hash"]
    frontier = [
        bytes(edge.frontier)[i : i + _HASH_BYTES] for i in range(0, len(edge.frontier), _HASH_BYTES)
    ]
    leaves, nodes = list[Sequence[Any]](), list[Node]()
    for stated in Statements(lines).numbered(edge.size):
        leaf, sealed = _leaf(edge.size, stated, algorithm)
        leaves.append(leaf)
        frontier, made = tree.append(frontier, edge.size, tree.leaf_hash(sealed))
        nodes += [Node(level=level, place=place, hash=found) for level, place, found in made]
        edge.size += 1
    if leaves:
        _LEAVES.insert(leaves)
        if nodes:
            Node.objects.bulk_create(nodes)
        _HEADS.insert([(edge.size, tree.frontier_root(frontier), at)])
        edge.frontier = b"".join(frontier)


def _leaf(number: int, stated: Stated, algorithm: str) -> tuple[Sequence[Any], bytes]:
    """Return the row of a leaf, its columns in the order of the model, and its entry in the log."""
    line, act, salt = stated.line, stated.act.value, secrets.token_bytes(SALT_BYTES)
    said = Statement(
        act, stated.address, instant(line.at), instant(stated.since), stated.text, stated.earlier
    )
    sealed = said.entry(salt, algorithm)
    told = (act, stated.address, line.at, stated.since, stated.text, algorithm, salt, sealed)
    return (number, line.id, line.subject, *told), sealed


def _oldest_running() -> int:
    """Return the oldest transaction still running; SQLite has none beside the writer's own."""
    return _snapshot("pg_snapshot_xmin") if connection.vendor == "postgresql" else 0


def _settle(edge: Edge, seen: int, last: int, horizon: int) -> None:
    """Move the mark as far as no transaction still running can add a line below it."""
    if connection.vendor != "postgresql":
        edge.settled = max(edge.settled, seen)
        return
    if edge.ahead_xid <= horizon:
        edge.settled = max(edge.settled, min(seen, edge.ahead))
        if edge.settled >= edge.ahead:
            edge.ahead, edge.ahead_xid = last, _snapshot("pg_snapshot_xmax")


def _snapshot(bound: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {bound}(pg_current_snapshot())::text::bigint")
        found: int = cursor.fetchone()[0]
    return found
