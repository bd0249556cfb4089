"""The project's own source, read once as syntax trees, for the tests about it."""

import ast
import functools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gongkai"
AUDIENCES = ("desk", "portal", "api")
TEMPLATE_FOLDERS = ("templates", "jinja2")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def modules() -> tuple[Path, ...]:
    """Every module of the package except migrations."""
    found = (p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
    return tuple(sorted(found))


@functools.cache
def tests() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


@functools.cache
def templates() -> tuple[Path, ...]:
    folders = (f for name in TEMPLATE_FOLDERS for f in PACKAGE.rglob(name) if f.is_dir())
    return tuple(sorted(p for f in folders for p in f.rglob("*") if p.is_file()))


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """The path as people write it: from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield f"{name(path)}:{node.lineno} {node.name}", node


def length(function: Function) -> int:
    """Lines from `def` to the end; decorators are a checklist and do not count."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def percentile(values: list[int], percent: int) -> int:
    """The smallest value that at least `percent` of the values do not exceed; 0 of none."""
    ranked = sorted(values)
    return ranked[-(-len(ranked) * percent // 100) - 1] if ranked else 0


def passes(*words: str) -> None:
    """Run a tool of this Python environment in the root; fail with its own words if it does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    tool, *rest = words
    command = [str(Path(sys.executable).parent / tool), *rest]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(f"{' '.join(words)}\n{done.stdout}{done.stderr}", pytrace=False)
