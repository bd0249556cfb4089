"""Django's registration of the package."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """公开目录."""

    name = "gongkai.catalogue"
    label = "catalogue"
