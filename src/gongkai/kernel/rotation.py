"""Changing the key: a new one seals, everything is sealed anew, and old keys go when unused.

Every batch is a transaction of its own, so that a run cut off is taken up by the next: as long as
a row has an older key, no further key is made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from gongkai.kernel import keyring
from gongkai.kernel.actor import Actor
from gongkai.kernel.keyring import KeyRing
from gongkai.kernel.ledger_line import record
from gongkai.kernel.sealing import Sealed, ring, tables
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role

BATCH = 200
"""Rows sealed anew in one transaction."""
GRACE = timedelta(hours=1)
"""How long a process that read the old ring may still be writing with it."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a run did: the key that seals now, rows sealed anew, keys dropped, keys still kept."""

    current: int
    rows: int
    dropped: tuple[int, ...]
    kept: tuple[int, ...]


def rotate(*, by: Actor, at: datetime) -> Rotated:
    """Take up the last rotation, or begin one; seal everything anew and drop what nothing uses.

    Raises NotAllowed for others than the administrator, KeyTrouble when a row does not open.
    """
    if Role.ADMIN not in by.roles:
        raise NotAllowed("只有管理员可以更换加密密钥")
    keys = ring()
    if not any(_older(keys)):
        keys = keys.with_new(at)
        keyring.save(keys)
    rows = sum(_anew(table, keys.current.number) for table in tables())
    dropped = _unused(keys, at)
    keyring.save(keys.without(dropped))
    done = Rotated(
        current=keys.current.number,
        rows=rows,
        dropped=tuple(sorted(dropped)),
        kept=tuple(key.number for key in keys.keys if key.number not in dropped),
    )
    record(
        "kernel.rotate_keys",
        label="更换加密密钥",
        subject="kernel.keyring",
        by=by,
        at=at,
        basis="《个人信息保护法》第五十一条",
        detail={"current": done.current, "rows": done.rows, "dropped": list(done.dropped)},
    )
    return done


def behind() -> int:
    """Return how many rows still need an older key."""
    current = ring().current.number
    return sum(table._default_manager.exclude(key_number=current).count() for table in tables())


def _older(keys: KeyRing) -> Iterator[bool]:
    for table in tables():
        yield table._default_manager.exclude(key_number=keys.current.number).exists()


def _anew(table: type[Sealed], number: int) -> int:
    """Seal anew every row of a table that has an older key; return how many."""
    waiting = (
        table._default_manager.exclude(key_number=number)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    keys = list(waiting)
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        with transaction.atomic():
            found = table._default_manager.select_for_update().filter(pk__in=batch)
            for row in found.order_by("pk"):
                row.seal(row.opened())
                row.save(update_fields=["sealed", "key_number"])
    return len(keys)


def _unused(keys: KeyRing, at: datetime) -> set[int]:
    """Return the retired keys that nothing uses, and nobody can be writing with any more."""
    retired = {
        key.number
        for key in keys.keys
        if key.retired and datetime.fromisoformat(key.retired) + GRACE <= at
    }
    for table in tables():
        retired -= set(
            table._default_manager.order_by().values_list("key_number", flat=True).distinct()
        )
    return retired
