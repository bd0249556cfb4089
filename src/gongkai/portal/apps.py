"""Django's registration of the package."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公众网站."""

    name = "gongkai.portal"
    label = "portal"
