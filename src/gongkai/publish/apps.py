"""Django's registration of the package."""

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """静态发布."""

    name = "gongkai.publish"
    label = "publish"
