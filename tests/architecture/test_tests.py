"""Rules about the tests themselves."""

import ast
from pathlib import Path

from tests.architecture import source

# The tables of ledger lines and versions refuse DELETE by trigger, so that Django's flush after a
# committing test fails and every later test with it. Races run on a database of their own.
COMMITTING = {
    *("transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"),
    *("live_server", "TransactionTestCase", "LiveServerTestCase", "StaticLiveServerTestCase"),
}
THIS = source.name(Path(__file__))


def others() -> list[tuple[str, ast.AST]]:
    return [
        (f"{source.name(path)}:{getattr(node, 'lineno', 0)}", node)
        for path in source.tests()
        if source.name(path) != THIS
        for node in ast.walk(source.tree(path))
    ]


def test_no_test_commits_to_the_shared_database():
    def commits(node: ast.AST) -> bool:
        if isinstance(node, ast.keyword):
            return node.arg == "transaction" and getattr(node.value, "value", None) is True
        names = {getattr(node, key, None) for key in ("id", "arg", "attr", "name", "value")}
        return bool(COMMITTING & {n for n in names if isinstance(n, str)})

    assert [place for place, node in others() if commits(node)] == []


def test_no_assertion_is_empty():
    found = [
        place
        for place, node in others()
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant)
    ]
    assert found == []


def test_tests_are_named_so_that_pytest_finds_them():
    strays = [
        source.name(path)
        for path in source.tests()
        if not path.name.startswith(("test_", "conftest"))
        for node in source.tree(path).body
        if isinstance(node, source.Function) and node.name.startswith("test_")
    ]
    assert strays == []
