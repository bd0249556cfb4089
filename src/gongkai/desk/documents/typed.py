"""What stands in a form that was not saved, as it is kept and as it comes back."""

from typing import Any

from django.http import QueryDict

LISTS = frozenset({"keep"})
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "then", "attach", "pictures", "seen"})


def typed_fields(data: QueryDict) -> dict[str, Any]:
    """Return the posted fields, lists as lists."""
    return {
        name: data.getlist(name) if name in LISTS else data[name]
        for name in data
        if name not in NOT_KEPT
    }


def restored(fields: dict[str, Any]) -> dict[str, Any]:
    """Return kept fields as initial values of the form; a field that was empty stays empty."""
    return {"keep": [], **fields}
