"""`gongkai keys`: whether the keys of personal data are in order; changing the key."""

import argparse

import django
from django.core.management import CommandError, call_command


def run(given: argparse.Namespace) -> int:
    """Print the state of the keys, after changing them if asked to; 1 when they are wanting."""
    django.setup()
    try:
        call_command("keys", rotate=given.act == "rotate")
    except CommandError as why:
        print(why)
        return 1
    return 0
