"""Fetching through access: what an actor may not see does not exist for him."""

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from gongkai.desk.requests import DeskRequest
from gongkai.disclosures import access

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document, Version


def document_or_404(request: DeskRequest, pk: int) -> "Document":
    """Return a document of the actor's organs."""
    try:
        return access.get(request.actor, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def version_or_404(request: DeskRequest, pk: int, number: int) -> "Version":
    """Return a text of a document of the actor's organs."""
    try:
        return access.version(request.actor, pk, number)
    except ObjectDoesNotExist:
        raise Http404 from None
