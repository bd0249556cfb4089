"""What the web process answers for the public site."""

from django.http import Http404, HttpRequest, HttpResponse

from gongkai.portal import access_rules


@access_rules.preview
def preview_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a document as the public will see it."""
    raise Http404


@access_rules.preview
def preview_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Send a picture or attachment of a document that is being previewed."""
    raise Http404


@access_rules.public
def published(request: HttpRequest, path: str = "") -> HttpResponse:
    """Send a published file."""
    raise Http404
