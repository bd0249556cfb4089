"""The Jinja2 environment of the public site."""

from typing import Any

from jinja2 import Environment, StrictUndefined

from gongkai.typeset.icons import icon


def environment(**options: Any) -> Environment:
    """Return the environment: strict about unknown names, escaping everything."""
    options |= {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)  # noqa: S701 (autoescape is set above)
    made.globals["icon"] = icon
    return made
