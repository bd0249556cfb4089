"""The stylesheets and scripts keep to what old engines, the CSP and our own tokens allow."""

import re
import shutil
import subprocess

import pytest

from tests.typeset.stylesheets import LOOK, blocks, without_comments

SHEETS = sorted(LOOK.glob("*.css"))
SCRIPTS = sorted(LOOK.glob("*.js"))
TOO_YOUNG = {
    r"oklch\(|oklab\(|\blab\(|\blch\(|color-mix\(": "colour spaces (Chromium 111)",
    r":has\(|:is\(|:where\(": "selector functions (88, 105)",
    r":not\([^()]*,": ":not() with a list (88)",
    r"@container|@layer|@scope|@property|@starting-style": "at-rules (85 to 118)",
    r"(^|[{;\s])inset\s*:|inset-(block|inline)|aspect-ratio|text-wrap": "properties (87 to 114)",
    r"\d(dvh|svh|lvh|cqw|cqi)\b": "units (105, 108)",
    r"\((width|height)\s*[<>]|[<>]=?\s*(width|height)\)": "ranges in media queries (104)",
    r"@import|url\(": "anything fetched",
}


def test_all_parts_are_there():
    assert {path.name for path in SHEETS} == {
        "tokens.css",
        "base.css",
        "portal.css",
        "figures.css",
        "kiosk.css",
        "desk.css",
        "print.css",
    }
    names = {"theme.js", "portal.js", "kiosk.js", "qr.js", "desk.js"}
    assert {path.name for path in SCRIPTS} == names


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
@pytest.mark.parametrize("pattern", TOO_YOUNG, ids=TOO_YOUNG.values())
def test_nothing_younger_than_chromium_86(sheet, pattern):
    found = re.search(pattern, without_comments(sheet.read_text(encoding="utf-8")), re.MULTILINE)
    assert found is None, found and found[0]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_rules_do_not_nest(sheet):
    for path, _ in blocks(without_comments(sheet.read_text(encoding="utf-8"))):
        assert all(part.startswith("@") for part in path[:-1]), path
        assert "&" not in path[-1]


NAMED = "black|white|red|green|blue|yellow|orange|gray|grey|silver|navy|teal|cyan|gold|brown"


@pytest.mark.parametrize(
    "sheet", [path for path in SHEETS if path.name != "tokens.css"], ids=lambda path: path.name
)
def test_no_colour_outside_the_tokens(sheet):
    for path, body in blocks(without_comments(sheet.read_text(encoding="utf-8"))):
        found = re.search(rf"#[0-9a-f]{{3,8}}\b|rgba?\(|hsla?\(|:[^;]*\b({NAMED})\b", body, re.I)
        assert found is None, (path, found and found[0])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_used_is_defined(sheet):
    tokens = (LOOK / "tokens.css").read_text(encoding="utf-8")
    defined = set(re.findall(r"(--[a-z0-9-]+):", tokens))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text(encoding="utf-8")))
    assert used <= defined


def test_every_token_defined_is_used():
    tokens = (LOOK / "tokens.css").read_text(encoding="utf-8")
    everywhere = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    defined = set(re.findall(r"(--[a-z0-9-]+):", tokens))
    assert {token for token in defined if f"var({token})" not in everywhere} == set()


@pytest.mark.parametrize("name", ["base.css", "portal.css", "figures.css", "kiosk.css", "desk.css"])
def test_text_sizes_are_relative(name):
    sheet = without_comments((LOOK / name).read_text(encoding="utf-8"))
    for path, body in blocks(sheet):
        for declared in re.findall(r"(?:font|font-size|line-height):[^;]*", body):
            assert not re.search(r"\d(px|pt)\b", declared), (path, declared)


@pytest.mark.parametrize("name", ["portal.css", "desk.css", "base.css"])
def test_widths_in_media_queries_follow_the_readers_font(name):
    sheet = (LOOK / name).read_text(encoding="utf-8")
    assert re.findall(r"@media[^{]*\d+px", sheet) == []


def test_reduced_motion_and_forced_colours_are_heeded():
    base = (LOOK / "base.css").read_text(encoding="utf-8")
    assert "prefers-reduced-motion: reduce" in base
    assert "forced-colors: active" in base


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_need_no_loosened_csp(script):
    source = script.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML", source)
    assert not re.search(r"\.style\b|setAttribute\(\"style\"|javascript:|https?://", source)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_scripts_parse(script):
    subprocess.run(["node", "--check", script], check=True, capture_output=True)
