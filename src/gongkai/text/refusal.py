"""The one way this package says no."""


class BadFile(Exception):
    """A file or text that cannot be taken in; the message is a Chinese sentence for its sender."""
