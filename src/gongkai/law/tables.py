"""The data files of the law: read once, from inside the package."""

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> Any:
    """Return the parsed content of `data/<name>.json`; callers must not change it."""
    return json.loads(
        resources.files("gongkai.law").joinpath("data", f"{name}.json").read_text("utf-8")
    )
