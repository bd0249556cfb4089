"""Words typed as pinyin (dibao), by initials (db) or with a wrong character of the same sound."""

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from gongkai.search import everyday, synonyms
from gongkai.text import segment

LONGEST = 24
"""Letters or characters of a query that is taken for a known word spoken."""
MOST = 3


def meant(typed: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return known words that sound like `typed`; `names` are those of columns and offices."""
    run = "".join(segment.runs(typed))
    if not 2 <= len(run) <= LONGEST:
        return ()
    by_sound, by_initials = _spoken(_vocabulary(tuple(names)))
    found = by_sound.get(_sound(run), ())
    if not found and not segment.is_wide(run):
        found = by_initials.get(run, ())
    return tuple(word for word in found if word != run)[:MOST]


def begins(typed: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return known words that begin as typed, in characters or in pinyin."""
    run = "".join(segment.runs(typed))
    if not run or len(run) > LONGEST:
        return ()
    known = _vocabulary(tuple(names))
    if segment.is_wide(run):
        inside = [word for word in known if run in word and not word.startswith(run)]
        return (*(word for word in known if word.startswith(run)), *inside)
    by_sound, by_initials = _spoken(known)
    found = [w for table in (by_sound, by_initials) for key in table if key.startswith(run)
             for w in table[key]]  # fmt: skip
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4)
def _vocabulary(names: tuple[str, ...]) -> tuple[str, ...]:
    known = (*everyday.words(), *names, *synonyms.terms())
    return tuple(dict.fromkeys("".join(segment.runs(word)) for word in known))


Table = dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def _spoken(known: tuple[str, ...]) -> tuple[Table, Table]:
    """Return the words by their sound and by their initials."""
    by_sound: dict[str, list[str]] = {}
    by_initials: dict[str, list[str]] = {}
    for word in known:
        by_sound.setdefault(_sound(word), []).append(word)
        initials = "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))
        by_initials.setdefault(initials, []).append(word)
    return _fixed(by_sound), _fixed(by_initials)


def _fixed(table: dict[str, list[str]]) -> Table:
    return {key: tuple(words) for key, words in table.items()}


def _sound(word: str) -> str:
    return "".join(lazy_pinyin(word))
