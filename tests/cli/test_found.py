"""Founding an installation from the command line."""

import io
import sys

import pytest

from gongkai.cli.main import main
from gongkai.organs.models import Account, Organ

pytestmark = pytest.mark.django_db
WORDS = ["found", "--name", "青禾县人民政府", "--slug", "qinghe", "--person", "郑管"]


@pytest.fixture
def typed(monkeypatch):
    """What somebody types: the administrator's password."""
    return lambda words: monkeypatch.setattr(sys, "stdin", io.StringIO(f"{words}\n"))


def test_found_sets_up_office_columns_and_administrator(typed, capsys):
    typed("lotus-ferry-2026")

    assert main(WORDS) == 0
    assert "已设立青禾县人民政府，管理员账号 admin" in capsys.readouterr().out
    assert Account.objects.get().check_password("lotus-ferry-2026")


def test_second_root_is_refused_and_nothing_is_left_behind(typed, capsys):
    typed("lotus-ferry-2026")
    main(WORDS)
    typed("lotus-ferry-2026")

    assert main([*WORDS, "--username", "other"]) == 2
    assert Organ.objects.count() == Account.objects.count() == 1
    assert capsys.readouterr().out.splitlines()[-1]


def test_weak_password_is_refused_with_the_reason(typed, capsys):
    typed("short")

    assert main(WORDS) == 2
    assert "密码" in capsys.readouterr().out
    assert not Organ.objects.exists()
