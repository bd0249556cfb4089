"""`gongkai doctor`: what this installation lacks, in plain words."""

import argparse
import os
import shutil
from collections.abc import Iterator
from io import StringIO

import django
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from gongkai.search import shelf
from gongkai.text.documents.recogniser import recogniser

LEAST_FREE = 1024**3
"""Bytes of free disk below which the doctor warns."""

MOST_BEHIND = 1000
"""Lines of the ledger the search index may be behind before the doctor warns."""


def run(given: argparse.Namespace) -> int:
    """Print one line per point looked at; 1 when something is wanting."""
    del given
    django.setup()
    points = list(examine())
    for good, sentence in points:
        print(f"{'✓' if good else '✗'} {sentence}")
    return int(not all(good for good, _ in points))


def examine() -> Iterator[tuple[bool, str]]:
    """Yield whether each point is in order, and a sentence about it."""
    yield from _database()
    yield from _told_by("ledger")
    yield from _told_by("keys")
    yield from _search()
    yield (
        True,
        "扫描件和图片由机器识读文字，仍须人工对照"
        if recogniser()
        else "扫描件和图片由人查看；要由机器先识读文字，请安装 gongkai[ocr]",
    )
    home = settings.HOME
    writable = home.exists() and os.access(home, os.W_OK)
    yield writable, f"数据文件夹 {home} {'可以写入' if writable else '不存在或不能写入'}"
    free = shutil.disk_usage(home if home.exists() else home.anchor).free
    yield free > LEAST_FREE, f"磁盘剩余 {free // 1024**2:,} MB"
    yield (
        not settings.DEBUG,
        "调试模式已关闭" if not settings.DEBUG else "调试模式开着，正式使用前请关闭",
    )
    secure = settings.SESSION_COOKIE_SECURE
    yield (
        secure,
        "登录只走 HTTPS" if secure else "没有启用 HTTPS（GONGKAI_HTTPS=1），只适合本机试用",
    )


def _told_by(command: str) -> Iterator[tuple[bool, str]]:
    said = StringIO()
    try:
        call_command(command, stdout=said)
    except DatabaseError:
        return  # told by the database's own line
    except CommandError as why:
        yield False, str(why)
        return
    yield True, said.getvalue().strip()


def _search() -> Iterator[tuple[bool, str]]:
    known, engine = shelf.state(), shelf.engine()
    if known is None or engine is None:
        yield False, "检索索引还没有建立，请运行 gongkai search"
        return
    try:
        behind = apps.get_model("kernel", "Entry").objects.filter(pk__gt=known.entry).count()
    except DatabaseError:
        return  # the database has had its own sentence
    yield (
        behind < MOST_BEHIND,
        f"检索索引有 {engine.count():,} 条"
        if behind < MOST_BEHIND
        else f"检索索引落后 {behind:,} 笔，请确认后台任务 gongkai work 在运行",
    )


def _database() -> Iterator[tuple[bool, str]]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as why:
        yield False, f"数据库连不上：{why}"
        return
    yield True, f"数据库已连接（{connection.vendor}）"
    yield (
        not waiting,
        "数据库结构是最新的" if not waiting else "数据库需要升级，请运行 gongkai migrate",
    )
