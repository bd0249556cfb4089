"""Root urls: the desk under /desk/, everything else is the public site."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
