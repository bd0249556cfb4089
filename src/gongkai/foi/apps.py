"""Django's registration of the package."""

from django.apps import AppConfig


class FoiConfig(AppConfig):
    """依申请公开."""

    name = "gongkai.foi"
    label = "foi"
    verbose_name = "依申请公开"
