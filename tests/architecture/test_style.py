"""Format and lint are clean, so that no diff is about either."""

from tests.architecture.source import passes


def test_format_is_ruffs():
    passes("ruff", "format", "--check", "--no-cache")


def test_lint_finds_nothing():
    passes("ruff", "check", "--no-cache", "--output-format=concise")
