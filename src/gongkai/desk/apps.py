"""Django's registration of the package."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """工作台."""

    name = "gongkai.desk"
    label = "desk"
