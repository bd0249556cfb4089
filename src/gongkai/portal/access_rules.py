"""Who may reach an address of the public site, written on the view as `view.access`.

`public`: everybody, and nothing but what is public. `preview`: a signed-in member of staff, and
only documents `disclosures.access` lets him see; everybody else learns nothing.
"""

from collections.abc import Callable
from typing import TypeVar

ViewT = TypeVar("ViewT", bound=Callable[..., object])


def _marked(view: ViewT, access: str) -> ViewT:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: ViewT) -> ViewT:
    """Mark a view that shows what is public to everybody."""
    return _marked(view, "public")


def preview(view: ViewT) -> ViewT:
    """Mark a view that fetches through `disclosures.access` for the signed-in actor."""
    return _marked(view, "preview")
