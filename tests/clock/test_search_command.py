"""`manage search` and `gongkai search`."""

import argparse

import pytest
from django.core.management import CommandError, call_command

from gongkai.cli import serve
from gongkai.cli.main import parser
from gongkai.search import shelf

pytestmark = pytest.mark.django_db


def test_command_builds_then_catches_up_then_rebuilds(home, capsys):
    for words, told in (
        ({}, "检索索引已建好：0 条"),
        ({}, "检索索引已更新：写入 0 条，移除 0 条"),
        ({"rebuild": True}, "检索索引已建好：0 条"),
    ):
        call_command("search", **words)
        assert told in capsys.readouterr().out
    call_command("search", verbosity=0)
    assert capsys.readouterr().out == ""


def test_command_says_when_another_writes(home):
    with shelf.alone(), pytest.raises(CommandError, match="另一个进程"):
        call_command("search")


def test_word_of_the_command_line(home, capsys, monkeypatch):
    monkeypatch.setattr(serve.django, "setup", lambda: None)
    given = parser().parse_args(["search", "--rebuild"])
    assert given.command(given) == 0
    assert "已建好" in capsys.readouterr().out
    with shelf.alone():
        assert serve.search(argparse.Namespace(rebuild=False)) == 1
