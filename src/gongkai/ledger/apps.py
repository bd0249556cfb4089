"""Django's registration of the package."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """存证登记."""

    name = "gongkai.ledger"
    label = "ledger"
