"""The words of `gongkai`; every command says what it does in one line of help.

Exit codes: 0 done, 1 faults found, 2 bad input.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import TypeAlias, cast

Command = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # Django prints its own progress; ours goes through print, line by line.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    given = parser().parse_args(words)
    command: Command = given.command
    return command(given)


def _named(name: str) -> Command:
    """Return a command whose module is loaded when it runs: publishing needs no web server."""

    def command(given: argparse.Namespace) -> int:
        return cast("Command", resolve_name(f"gongkai.cli.{name}"))(given)

    return command


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="gongkai", description="政务公开：县、乡镇街道、村（社区）")
    commands = top.add_subparsers(required=True, metavar="命令")
    for group in (_to_run, _to_publish, _to_ask):
        group(commands)
    return top


def _to_run(commands: Commands) -> None:
    """Add what sets an installation up and keeps it running."""
    build = commands.add_parser("demo", help="造一个演示县并打开网站")
    build.add_argument("--dir", type=Path, default=Path("var"), help="数据所在文件夹")
    build.add_argument("--no-serve", action="store_true", help="只造数据，不打开网站")
    build.add_argument("--fresh", action="store_true", help="清空文件夹，重新造")
    build.add_argument("--port", type=int, default=8000, help="端口；被占用时用下一个，0 为任意")
    build.set_defaults(command=_named("demo:run"))

    first = commands.add_parser("found", help="设立最上级的机关和第一个管理员账号")
    first.add_argument("--name", required=True, help="机关全称")
    first.add_argument("--short-name", default="", help="简称")
    first.add_argument("--slug", required=True, help="网址名，小写字母")
    first.add_argument("--kind", default="county", choices=("county", "town", "street"))
    first.add_argument("--username", default="admin", help="管理员账号")
    first.add_argument("--person", required=True, help="管理员姓名")
    first.set_defaults(command=_named("serve:found"))

    web = commands.add_parser("serve", help="打开网站和后台任务")
    web.add_argument("--host", default="127.0.0.1", help="监听地址")
    web.add_argument("--port", type=int, default=8000, help="端口")
    web.set_defaults(command=_named("serve:run"))

    work = commands.add_parser("work", help="只运行后台任务：到时发布、生成网页")
    work.add_argument("--once", action="store_true", help="做完现在该做的就结束")
    work.set_defaults(command=_named("serve:work"))

    commands.add_parser("migrate", help="建立或升级数据库").set_defaults(
        command=_named("serve:migrate")
    )


def _to_publish(commands: Commands) -> None:
    """Add what concerns the public site."""
    site = commands.add_parser("publish", help="生成静态网站")
    site.add_argument("--out", type=Path, default=None, help="输出文件夹")
    site.add_argument("--full", action="store_true", help="整站重新生成，与现有的逐字节比较")
    site.add_argument("--prefix", default="", help="网站在域名下的路径，例如 /gk")
    site.add_argument("--package", type=Path, default=None, help="改为写一个交换包（.zip）")
    site.add_argument("--since", default="", help="交换包：只要这一天以后的改动")
    site.add_argument("--organ", default="", help="交换包：只要这个机关的，写它的网址名")
    site.set_defaults(command=_named("publishing:publish"))

    proof = commands.add_parser("verify", help="核对公开的网站是否和登记的一样，只凭公开的文件")
    proof.add_argument("target", metavar="文件夹或网址", help="网站的文件夹，或者一个网页的网址")
    proof.add_argument("--key", type=Path, help="公钥文件；不给则用网站自己的 ledger/key.txt")
    proof.add_argument("--since", type=Path, metavar="签名页", help="以前保存的 checkpoint 文件")
    proof.add_argument("--json", action="store_true", help="输出 JSON")
    proof.set_defaults(command=_named("verify:run"))

    book = commands.add_parser("ledger", help="看登记簿有多少条、用哪把密钥签名")
    book.add_argument("--new-key", metavar="理由", default="", help="换用新的签名密钥")
    book.set_defaults(command=_named("ledger:run"))

    seals = commands.add_parser("keys", help="看个人信息的加密密钥是否可用；rotate 更换密钥")
    seals.add_argument("act", nargs="?", choices=("show", "rotate"), default="show", help="做什么")
    seals.set_defaults(command=_named("keys:run"))

    index = commands.add_parser("search", help="更新检索索引")
    index.add_argument("--rebuild", action="store_true", help="从头重建；重建时旧索引照常使用")
    index.set_defaults(command=_named("serve:search"))


def _to_ask(commands: Commands) -> None:
    """Add what answers a question."""
    due = commands.add_parser("due", help="算一个法定期限，逐日说明")
    due.add_argument("rule", help="期限代码，例如 gi.reply")
    due.add_argument("--from", dest="start", required=True, help="起算事件的日期，例如 2026-11-23")
    due.add_argument("--json", action="store_true", help="输出 JSON")
    due.set_defaults(command=_named("answers:due"))

    screen = commands.add_parser("screen", help="查文件里的个人信息")
    screen.add_argument("files", nargs="+", type=Path, metavar="文件")
    screen.add_argument("--list", default="", metavar="名单", help="名单的种类，决定怎样遮盖")
    screen.add_argument("--mask", type=Path, metavar="文件", help="把遮盖后的副本写到这里")
    screen.add_argument("--show", action="store_true", help="显示查到的内容本身")
    screen.add_argument("--json", action="store_true", help="输出 JSON")
    screen.set_defaults(command=_named("screening:screen"))

    commands.add_parser("doctor", help="检查这套安装缺什么").set_defaults(
        command=_named("doctor:run")
    )
