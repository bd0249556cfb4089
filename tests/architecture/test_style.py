"""Format and lint are clean, so that no diff is about either."""

from tests.architecture.source import run


def test_format_is_ruffs():
    assert run("ruff", "format", "--check", "--no-cache") == ""


def test_lint_finds_nothing():
    assert run("ruff", "check", "--no-cache", "--output-format=concise") == ""
