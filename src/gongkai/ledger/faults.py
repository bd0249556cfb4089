"""What a verifier finds wrong, each with a code, a place and a sentence."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is not as it was sealed. `code` is stable, `place` a file of the site."""

    code: str
    place: str
    said: str
