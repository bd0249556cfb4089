"""Inline line icons.

The drawings are Lucide's (ISC licence, see ``lucide/LICENSE``). They are printed into the page so
that neither site fetches a sprite and a page carried across a one-way gap stays whole.
"""

import json
from importlib.resources import files
from types import MappingProxyType

ICONS: MappingProxyType[str, str] = MappingProxyType(
    json.loads((files(__package__) / "lucide" / "icons.json").read_text(encoding="utf-8"))
)
"""Icon name -> the markup inside its 24 x 24 view box."""


def icon(name: str) -> str:
    """Return the ``<svg class="i">`` of the named icon, hidden from screen readers.

    An icon never stands alone: a word or an ``aria-label`` beside it carries the meaning.
    Width and height keep it small where the stylesheet is missing. Raises KeyError when
    there is no such icon.
    """
    return (
        '<svg class="i" xmlns="http://www.w3.org/2000/svg" width="18" height="18"'
        ' viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{ICONS[name]}</svg>"
    )
