"""The pictures on a letter: the seal or the place for it."""

from functools import cache
from importlib import resources

from gongkai.typeset.letters.letter import Seal


@cache
def _place() -> bytes:
    return resources.files("gongkai.typeset.letters").joinpath("seal-place.png").read_bytes()


def seal_image(seal: Seal) -> tuple[bytes, str]:
    """Return the picture (.png) and what it says to those who cannot see it."""
    return (seal.image, "印章") if seal.image else (_place(), "盖章处")
