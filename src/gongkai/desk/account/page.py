"""The bare page of the door: the county's name above one form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.organs import access


@never_cache
def door_page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page outside the desk's frame; it is never kept by a cache."""
    return render(request, template, {"root": access.public().first(), **context}, status=status)
