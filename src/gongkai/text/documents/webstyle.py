"""Whether a style of a web page hides what it is given to."""

import re
from collections.abc import Mapping

from gongkai.text.document import Hidden

_GONE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|content-visibility:hidden"
    r"|clip:rect\(0|(?:text-indent|left|top|margin-left):-\d{3,}"
)
_FAINT = re.compile(
    r"opacity:0?(?:\.0\d*)?(?:;|!|$)|font-size:(?:0(?:\.\d+)?|[12](?:\.0+)?)(?:px|pt|em|;|!|$)"
    r"|(?:^|;)color:transparent"
)
_TINY_EM = re.compile(r"font-size:[1-9]\d*(?:\.\d+)?em")
_WHITE = re.compile(
    r"(?:^|;)color:(?:white|#f{3}(?:f{3})?|#fefefe|rgba?\(255,255,255(?:,1)?\))(?:;|!|$)"
)
_BACKGROUND = re.compile(r"background(?:-color|-image)?:(?!none|transparent|white|#f{3}|#ffffff)\S")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*|\*)?(?:([.#])([\w-]+))?")


class Sheet:
    """The simple rules of the page's style sheets: for a tag, a class or a name."""

    def __init__(self) -> None:
        self._rules: dict[str, Hidden] = {}

    def read(self, css: str) -> None:
        """Takes the rules that hide; selectors of several steps are left to browsers."""
        bare = re.sub(r"/\*.*?(?:\*/|$)", "", css, flags=re.DOTALL).replace("<!--", "")
        for selectors, declared in _RULE.findall(bare):
            why = why_hidden(declared)
            for selector in selectors.split(",") if why else ():
                simple = _SIMPLE.fullmatch(selector.strip().lower())
                if simple and selector.strip() and why:
                    self._rules[f"{simple[2] or ''}{simple[3] or simple[1]}"] = why

    def why(self, tag: str, attrs: Mapping[str, str]) -> Hidden | None:
        """Why the page hides such an element; None where no rule does."""
        names = [tag, *(f".{name}" for name in attrs.get("class", "").lower().split())]
        names.append(f"#{attrs.get('id', '').lower()}")
        return next((self._rules[name] for name in names if name in self._rules), None)


def why_hidden(style: str) -> Hidden | None:
    """Why text of such an inline style is not seen."""
    bare = "".join(style.lower().split())
    if _GONE.search(bare):
        return Hidden.TEXT
    if _FAINT.search(bare) and not _TINY_EM.search(bare):
        return Hidden.PALE
    return Hidden.PALE if _WHITE.search(bare) and not _BACKGROUND.search(bare) else None


def has_background(attrs: Mapping[str, str]) -> bool:
    """The element paints its own ground, on which white text can be read."""
    bare = "".join(attrs.get("style", "").lower().split())
    return bool(_BACKGROUND.search(bare)) or attrs.get("bgcolor", "#fff").lower() not in {
        "#fff", "#ffffff", "white"}  # fmt: skip
