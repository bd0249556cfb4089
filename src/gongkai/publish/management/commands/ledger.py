"""`manage ledger`: how long the log is and which key signs it; changing the key."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role
from gongkai.ledger import key, operations, queries

OPERATOR = Actor(person=None, name="命令行", roles=frozenset({Role.ADMIN}))
"""Whoever may run commands on the server."""


class Command(BaseCommand):
    """Tell about the log; CommandError with a sentence when its key is not in order."""

    help = "看登记簿有多少条、用哪把密钥签名"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--new-key REASON`: sign from now on with the key in the file, made if there is none."""
        parser.add_argument("--new-key", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Change the key if asked to, then tell."""
        try:
            if options["new_key"]:
                operations.change_key(reason=options["new_key"], by=OPERATOR, at=now())
            self.stdout.write(told())
        except key.KeyTrouble as why:
            raise CommandError(str(why)) from why


def told() -> str:
    """Return the state of the log in a sentence. Raises KeyTrouble."""
    known, head = queries.known_key(), queries.head()
    if not known:
        return "登记簿还没有开始，第一次公开时自动生成签名密钥"
    key.load(known)
    if os.name != "nt" and key.path().stat().st_mode & 0o077:
        raise key.KeyTrouble(f"签名密钥 {key.path()} 别人也能读，请执行 chmod 600 {key.path()}")
    size = head.size if head else 0
    return f"登记簿 {size} 条，签名密钥 {key.path()} 可用，请单独备份；公钥 {known}"
