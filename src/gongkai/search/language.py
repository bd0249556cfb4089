"""The query language: words, "phrases", -without, 文号; nothing else means anything."""

import re
from dataclasses import dataclass, replace

from gongkai.search import numbers, synonyms
from gongkai.search.engine import Question, Word
from gongkai.text import segment

MOST_CHARACTERS, MOST_WORDS = 200, 10
QUOTES = '"“”„‟「」『』＂'
_PIECE = re.compile(rf"(?<!\S)([-－–—−]?)(?:[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]?|([^\s{QUOTES}]+))")
_ASKING = re.compile(
    "请问|怎么办理|怎么办|怎么样|怎么|怎样|如何|哪里|哪儿|在哪|什么时候|什么|多少钱|多少"
    "|有没有|能不能|可不可以|是不是|是否|几时|咋办|咋|吗(?!啡)|呢"
    "|(?<=[\u4e00-\u9fff]{2})的(?=[\u4e00-\u9fff]{2})"
)
"""Words that ask and say nothing about what is asked for; they part the words around them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was understood. `text` is what stays in the field."""

    text: str = ""
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        """True when nothing in it can be looked for."""
        return not (self.words or self.numbers)

    def question(self, only: dict[str, str], *, newest: bool = False) -> Question:
        """Return what the engine is asked: every word in one of its ways, every number."""
        return Question(
            words=tuple(Word(synonyms.ways(word)) for word in self.words),
            without=self.without,
            numbers=self.numbers,
            only=only,
            newest=newest,
        )


def wider(question: Question) -> tuple[Question, ...]:
    """Return what to ask when nothing has every word, the narrowest first.

    First the everyday terms alone (申请低保 has 低保), the rest only wished for; then most of all
    pairs, with the numbers as words like the others: a text may write them in another way.
    """
    found = []
    split = [synonyms.known(word.ways[0]) for word in question.words]
    terms = [Word(synonyms.ways(term)) for known, _ in split for term in known]
    if terms:
        rest = tuple(Word((part,)) for _, around in split for part in around)
        found.append(replace(question, words=tuple(terms), wished=rest))
    numbers = tuple(Word((number,)) for number in question.numbers)
    found.append(replace(question, words=question.words + numbers, numbers=(), loose=True))
    return tuple(found)


def read(typed: str) -> Asked:
    """Read what somebody typed; whatever it is, there is an answer."""
    whole = " ".join(segment.readable(typed).split())
    text = whole[:MOST_CHARACTERS].strip()
    found, rest = numbers.take(text)
    words: dict[str, None] = {}
    without: dict[str, None] = {}
    for minus, quoted, plain in _PIECE.findall(rest):
        kept = without if minus else words
        for part in [quoted or plain] if quoted or minus else _parts(plain):
            if segment.terms(part):
                kept[part] = None
    return Asked(
        text=text,
        words=tuple(words)[:MOST_WORDS],
        without=tuple(without)[:MOST_WORDS],
        numbers=found[:MOST_WORDS],
        cut=len(whole) > len(text) or len(words) > MOST_WORDS,
    )


def _parts(word: str) -> list[str]:
    """Return a word without what only asks; as it is when nothing else would be left."""
    parts = [part for part in _ASKING.split(word) if segment.terms(part)]
    return parts or [word]
