"""Django's registration of the package."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """工作台."""

    name = "gongkai.desk"
    label = "desk"
    default = True


class EditorConfig(AppConfig):
    """The editor of texts, without its checks of models: they load Django's whole admin site."""

    name = "django_prose_editor"
