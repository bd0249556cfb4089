"""Only operations write: every change of a row has one door, and behind it one ledger line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import source

ALWAYS = {
    *("bulk_create", "bulk_update", "get_or_create", "update_or_create", "select_for_update"),
    *("asave", "acreate", "adelete", "aupdate", "aget_or_create", "aupdate_or_create"),
}
# A model's save() and delete() take no positional argument; a file's, a cache's and an image's do.
WITHOUT_POSITION = {"save", "create", "delete"}
# QuerySet.update() takes keywords only; a dict's and a hash's take one value.
WITH_KEYWORDS_ONLY = {"update"}
WRITING_SQL = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b", re.IGNORECASE)
# path → why it may write outside operations
EXCEPTIONS: dict[str, str] = {}


def may_write(path: Path) -> bool:
    parts = path.relative_to(source.PACKAGE).parts
    is_operation = any(re.fullmatch(r"operations(_\w+)?(\.py)?", part) for part in parts)
    return parts[0] == "kernel" or is_operation or source.name(path) in EXCEPTIONS


def is_write(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(WRITING_SQL.match(node.value))
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    verb = node.func.attr
    return (
        verb in ALWAYS
        or (verb in WITHOUT_POSITION and not node.args)
        or (verb in WITH_KEYWORDS_ONLY and not node.args and bool(node.keywords))
    )


def writes(tree: ast.Module) -> Iterator[int]:
    yield from (node.lineno for node in ast.walk(tree) if is_write(node))


def test_only_operations_write():
    found = [
        f"{source.name(path)}:{line}"
        for path in source.modules()
        if not may_write(path)
        for line in writes(source.tree(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("row.save()", True),
        ("row.save(update_fields=['state'])", True),
        ("Item.objects.create(title=title)", True),
        ("Item.objects.filter(pk=1).update(state='x')", True),
        ("Item.objects.bulk_create(rows)", True),
        ("cursor.execute('DELETE FROM x')", True),
        ("image.save(path)", False),
        ("digest.update(block)", False),
        ("known.update({'a': 1})", False),
        ("cache.delete('key')", False),
        ("'更新 update 说明'", False),
    ],
)
def test_writes_are_recognised(code, expected):
    assert bool(list(writes(ast.parse(code)))) is expected
