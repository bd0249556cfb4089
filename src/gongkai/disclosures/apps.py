"""Django's registration of the package."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """主动公开."""

    name = "gongkai.disclosures"
    label = "disclosures"
