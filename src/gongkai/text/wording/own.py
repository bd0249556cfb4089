"""Rules an office writes itself: words only, each proved, as a pack that lies on the shipped ones."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.text.severity import Severity
from gongkai.text.wording.pack import ARROW, BadPack, Pack, Rule, read_pack

MOST_RULES = 20_000
MOST_BYTES = 4_000_000
SHORTEST, LONGEST = 2, 40
"""Characters of a wrong word: a single one would stand in every line."""
LONGEST_RIGHT, LONGEST_SAID = 80, 200
SAYS = "“{text}”应写作“{use}”。"
SAYS_ALONE = "“{text}”不要用。"
SOURCE = "本机关用词规则"
_LETTER = re.compile(r"[^\W\d_]")
_UNFIT = re.compile(rf"[\s{ARROW}\x00-\x1f\x7f]")
_PLACES = re.compile(r"\{\{(text|use)\}\}")


@dataclass(frozen=True, slots=True)
class OwnRule:
    """``wrong`` is looked for, ``right`` proposed (or nothing); ``says`` may hold {text} and {use}."""

    wrong: str
    right: str = ""
    says: str = ""
    source: str = ""
    severity: Severity = Severity.UNCERTAIN
    blocks: bool = False


def refusals(rule: OwnRule) -> Iterator[str]:
    """Chinese sentences about what is wrong with a rule."""
    shown = rule.wrong if len(rule.wrong) <= SHORTEST * 10 else f"{rule.wrong[:20]}…"
    if not SHORTEST <= len(rule.wrong) <= LONGEST:
        yield (
            f"要找的词“{shown}”有 {len(rule.wrong)} 个字，应为 {SHORTEST} 到 {LONGEST} 个字；"
            "太短的词每一行都会碰上。"
        )
    elif _UNFIT.search(rule.wrong) or len(_LETTER.findall(rule.wrong)) < SHORTEST:
        yield f"要找的词“{shown}”里至少要有两个字，不能有空格、换行或者“{ARROW}”。"
    if len(rule.right) > LONGEST_RIGHT or _UNFIT.search(rule.right):
        yield f"“{shown}”的改法不能超过 {LONGEST_RIGHT} 个字，不能有空格、换行或者“{ARROW}”。"
    if rule.wrong == rule.right:
        yield f"“{shown}”改了等于没改，请写出另一种写法。"
    if max(len(rule.says), len(rule.source)) > LONGEST_SAID:
        yield f"“{shown}”的说明和出处各不能超过 {LONGEST_SAID} 个字。"
    if rule.blocks and rule.severity is not Severity.FAULT:
        yield f"“{shown}”：只有程度是“错误”的规则才能拦住签批。"


def own_pack(
    name: str, title: str, version: str, on: date, rules: Iterable[OwnRule],
    allow: Iterable[str] = (), remove: Iterable[str] = (),
) -> Pack:  # fmt: skip
    """The pack of an office; rules that say the same are one rule of the pack.

    What should stand there is right also where it holds the wrong word (柳溪→柳溪镇).
    """
    groups: dict[tuple[str, str, Severity, bool], dict[str, str]] = {}
    for rule in rules:
        says = rule.says or (SAYS if rule.right else SAYS_ALONE)
        group = (says, rule.source or SOURCE, rule.severity, rule.blocks)
        groups.setdefault(group, {})[rule.wrong] = rule.right
    laid = tuple(
        Rule(
            f"{name}.{_short(group)}",
            group[2],
            _literal(group[0]),
            group[1],
            group[3],
            words,
            unless=tuple(right for wrong, right in words.items() if wrong in right),
        )
        for group, words in groups.items()
    )
    return Pack(name, title, version, on, laid, tuple(remove), tuple(allow))


def _short(group: Sequence[object]) -> str:
    return hashlib.sha256(repr(group).encode()).hexdigest()[:12]


def _literal(says: str) -> str:
    """A sentence whose braces mean nothing but {text} and {use}."""
    return _PLACES.sub(r"{\1}", says.replace("{", "{{").replace("}", "}}"))


def rules_of(pack: Pack) -> tuple[OwnRule, ...]:
    """The rules of a pack as an office may write them. Raises BadPack with every reason."""
    told: list[str] = []
    found: dict[str, OwnRule] = {}
    for rule in pack.rules:
        if not rule.words:
            told.append(
                f"规则“{rule.id}”写的是 pattern 或 check。自己的规则只能写词（words），"
                "这样才不会碰上所有的文字。"
            )
        says = rule.says.replace("{{", "{").replace("}}", "}")
        for wrong, right in rule.words.items():
            if wrong in found:
                told.append(f"“{wrong[:20]}”写了不止一次，请留下一条。")
            one = OwnRule(wrong, right, says, rule.source, rule.severity, rule.blocks)
            told += refusals(one)
            found[wrong] = one
    if len(found) > MOST_RULES:
        told.append(f"共有 {len(found)} 个词，一个机关最多 {MOST_RULES} 个。")
    if told:
        raise BadPack("\n".join(told))
    return tuple(found.values())


def read_own(toml: bytes) -> Pack:
    """A pack from the bytes of a file. Raises BadPack, also for words that stand twice."""
    if len(toml) > MOST_BYTES:
        raise BadPack(f"文件超过 {MOST_BYTES // 1_000_000} MB，不像是一个用词规则包。")
    try:
        text = toml.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadPack("文件不是 UTF-8 编码，请另存为 UTF-8 后再导入。") from None
    pack = read_pack(text)
    rules_of(pack)
    return pack


def write_pack(pack: Pack) -> str:
    """The TOML of a pack of words, which :func:`read_own` reads back."""
    head: Mapping[str, object] = {"id": pack.id, "title": pack.title, "version": pack.version}
    lines = [f"{key} = {_quoted(said)}" for key, said in head.items()]
    lines.append(f"date = {pack.on.isoformat()}")
    for key, words in (("allow", pack.allow), ("remove", pack.remove)):
        if words:
            lines.append(f"{key} = [{', '.join(map(_quoted, words))}]")
    for rule in pack.rules:
        pairs = (
            f"{wrong}{ARROW}{right}" if right else wrong for wrong, right in rule.words.items()
        )
        lines += [
            "\n[[rules]]",
            f"id = {_quoted(rule.id)}",
            f"severity = {_quoted(rule.severity)}",
            f"says = {_quoted(rule.says)}",
            f"source = {_quoted(rule.source)}",
            *(["blocks = true"] if rule.blocks else []),
            f"words = {_quoted(' '.join(pairs))}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(said: object) -> str:
    """A basic string; JSON escapes all that TOML asks for but one character."""
    return json.dumps(str(said), ensure_ascii=False).replace("\x7f", "\\u007f")
