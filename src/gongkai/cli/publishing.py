"""`gongkai publish`, without what serving needs."""

import argparse
import gc

import django
from django.core.management import CommandError, call_command


def publish(given: argparse.Namespace) -> int:
    """Render the public site to files, or pack it for another system."""
    gc.disable()  # what is loaded here stays; looking through it again and again finds nothing
    django.setup()
    gc.freeze()
    gc.enable()
    words = ("out", "full", "prefix", "package", "since", "organ")
    try:
        call_command("publish", **{word: getattr(given, word) for word in words})
    except CommandError as why:
        print(why)
        return why.returncode
    return 0
