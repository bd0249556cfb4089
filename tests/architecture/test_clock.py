"""The clock is an argument: below sites and drivers nobody asks what time it is."""

import ast

import pytest

from tests.architecture import source

MAY_KNOW = {"config", "publish", "clock", "demo", "cli", "portal", "desk", "api"}
ASKING = {"now", "today", "utcnow", "time", "time_ns"}
ASKING_WITHOUT_ARGUMENT = {"localdate", "localtime"}
OF_CLOCKS = {"datetime", "date", "timezone", "time", "functions"}
AUTOMATIC = {"auto_now", "auto_now_add"}


def asks(tree: ast.Module) -> list[int]:
    """Lines that read the clock, call it by name later (default=timezone.now) or let Django."""
    found = []
    given = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and id(node) not in given:
            name = node.id if isinstance(node, ast.Name) else node.attr
            found += [node.lineno] if name in ASKING_WITHOUT_ARGUMENT else []
        if isinstance(node, ast.Attribute) and node.attr in ASKING:
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            found += [node.lineno] if name in OF_CLOCKS else []
        if isinstance(node, ast.ImportFrom) and node.module in {"time", "django.utils.timezone"}:
            found += [node.lineno for alias in node.names if alias.name in ASKING]
        if isinstance(node, ast.keyword) and node.arg in AUTOMATIC:
            found.append(node.value.lineno)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Now":
            found.append(node.lineno)
    return found


def test_only_sites_and_drivers_know_the_time():
    found = [
        f"{source.name(path)}:{line}"
        for path in source.modules()
        if path.relative_to(source.PACKAGE).parts[0] not in MAY_KNOW
        for line in asks(source.tree(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("datetime.now(UTC)", [1]),
        ("datetime.datetime.now()", [1]),
        ("date.today()", [1]),
        ("models.DateTimeField(default=timezone.now)", [1]),
        ("models.DateTimeField(auto_now_add=True)", [1]),
        ("from django.utils.timezone import now", [1]),
        ("time.time()", [1]),
        ("at.time()", []),
        ("row.now", []),
        ("timezone.localtime(at)", []),
        ("localdate(at)", []),
        ("localdate()", [1]),
        ("models.DateField(default=timezone.localdate)", [1]),
    ],
)
def test_asking_is_recognised(code, expected):
    assert asks(ast.parse(code)) == expected
