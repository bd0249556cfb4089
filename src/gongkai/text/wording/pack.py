"""A pack of rules as data: TOML, with every key known and every pattern proved.

A rule has ``words`` (``wrong→right`` pairs parted by white space, or words alone), a ``pattern``
(tried on lines where one of the words ``near`` stands), or the name of a ``check`` of structure.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from gongkai.text.severity import Severity
from gongkai.text.wording.structure import CHECKS

SHIPPED = ("secrecy", "characters", "names", "terms", "form", "leftovers")
"""The packs that come with the program; see `text/data/wording`."""
ARROW = "→"
_SAID = re.compile(r"\{\{|\}\}|\{text\}|\{use\}")
_PACK_KEYS = {"id", "title", "version", "date", "rules", "remove", "allow", "severity"}
_RULE_KEYS = {"id", "severity", "says", "source", "blocks", "unless"}
_KINDS = {"words": {"words"}, "pattern": {"pattern", "near", "use"}, "check": {"check"}}


class BadPack(ValueError):
    """A pack that cannot be used; the message says in Chinese what to mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, how grave it is, what is said about it, and where the rule comes from.

    ``says`` may hold {text} and {use}. ``blocks``: the text may not be published as it stands.
    """

    id: str
    severity: Severity
    says: str
    source: str
    blocks: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    near: tuple[str, ...] = ()
    use: str = ""
    check: str = ""
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules under one name and version, and what the pack changes in those below it.

    ``remove`` names rules, or words of rules (``rule:word``); ``allow`` are words that are right
    wherever they stand; ``severity`` gives rules another gravity.
    """

    id: str
    title: str
    version: str
    on: date
    rules: tuple[Rule, ...] = ()
    remove: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


def read_pack(toml: str) -> Pack:
    """A pack from its text. Raises BadPack."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"规则包不是正确的 TOML：{error}") from error
    name = str(data.get("id", ""))
    _only(data, _PACK_KEYS, f"规则包“{name}”")
    if not name or not isinstance(data.get("date"), date):
        raise BadPack(f"规则包“{name}”要有 id 和 date（如 2026-11-24）。")
    rules, severity = data.get("rules", []), data.get("severity", {})
    if not isinstance(severity, dict) or not isinstance(rules, list):
        raise BadPack(f"规则包“{name}”的规则要写成 [[rules]]，severity 要写成 [severity]。")
    return Pack(
        name,
        str(data.get("title", name)),
        str(data.get("version", "1")),
        data["date"],
        tuple(map(_rule, rules)),
        _listed(data, "remove"),
        _listed(data, "allow"),
        {key: _severity(said, key) for key, said in severity.items()},
    )


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs that come with the program, in the order in which they are laid."""
    folder = resources.files("gongkai.text") / "data" / "wording"
    return tuple(
        read_pack((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in SHIPPED
    )


def _rule(data: object) -> Rule:
    if not isinstance(data, dict):
        raise BadPack("规则要写成 [[rules]]，下面一项一行。")
    name = str(data.get("id", ""))
    kinds = [kind for kind in _KINDS if kind in data]
    if not name or len(kinds) != 1:
        raise BadPack(f"规则“{name}”要有 id，并且只能有 words、pattern、check 中的一项。")
    _only(data, _RULE_KEYS | _KINDS[kinds[0]], f"规则“{name}”")
    rule = Rule(
        name,
        _severity(data.get("severity"), name),
        str(data.get("says", "")),
        str(data.get("source", "")),
        bool(data.get("blocks", False)),
        _words(name, str(data.get("words", ""))),
        str(data.get("pattern", "")),
        _listed(data, "near"),
        str(data.get("use", "")),
        str(data.get("check", "")),
        _listed(data, "unless"),
    )
    _prove(rule)
    return rule


def _prove(rule: Rule) -> None:
    """Everything a rule needs is there. Raises BadPack."""
    if not rule.says or not rule.source:
        raise BadPack(f"规则“{rule.id}”要有 says（怎么说）和 source（出处）。")
    if not (rule.words or rule.pattern or rule.check) or not all(rule.words):
        raise BadPack(f"规则“{rule.id}”没有要找的内容。")
    same = [wrong for wrong, right in rule.words.items() if wrong == right]
    if same or set(rule.words) & set(rule.unless):
        raise BadPack(f"规则“{rule.id}”里有改了等于没改的词：{'、'.join(same)}")
    if rule.pattern and not rule.near:
        raise BadPack(f"规则“{rule.id}”的 pattern 要有 near：附近必有的词，否则每一行都要试。")
    if rule.check and rule.check not in CHECKS:
        raise BadPack(f"规则“{rule.id}”的 check“{rule.check}”不存在。")
    if set("{}") & set(_SAID.sub("", rule.says)):
        raise BadPack(f"规则“{rule.id}”的 says 里，大括号只能用于 {{text}} 和 {{use}}。")
    try:
        re.compile(rule.pattern).sub(rule.use, "")
    except (re.error, IndexError) as error:
        raise BadPack(f"规则“{rule.id}”的 pattern 或 use 写错了：{error}") from error


def _words(name: str, said: str) -> dict[str, str]:
    pairs = [_pair(word) for word in said.split()]
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(wrong for wrong, _ in pairs).most_common(1)[0][0]
        raise BadPack(f"规则“{name}”里“{twice[:20]}”写了不止一次，请留下一条。")
    return found


def _pair(word: str) -> tuple[str, str]:
    wrong, _, right = word.partition(ARROW)
    return wrong, right


def _listed(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of words, or words parted by white space in one string."""
    said = data.get(key, "")
    return tuple(map(str, said)) if isinstance(said, list) else tuple(str(said).split())


def _severity(said: object, name: str) -> Severity:
    try:
        return Severity(str(said))
    except ValueError as error:
        raise BadPack(f"规则“{name}”的 severity 只能是 fault、uncertain 或 hint。") from error


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(data.keys() - known)
    if unknown:
        raise BadPack(f"{where}里有不认识的项：{'、'.join(unknown)}。")
