"""Django's registration of the package."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """公开审查."""

    name = "gongkai.screening"
    label = "screening"
