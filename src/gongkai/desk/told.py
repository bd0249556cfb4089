"""Sentences told to the user on the next page, with a way back where there is one."""

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def done(request: HttpRequest, words: str, *, undo: str = "") -> None:
    """Say what was done; `undo` is the address to which a POST takes it back."""
    messages.success(request, words, extra_tags=f"{UNDO}{undo}" if undo else "")


def warn(request: HttpRequest, words: str) -> None:
    """Say what the user should look at."""
    messages.warning(request, words)


def refused(request: HttpRequest, words: str) -> None:
    """Say why something was not done; nothing has changed."""
    messages.error(request, words)
