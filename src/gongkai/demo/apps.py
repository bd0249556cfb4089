"""Django's registration of the package."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """演示县."""

    name = "gongkai.demo"
    label = "demo"
