"""Every template compiles, and somebody uses it."""

import ast
import re
from pathlib import Path

import pytest
from django.template import engines

from tests.architecture import source

MENTIONED = re.compile(r"""["']([\w./-]+\.(?:html|xml|txt|svg|js|css))["']""")


def template_name(path: Path) -> str:
    parts = path.relative_to(source.PACKAGE).parts
    root = next(i for i, part in enumerate(parts) if part in source.TEMPLATE_FOLDERS)
    return "/".join(parts[root + 1 :])


def engine_of(path: Path):
    return engines["jinja2" if "jinja2" in path.parts else "django"]


def mentioned_names() -> set[str]:
    """Names written as strings in code, and as targets of include/extends/import in templates."""
    in_code = {
        node.value
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    texts = [path.read_text(encoding="utf-8") for path in source.templates()]
    return in_code | {name for text in texts for name in MENTIONED.findall(text)}


@pytest.mark.parametrize("path", source.templates(), ids=template_name)
def test_template_compiles(path):
    assert engine_of(path).get_template(template_name(path))


def test_no_template_is_unused():
    """A name put together at run time does not count: write it in full, so that it is found."""
    unused = {template_name(path) for path in source.templates()} - mentioned_names()
    assert unused == set()
