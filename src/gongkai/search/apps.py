"""Django's registration of the package."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """检索."""

    name = "gongkai.search"
    label = "search"
