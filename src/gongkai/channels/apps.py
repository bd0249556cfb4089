"""Django's registration of the package."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """公开渠道."""

    name = "gongkai.channels"
    label = "channels"
