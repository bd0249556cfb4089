"""Django's registration of the package."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    """救济."""

    name = "gongkai.remedies"
    label = "remedies"
