"""Django's registration of the package."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """内核."""

    name = "gongkai.kernel"
    label = "kernel"
    verbose_name = "内核"
