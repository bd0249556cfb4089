"""`manage keys`: whether the keys of personal data are there; changing the key."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from gongkai.kernel import keyring, rotation, sealing
from gongkai.kernel.actor import Actor
from gongkai.kernel.keyring import KeyTrouble
from gongkai.law.roles import Role

OPERATOR = Actor(person=None, name="命令行", roles=frozenset({Role.ADMIN}))
"""Whoever may run commands on the server."""


class Command(BaseCommand):
    """Tell about the keys; CommandError with a sentence when they are not in order."""

    help = "看个人信息的加密密钥是否可用，更换密钥"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--rotate`: make a new key and seal everything anew; cut off, it is taken up again."""
        parser.add_argument("--rotate", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Change the key if asked to, then tell."""
        try:
            if options["rotate"]:
                done = rotation.rotate(by=OPERATOR, at=now())
                self.stdout.write(f"已用第{done.current}号密钥重新加密 {done.rows} 条")
            self.stdout.write(told())
        except KeyTrouble as why:
            raise CommandError(str(why)) from why


def told() -> str:
    """Return the state of the keys in a sentence. Raises KeyTrouble."""
    place = keyring.path()
    if keyring.load() is None and not sealing.anything_sealed():
        return "个人信息的密钥还没有生成，第一次登记申请时自动生成"
    ring = sealing.ring()
    if os.name != "nt" and place.stat().st_mode & 0o077:
        raise KeyTrouble(f"个人信息的密钥 {place} 别人也能读，请执行 chmod 600 {place}")
    if left := rotation.behind():
        raise KeyTrouble(f"还有 {left} 条个人信息使用旧密钥，请运行 gongkai keys rotate 继续更换")
    return (
        f"个人信息的密钥 {place} 可用，当前第{ring.current.number}号，共 {len(ring.keys)} 把；"
        "请单独备份，不要和数据库的备份放在一起"
    )
