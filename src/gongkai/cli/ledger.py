"""`gongkai ledger`: the head of the log and its key; changing the key."""

import argparse

import django
from django.core.management import CommandError, call_command


def run(given: argparse.Namespace) -> int:
    """Print the head and the public key; 1 when the key is not in order."""
    django.setup()
    try:
        call_command("ledger", new_key=given.new_key)
    except CommandError as why:
        print(why)
        return 1
    return 0
