"""The first act of an installation: its office, its columns and its administrator."""

import getpass
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import localdate, localtime

from gongkai.catalogue import operations as catalogue
from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import operations as organs

INSTALLER = Actor(person=None, name="安装程序", roles=frozenset({Role.ADMIN}))


class Command(BaseCommand):
    """设立最上级的机关和第一个管理员账号。"""

    help = "设立最上级的机关和第一个管理员账号"

    def add_arguments(self, parser: CommandParser) -> None:
        """What is founded; the password is asked for, or read from standard input."""
        parser.add_argument("--name", required=True, help="机关全称")
        parser.add_argument("--short-name", default="", help="简称")
        parser.add_argument("--slug", required=True, help="网址名，小写字母")
        parser.add_argument("--kind", default="county", choices=("county", "town", "street"))
        parser.add_argument("--username", default="admin", help="管理员账号")
        parser.add_argument("--person", required=True, help="管理员姓名")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found everything in one transaction, or nothing."""
        tty = sys.stdin.isatty()
        password = getpass.getpass("管理员密码：") if tty else sys.stdin.readline().rstrip("\n")
        try:
            with transaction.atomic():
                found(options, password, localtime())
        except NotAllowed as why:
            raise CommandError(str(why)) from None
        self.stdout.write(f"已设立{options['name']}，管理员账号 {options['username']}")


def found(given: dict[str, Any], password: str, at: datetime) -> None:
    """Set up the office, lay the standard columns and let the administrator in."""
    office = organs.set_up_organ(
        parent=None,
        kind=given["kind"],
        name=given["name"],
        short_name=given["short_name"],
        slug=given["slug"],
        by=INSTALLER,
        at=at,
    )
    by = replace(INSTALLER, organ=office.pk, organs=frozenset({office.pk}))
    catalogue.lay_columns(by=by, at=at)
    post = organs.create_post(office, name="系统管理员", roles=[Role.ADMIN], by=by, at=at)
    person = organs.take_on(organ=office, name=given["person"], by=by, at=at)
    organs.appoint(post, person=person, since=localdate(at), by=by, at=at)
    organs.open_account(person, username=given["username"], password=password, by=by, at=at)
