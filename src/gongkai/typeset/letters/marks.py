"""The pictures on a letter: the seal or the place for it, and the QR code."""

import io
from functools import cache
from importlib import resources

import segno

from gongkai.typeset import qr
from gongkai.typeset.letters.letter import Query, Seal


@cache
def _place() -> bytes:
    return resources.files("gongkai.typeset.letters").joinpath("seal-place.png").read_bytes()


def seal_image(seal: Seal) -> tuple[bytes, str]:
    """Return the picture (.png) and what it says to those who cannot see it."""
    return (seal.image, "印章") if seal.image else (_place(), "盖章处")


def code_image(query: Query) -> bytes:
    """Return the QR code of the address as .png."""
    drawn = io.BytesIO()
    code = segno.make_qr(query.url, error="m", mask=qr.MASK)
    code.save(drawn, kind="png", scale=8, border=qr.QUIET_MODULES)
    return drawn.getvalue()
