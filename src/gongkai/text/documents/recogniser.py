"""The machine that reads pictures, where the extra `ocr` is installed."""

from functools import cache
from importlib.util import find_spec
from pkgutil import resolve_name
from typing import Any

from gongkai.text.archive import DAMAGED
from gongkai.text.documents.scan import Recogniser, Stretch
from gongkai.text.refusal import BadFile

PACKAGE = "faster_paddle"
MODEL = "tiny"
"""It stands in the package, so nothing is fetched; the larger `small` takes four times as long."""


def recogniser() -> Recogniser | None:
    """The recogniser of this machine; None where there is none."""
    return _recognise if find_spec(PACKAGE) else None


@cache
def _engine() -> Any:
    """Loaded once, for 350 MB; one thread, so that pages are served meanwhile."""
    return resolve_name(f"{PACKAGE}:OcrEngine")(MODEL, threads=1)


def _recognise(picture: bytes) -> list[Stretch]:
    try:
        found = _engine().ocr(picture)["bounds"].values()
    except RuntimeError as error:
        raise BadFile(DAMAGED) from error
    return [_stretch(each) for each in found]


def _stretch(each: Any) -> Stretch:
    (left, top), (right, foot) = each["topLeftCoord"], each["bottomRightCoord"]
    return Stretch(each["text"], left, top, right, foot, each["confidence"])
