"""The floors: import-linter's contracts of pyproject.toml hold."""

from tests.architecture.source import run


def test_imports_run_downward_only():
    assert run("lint-imports", "--no-cache") == ""
