"""`gongkai demo`: a believable county in a folder of its own, served on this machine only."""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import django
from django.core.management import call_command

from gongkai.cli.serve import free_port, serve

HOST = "127.0.0.1"
MARK = "demo.json"
"""The file that says a folder holds a demo, with its logins; nothing else is ever emptied."""
SITE = {
    "GONGKAI_SITE_CODE": "9909000001",
    "GONGKAI_SITE_ICP": "禾ICP备00000000号-1",
    "GONGKAI_SITE_POLICE": "禾公网安备 00000000000000号",
    "GONGKAI_SITE_UNDERTAKER": "青禾县政府办公室",
    "GONGKAI_HANT": "1",
}
"""What the invented county says of its site at the foot of every page."""


def run(given: argparse.Namespace) -> int:
    """Build the county unless the folder holds it already, then serve it."""
    home: Path = given.dir.resolve()
    if given.fresh:
        empty(home)
    home.mkdir(parents=True, exist_ok=True)
    port = 0 if given.no_serve else free_port(HOST, given.port)
    os.environ["GONGKAI_HOME"] = str(home)
    for name, value in SITE.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("GONGKAI_BASE_URL", f"http://{HOST}:{port or given.port}")
    django.setup()
    call_command("migrate", verbosity=0)
    if not (home / MARK).exists():
        print("正在造演示县（青禾县）……")
        call_command("demo", mark=home / MARK)
        call_command("publish", verbosity=0)
        call_command("search", verbosity=0)
    told = json.loads((home / MARK).read_text(encoding="utf-8"))
    if given.no_serve:
        tell_logins(told["logins"])
        print(f"演示数据已就绪，在 {home}")
        return 0
    told["url"] = f"http://{HOST}:{port}/"
    (home / MARK).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    tell_logins(told["logins"])
    print(f"演示站点 {told['url']}")
    print(f"工作台   {told['url']}desk/   （按 Ctrl+C 停止）")
    serve(HOST, port)
    return 0


def tell_logins(logins: list[dict[str, str]]) -> None:
    """Print one line per login."""
    print("账号（密码都一样）：" if len({x["password"] for x in logins}) == 1 else "账号：")
    for login in logins:
        print(f"  {login['username']:<10}{login['password']:<20}{login['role']}　{login['name']}")


def empty(home: Path) -> None:
    """Remove a demo's folder; refuse a folder that holds anything else."""
    if not home.exists():
        return
    if any(home.iterdir()) and not (home / MARK).exists():
        sys.exit(f"{home} 里不是演示数据，没有清空；请换一个文件夹（--dir）")
    shutil.rmtree(home)
