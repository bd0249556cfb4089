"""Django's registration of the package."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    """时钟."""

    name = "gongkai.clock"
    label = "clock"
