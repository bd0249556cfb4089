"""The whole package passes mypy in strict mode."""

import pytest

from tests.architecture.source import run


@pytest.mark.xdist_group("mypy")
def test_package_is_typed():
    assert run("mypy") == ""
