"""What single cells of a catalogue say: ticks, boxes, lists."""

import re

from gongkai.catalogue.operations.wording import fold, tidy

TICKS = frozenset("√✓✔☑■●◆▇█☒Vv1RþüYy是有") | {"√√", "TRUE", "True"}
BLANKS = frozenset("□☐○◇▢口¨£×xX否无/-—－0") | {"", "——", "--", "不涉及", "FALSE", "False"}
_FULL, _EMPTY = "■☑√✔✓●◆▇█☒þ", "□☐○◇▢¨£"
# Symbol fonts lose their shape on the way through other programs and leave letters behind.
_BOX = re.compile(
    rf"(?P<full>[{_FULL}]|(?<![A-Za-z0-9])[tRn](?=[\u4e00-\u9fff]))"
    rf"|[{_EMPTY}]|(?:(?<=\s)|^)口|(?<![A-Za-z0-9])o(?=[\u4e00-\u9fff])"
)
_NUMBERED = re.compile(r"(?:^|(?<=[\s；;。]))[(（]?(?:[0-9]{1,2})[)）、.．](?![0-9])")
_NOTE = re.compile(r"(?<!关)备?注[:：].*$", re.DOTALL)


def ticked(text: str) -> bool | None:
    """Return whether a cell is ticked; None when it says something else."""
    said = fold(text)
    if said in TICKS:
        return True
    return False if said in BLANKS else None


def unticked(text: str) -> str:
    """Return what stands in a cell besides its tick mark."""
    rest = tidy(text).strip(_FULL + _EMPTY + " ")
    return "" if fold(rest) in BLANKS | TICKS else rest


def channels(text: str) -> tuple[str, ...]:
    """Return the ticked channels of a list of boxes; of a plain list, all of them."""
    marks = list(_BOX.finditer(text))
    if not marks:
        return tuple(part for part in re.split(r"[、,，;；\s]+", tidy(text)) if part)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = (
        _NOTE.sub("", text[mark.end() : end]).strip(" \n、，,；;")
        for mark, end in zip(marks, ends, strict=True)
        if mark["full"]
    )
    return tuple(name for name in found if name)


def elements(text: str) -> tuple[str, ...]:
    """Return the single elements: by bullets, else lines, else numbers, else semicolons."""
    kept = tidy(text)
    if "●" in kept:
        parts = kept.split("●")
    elif "\n" in kept:
        parts = [_NUMBERED.sub("", line, count=1) for line in kept.split("\n")]
    elif len(_NUMBERED.findall(kept)) > 1:
        parts = _NUMBERED.split(kept)
    else:
        parts = re.split("[;；]", kept)
    stripped = (part.replace("\n", "").strip("；; ") for part in parts)
    return tuple(part for part in stripped if part)
