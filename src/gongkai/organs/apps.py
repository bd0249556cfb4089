"""Django's registration of the package."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """机关."""

    name = "gongkai.organs"
    label = "organs"
    verbose_name = "机关"
