"""What the page for administrators says is what the program does."""

import io
import re
import shlex
import sys
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from gongkai.catalogue import access as catalogue
from gongkai.cli.main import main
from gongkai.law.roles import Role
from gongkai.organs import access as organs
from gongkai.organs.models import Account

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "gongkai"
TEXT = (ROOT / "docs" / "howto" / "run-in-production.md").read_text(encoding="utf-8")
READ = re.compile(r"env\.\w+\(\s*[\"'](GONGKAI_[A-Z_]+|DATABASE_URL)[\"']")
OF_THE_SITE = re.compile(r'given\("([A-Z_]+)"\)')


def read_by_the_program():
    sources = [path.read_text(encoding="utf-8") for path in SRC.rglob("*.py")]
    plain = {name for source in sources for name in READ.findall(source)}
    facts = (SRC / "portal" / "site.py").read_text(encoding="utf-8")
    return plain | {f"GONGKAI_SITE_{name}" for name in OF_THE_SITE.findall(facts)}


def test_every_variable_is_documented_and_every_documented_one_is_read():
    documented = re.findall(r"^\| `([A-Z_]+)` \|", TEXT, re.MULTILINE)
    assert sorted(documented) == sorted(read_by_the_program())


def test_no_variable_is_read_in_a_way_this_test_overlooks():
    named = {
        name
        for path in SRC.rglob("*.py")
        for name in re.findall(r"GONGKAI_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert named - {"GONGKAI_SITE_"} - read_by_the_program() == set()


def test_examples_use_only_known_variables():
    assert set(re.findall(r"GONGKAI_[A-Z_]+", TEXT)) <= read_by_the_program()


def test_other_howtos_use_only_known_variables():
    pages = (ROOT / "docs" / "howto").glob("*.md")
    named = {n for p in pages for n in re.findall(r"GONGKAI_[A-Z_]+", p.read_text("utf-8"))}
    assert named <= read_by_the_program()


@pytest.mark.django_db
def test_the_first_office_is_founded_as_printed(monkeypatch):
    (line,) = [line for line in TEXT.splitlines() if line.startswith("gongkai found ")]
    monkeypatch.setattr(sys, "stdin", io.StringIO("lotus-ferry-2026\n"))
    assert main(shlex.split(line)[1:]) == 0
    account = Account.objects.get(username="admin")
    admin = organs.actor(account, localdate())
    assert (account.check_password("lotus-ferry-2026"), admin.roles) == (True, {Role.ADMIN})
    assert organs.administers(admin, organs.public_organ("qinghe"))
    assert catalogue.columns().exists()
