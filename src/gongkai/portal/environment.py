"""The Jinja2 environment of the public site."""

from typing import Any

from django.conf import settings
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from gongkai.portal import hant, links, wording
from gongkai.portal.templates import Kept
from gongkai.typeset.icons import icon


def _icon(name: str) -> Markup:
    return Markup(icon(name))  # noqa: S704  drawings of our own


def environment(**options: Any) -> Environment:
    """Return the environment: strict about unknown names, escaping everything."""
    options |= {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "bytecode_cache": Kept(settings.GONGKAI["templates"]),
    }
    made = Environment(**options)  # noqa: S701 (autoescape is set above)
    made.globals |= {"icon": _icon, "links": links, "hant": hant}
    made.filters |= {
        "under": links.under,
        "long_date": wording.long_date,
        "short_date": wording.short_date,
        "rfc822": wording.mail_date,
        "file_size": wording.file_size,
        "xml": wording.xml_text,
    }
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return made
