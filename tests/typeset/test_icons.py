from xml.etree import ElementTree as ET

import pytest

from gongkai.typeset.icons import ICONS, icon

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {f"{SVG}{name}" for name in ("path", "circle", "rect", "line", "polyline", "ellipse")}
NEEDED = (
    "inbox stamp pen-line calendar-days megaphone mail-question book-open message-square-text "
    "scale chart-column layout-list file-text search moon bell plus landmark circle-check "
    "circle-alert circle-dot clock type printer share-2 download paperclip accessibility "
    "languages user-round check x arrow-left arrow-right chevron-right upload undo-2 eye eye-off "
    "shield-check settings log-out triangle-alert users map-pin phone building rss home trash-2 "
    "history link image table lock"
)


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_well_formed_and_takes_the_colour_of_the_text(name):
    drawn = ET.fromstring(icon(name))
    assert drawn.tag == f"{SVG}svg"
    assert drawn.get("class") == "i"
    assert drawn.get("stroke") == "currentColor"
    assert drawn.get("viewBox") == "0 0 24 24"
    assert len(drawn) > 0
    assert {part.tag for part in drawn} <= SHAPES
    assert all(part.get("fill") in (None, "currentColor") for part in drawn)


def test_icon_is_hidden_from_screen_readers():
    drawn = ET.fromstring(icon("inbox"))
    assert drawn.get("aria-hidden") == "true"
    assert drawn.get("focusable") == "false"


def test_every_icon_of_the_screens_is_there():
    assert set(NEEDED.split()) <= ICONS.keys()


def test_unknown_icon_raises():
    with pytest.raises(KeyError):
        icon("national-emblem")
