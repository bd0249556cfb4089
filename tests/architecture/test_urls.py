"""Every address has an access decision: a view that nobody judged cannot be reached."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# module and name of views written by others → why everybody may call them
OPEN_BY_DESIGN: dict[str, str] = {
    "django.views.i18n.JavaScriptCatalog": "words of the interface, no content",
    "django.views.static.serve": "published files, only in the demo",
}


def leaves(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from leaves(entry, route)
        else:
            yield route, entry


def view_name(pattern: URLPattern) -> str:
    view = getattr(pattern.callback, "view_class", pattern.callback)
    return f"{view.__module__}.{view.__qualname__}"


def test_every_url_has_an_access_decision():
    undecided = {
        route: view_name(pattern)
        for route, pattern in leaves(get_resolver())
        if not getattr(pattern.callback, "access", None)
        if view_name(pattern) not in OPEN_BY_DESIGN
    }
    assert undecided == {}


def test_every_url_of_ours_has_a_name():
    unnamed = [
        route
        for route, pattern in leaves(get_resolver())
        if view_name(pattern).startswith("gongkai.") and not pattern.name
    ]
    assert unnamed == []
