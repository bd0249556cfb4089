"""Sizes that keep every part readable in one sitting (the house's budgets)."""

import ast
from pathlib import Path

import pytest

from tests.architecture import source

MODULE_LINES, MODULE_P95 = 400, 250
FUNCTION_LINES, FUNCTION_P95 = 60, 30
VIEW_LINES = 25
TEMPLATE_P95 = 150
DRAWERS = {"utils", "helpers", "common", "services", "managers", "signals", "base", "misc"}
# Django names the module of a database backend itself; `services` is a domain: 政务服务.
NAMED_BY_OTHERS = {"src/gongkai/kernel/sqlite/base.py", "src/gongkai/services"}
# path → why that import cannot stand at the top of its module
IMPORTS_INSIDE: dict[str, str] = {}


def is_view_module(path: Path) -> bool:
    parts = path.relative_to(source.PACKAGE).with_suffix("").parts
    return parts[0] in source.AUDIENCES and "views" in parts


def views() -> list[tuple[str, source.Function]]:
    """Module-level functions of a view module, whose first argument is the request."""
    return [
        (f"{source.name(path)}:{node.lineno} {node.name}", node)
        for path in source.modules()
        if is_view_module(path)
        for node in source.tree(path).body
        if isinstance(node, source.Function) and node.args.args[:1]
        if node.args.args[0].arg == "request"
    ]


def test_modules_stay_small():
    sizes = {source.name(path): source.lines(path) for path in source.modules()}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}
    assert source.percentile([s for s in sizes.values() if s], 95) <= MODULE_P95


def test_functions_stay_small():
    sizes = {
        name: source.length(function)
        for path in source.modules()
        for name, function in source.functions(path)
    }
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES} == {}
    assert source.percentile(list(sizes.values()), 95) <= FUNCTION_P95


def test_views_stay_small():
    sizes = {name: source.length(function) for name, function in views()}
    assert {name: size for name, size in sizes.items() if size > VIEW_LINES} == {}


def test_templates_stay_small():
    sizes = [source.lines(p) for p in source.templates() if p.suffix in {".html", ".xml"}]
    assert source.percentile(sizes, 95) <= TEMPLATE_P95


def test_no_module_is_a_drawer():
    named = {p for p in source.PACKAGE.rglob("*") if p.stem in DRAWERS and p.suffix in {"", ".py"}}
    assert {source.name(path) for path in named} - NAMED_BY_OTHERS == set()


def test_imports_stand_at_the_top():
    inside = {
        name
        for path in source.modules()
        for name, function in source.functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        if source.name(path) not in IMPORTS_INSIDE
    }
    assert inside == set()


@pytest.mark.parametrize(("values", "expected"), [([], 0), ([7], 7), (list(range(1, 101)), 95)])
def test_percentile(values, expected):
    assert source.percentile(values, 95) == expected
