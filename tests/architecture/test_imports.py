"""The floors: import-linter's contracts of pyproject.toml hold."""

from tests.architecture.source import passes


def test_imports_run_downward_only():
    passes("lint-imports", "--no-cache")
