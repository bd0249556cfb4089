"""Every pair of tokens that meets on a page is legible, in each theme (WCAG 1.4.3, 1.4.11)."""

import re

import pytest

from tests.typeset.stylesheets import LOOK, blocks, without_comments

TOKENS = without_comments((LOOK / "tokens.css").read_text(encoding="utf-8"))
BLOCKS = blocks(TOKENS)
SELECTORS = {
    "light": ":root, [data-theme=light], #light:target ~ .page",
    "dark": "[data-theme=dark], #dark:target ~ .page",
    "contrast": "[data-theme=contrast], #contrast:target ~ .page",
}

GROUNDS = ("paper", "surface", "sunken")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "brand-ink") for ground in GROUNDS),
    *((ink, "brand-soft") for ink in ("ink", "ink-2", "ink-3", "brand-ink", "warn", "seal")),
    *((hue, ground) for hue in ("seal", "warn", "ok") for ground in GROUNDS),
    *((hue, f"{hue}-soft") for hue in ("seal", "warn", "ok")),
    *((ink, soft) for ink in ("ink", "ink-2") for soft in ("seal-soft", "warn-soft", "ok-soft")),
    ("brand-ink", "seal-soft"),
    ("on-brand", "brand"),
    ("on-brand", "brand-ink"),
    ("surface", "ink"),
]
SHAPE_PAIRS = [
    *(("line-strong", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in (*GROUNDS, "brand-soft")),
    *((hue, ground) for hue in ("brand", "seal", "warn", "ok") for ground in GROUNDS),
]


def luminance(colour: str) -> float:
    """Relative luminance of a #rrggbb colour, after WCAG 2.2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours(theme: str) -> dict[str, str]:
    (body,) = (body for path, body in BLOCKS if path == (SELECTORS[theme],))
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b", body))


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", SELECTORS)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_legible(theme, text, ground):
    tokens = colours(theme)
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", SELECTORS)
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_borders_marks_and_focus_are_visible(theme, shape, ground):
    tokens = colours(theme)
    assert contrast(tokens[shape], tokens[ground]) >= 3


def test_high_contrast_reaches_seven():
    tokens = colours("contrast")
    pairs = [(text, ground) for text, ground in TEXT_PAIRS if ground in tokens]
    assert min(contrast(tokens[text], tokens[ground]) for text, ground in pairs) >= 7


@pytest.mark.parametrize("theme", SELECTORS)
def test_every_theme_sets_the_same_tokens(theme):
    def names(selector: str) -> set[str]:
        (body,) = (body for path, body in BLOCKS if path == (selector,))
        return set(re.findall(r"--[a-z0-9-]+(?=:)|color-scheme(?=:)", body))

    assert names(SELECTORS[theme]) == names(SELECTORS["light"])


@pytest.mark.parametrize(
    ("query", "theme"),
    [
        ("@media (prefers-color-scheme: dark)", "dark"),
        ("@media (prefers-contrast: more)", "contrast"),
    ],
)
def test_system_preference_is_the_same_theme_word_for_word(query, theme):
    (followed,) = (body for path, body in BLOCKS if path == (query, ":root:not([data-theme])"))
    (chosen,) = (body for path, body in BLOCKS if path == (SELECTORS[theme],))
    assert followed.split() == chosen.split()


def test_paper_prints_light():
    (printed,) = (body for path, body in BLOCKS if path[0] == "@media print")
    (light,) = (body for path, body in BLOCKS if path == (SELECTORS["light"],))
    assert printed.split() == light.split()


def test_sizes_are_16_18_and_22_px_of_an_untouched_browser():
    sizes = {path[-1]: body for path, body in BLOCKS if "font-size" in body}
    percent = {
        selector: float(re.search(r"font-size:\s*([0-9.]+)%", body)[1])
        for selector, body in sizes.items()
    }
    assert {selector: size * 16 / 100 for selector, size in percent.items()} == {
        "html": 16,
        "[data-size=l]": 18,
        "[data-size=xl]": 22,
    }
