"""Compiled templates are kept where they may be, and never in the way."""

import pytest
from jinja2 import DictLoader, Environment

from gongkai.portal import templates
from gongkai.portal.templates import Kept


def made(folder, source="{{ name }}\n"):
    return Environment(
        loader=DictLoader({"a.txt": source}), autoescape=True, bytecode_cache=Kept(folder)
    )


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "templates"


def test_what_was_compiled_once_is_not_compiled_again(folder, monkeypatch):
    assert made(folder).get_template("a.txt").render(name="甲") == "甲"
    assert len(list(folder.glob("*/*"))) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert made(folder).get_template("a.txt").render(name="乙") == "乙"


def test_another_text_or_version_is_compiled(folder, monkeypatch):
    made(folder).get_template("a.txt")
    assert made(folder, "new").get_template("a.txt").render() == "new"
    monkeypatch.setattr(templates, "version", lambda: "other")
    made(folder).get_template("a.txt")
    assert [each.name for each in folder.iterdir()] == ["other"]


def test_spoilt_files_and_closed_folders_are_no_trouble(folder):
    made(folder).get_template("a.txt")
    (kept,) = folder.glob("*/*")
    kept.write_bytes(kept.read_bytes()[:40])
    assert made(folder).get_template("a.txt").render(name="甲") == "甲"
    away = folder / "not" / "there"
    assert made(away).get_template("a.txt").render(name="甲") == "甲"
    assert not away.exists()
