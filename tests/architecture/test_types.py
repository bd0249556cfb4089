"""The whole package passes mypy in strict mode."""

import pytest

from tests.architecture.source import passes


@pytest.mark.xdist_group("mypy")
def test_package_is_typed():
    passes("mypy")
