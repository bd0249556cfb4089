"""What the suite refuses everywhere, so that no single test has to look for it."""

import random
import re
import socket
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NetworkUsed(AssertionError):
    """Something tried to reach beyond this machine."""


def refuse_network() -> None:
    """Let Python's sockets reach only this machine (Unix sockets and loopback)."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in LOOPBACK:
                raise NetworkUsed(f"连接 {address} 被拒绝：测试不得使用网络")
            return real(self, address)

        return connect

    real_lookup = socket.getaddrinfo

    def lookup(host: Any, *rest: Any, **options: Any) -> Any:
        if host not in (None, "", "0.0.0.0", "::", *LOOPBACK):
            raise NetworkUsed(f"查询 {host} 被拒绝：测试不得使用网络")
        return real_lookup(host, *rest, **options)

    socket.socket.connect = guarded(socket.socket.connect)
    socket.socket.connect_ex = guarded(socket.socket.connect_ex)
    socket.getaddrinfo = lookup


class UnknownTemplateVariable(AssertionError):
    """A Django template used a variable that its view did not give."""


class RaisingString(str):
    """Stands for `string_if_invalid`: Django formats it with the variable's name."""

    def __new__(cls) -> "RaisingString":
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        raise UnknownTemplateVariable(f"模板里没有这个变量：{variable}")


def raise_on_unknown_template_variables() -> None:
    """Put the trap into the settings: Django builds its engines anew when DEBUG changes."""
    for engine in settings.TEMPLATES:
        if engine["BACKEND"].endswith(".DjangoTemplates"):
            engine["OPTIONS"]["string_if_invalid"] = RaisingString()


class UnorderedSlice(AssertionError):
    """A queryset without an order was cut: which rows come back is chance."""


order_of_chance = random.Random()


def shuffle_unordered_querysets() -> None:
    """Give our own unordered querysets a random order, and refuse to slice them."""
    real_fetch, real_item = QuerySet._fetch_all, QuerySet.__getitem__

    def is_left_to_chance(queryset: QuerySet) -> bool:
        ours = queryset.model.__module__.startswith("gongkai.")
        return ours and not queryset.ordered

    def fetch(self: QuerySet) -> None:
        fresh = self._result_cache is None
        real_fetch(self)
        if fresh and is_left_to_chance(self):
            order_of_chance.shuffle(self._result_cache)

    def item(self: QuerySet, key: int | slice) -> Any:
        if is_left_to_chance(self):
            raise UnorderedSlice(f"{self.model.__name__}[{key}]：先 order_by 再取")
        return real_item(self, key)

    QuerySet._fetch_all, QuerySet.__getitem__ = fetch, item


class WroteWhileReading(AssertionError):
    """A GET request changed a table."""


WRITES = re.compile(r'\s*(?:INSERT\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.I)
# Looking at the desk prolongs the session; that is its only trace.
WRITTEN_BY_READING = {"django_session"}


def refuse_writes(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """A `connection.execute_wrapper` under which only reading works."""
    if (wrote := WRITES.match(sql)) and wrote[1] not in WRITTEN_BY_READING:
        raise WroteWhileReading(f"读取时写入了 {wrote[1]}：{sql[:200]}")
    return execute(sql, *rest)


class ReadingClient(Client):
    """Django's test client whose GET and HEAD run under a cursor that cannot write."""

    def get(self, *args: Any, **options: Any) -> Any:
        with connection.execute_wrapper(refuse_writes):
            return super().get(*args, **options)

    def head(self, *args: Any, **options: Any) -> Any:
        with connection.execute_wrapper(refuse_writes):
            return super().head(*args, **options)
