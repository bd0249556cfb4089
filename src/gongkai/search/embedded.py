"""The engine inside this process: a tantivy index in a folder."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import tantivy
from tantivy import Occur, Query

from gongkai.search.engine import FACETS, Found, Hit, Leaf, Question, Word
from gongkai.text import segment

HEAP_BYTES, THREADS = 64 << 20, 1
HEAP_BYTES_ANEW, THREADS_ANEW = 256 << 20, 2
"""Memory and threads of the writer, and those for an index that is built anew."""
BUCKETS = 400
"""Values of one facet that are told apart: more columns or offices no county has."""
TITLE_BOOST, OTHER_WAY, NUMBER_SCORE = 4.0, 0.7, 1000.0
LOOSE_SHARE = 0.6
"""Share of the pairs of a loose question that a text must have."""
KEPT_CHARACTERS = 6_000
"""Characters of a text that are kept to be shown; all of it is searched."""
LONGEST_BEGIN = 30
"""Terms of an unfinished title that are looked at."""
KEPT_COUNTS = 256
"""Questions whose counts are remembered until the next commit; a list has several pages."""
_WORDS, _TITLE, _CHARS, _NUMBER, _MENTION = "words", "title", "chars", "number", "mention"
_SHOWN_TITLE, _SHOWN_TEXT = "shown_title", "shown_text"
Moment: TypeAlias = tuple[int, ...]
"""What tells one commit of the index from another, whichever process made it."""


def schema() -> tantivy.Schema:
    """Return the fields of the index; a change of them needs a new `operations.FORMAT`."""
    made = tantivy.SchemaBuilder()
    made.add_unsigned_field("key", stored=True, indexed=True, fast=True)
    made.add_unsigned_field("version", stored=True)
    made.add_integer_field("at", fast=True)
    made.add_float_field("weight", fast=True)
    for name in (_WORDS, _TITLE):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    made.add_text_field(_CHARS, tokenizer_name="whitespace", index_option="basic")
    for name in (_NUMBER, _MENTION):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (_SHOWN_TITLE, _SHOWN_TEXT):
        made.add_bytes_field(name, stored=True)
    return made.build()


class Index:
    """An index in a folder of its own; opened to read or, by one process at a time, to write."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.schema = schema()
        self._index = tantivy.Index(self.schema, path=str(folder))
        self._index.config_reader(reload_policy="manual")
        self._meta = folder / "meta.json"
        self._seen: tuple[Moment, tantivy.Searcher] | None = None
        self._counts: OrderedDict[tuple[object, ...], Found] = OrderedDict()

    # ---------- reading ----------

    def _last(self) -> tuple[Moment, tantivy.Searcher]:
        """Return the last commit, whichever process made it, and a searcher of it."""
        seen = self._seen
        try:
            known = self._meta.stat()
        except OSError:
            if seen is None:
                raise
            return seen  # removed after a newer build: who still reads here reads to the end
        written = (known.st_ino, known.st_mtime_ns, known.st_size)
        if seen is None or written != seen[0]:
            self._index.reload()
            self._seen = seen = (written, self._index.searcher())
        return seen

    def moment(self) -> Moment:
        """Return what tells the last commit from those before."""
        return self._last()[0]

    def count(self) -> int:
        """Return how many texts there are."""
        return self._last()[1].num_docs

    def find(self, question: Question, *, first: int, limit: int, facets: bool = True) -> Found:
        """Return hits from place `first` on; see `engine.Engine`."""
        moment, searcher = self._last()
        query = self.query(question)
        ordered: dict[str, Any] = {"weight_by_field": "weight"}
        if question.newest:
            ordered = {"order_by_field": "at"}
        result: Any = searcher.search(query, limit, count=not facets, offset=first, **ordered)
        hits = tuple(_hit(searcher, address) for _, address in result.hits)
        if not facets:
            return Found(result.count, hits)
        if first == 0 and len(hits) < 2:
            return Found(len(hits), hits, _chosen(question, len(hits)))
        key = (moment, *_decides(question))
        counted = self._counts.get(key)
        if counted is None:
            self._counts[key] = counted = _counted(searcher.aggregate(query, _ASKED))
            while len(self._counts) > KEPT_COUNTS:
                self._counts.popitem(last=False)
        return replace(counted, hits=hits)

    def titles(self, begun: str, limit: int) -> tuple[Hit, ...]:
        """Return texts whose title holds a phrase that begins so, newest first."""
        words: list[Any] = segment.terms(begun)[:LONGEST_BEGIN]
        if not words:
            return ()
        query = self._phrase(_TITLE, begun) or Query.empty_query()
        if len(words) > 1:
            query = Query.phrase_prefix_query(self.schema, _TITLE, words)
        _, searcher = self._last()
        found = searcher.search(query, limit, count=False, order_by_field="at")
        return tuple(_hit(searcher, address) for _, address in found.hits)

    # ---------- questions ----------

    def query(self, question: Question) -> Query:
        """Return the engine's own form of a question."""
        parts: list[tuple[Occur, Query]] = []
        if question.loose:
            parts += self._loose(question.words)
        else:
            for word in question.words:
                parts += self._word(word)
        for word in question.wished:
            parts += [(Occur.Should, query) for _, query in self._word(word)]
        parts += [(Occur.Must, self._number(number)) for number in question.numbers]
        for name, value in question.only.items():
            chosen = Query.const_score_query(self._term(name, value), 0.0)
            parts.append((Occur.Must, chosen))
        if not any(occur == Occur.Must for occur, _ in parts):
            return Query.empty_query()
        parts += [
            (Occur.MustNot, query)
            for text in question.without
            if (query := self._phrase(_WORDS, text))
        ]
        return Query.boolean_query(parts)

    def _word(self, word: Word) -> list[tuple[Occur, Query]]:
        """A text has the word in one of its ways; standing in the title counts more."""
        ways, titles = [], []
        length = len(segment.phrase(word.ways[0]))
        for place, way in enumerate(word.ways):
            boost = _boost_of(way, length) if place else 1.0
            if query := self._phrase(_WORDS, way):
                ways.append(query if boost == 1 else Query.boost_query(query, boost))
            if query := self._phrase(_TITLE, way):
                titles.append((Occur.Should, Query.boost_query(query, boost * TITLE_BOOST)))
        if not ways:
            return []
        return [(Occur.Must, _any(ways)), *titles]

    def _loose(self, words: Sequence[Word]) -> list[tuple[Occur, Query]]:
        """Most pairs of all words, in any order."""
        pairs = list(dict.fromkeys(term for word in words for term in segment.terms(word.ways[0])))
        if not pairs:
            return []
        least = max(1, round(len(pairs) * LOOSE_SHARE))
        wanted = [(Occur.Should, self._term(_WORDS, pair)) for pair in pairs]
        titles = [
            (Occur.Should, Query.boost_query(self._term(_TITLE, pair), TITLE_BOOST))
            for pair in pairs
        ]
        return [(Occur.Must, Query.boolean_query(wanted, least)), *titles]

    def _number(self, number: str) -> Query:
        """The document of this number first, then those that speak of it."""
        own = Query.const_score_query(self._term(_NUMBER, number), NUMBER_SCORE)
        return _any([own, self._term(_MENTION, number)])

    def _phrase(self, field: str, text: str) -> Query | None:
        places = segment.phrase(text)
        if not places:
            return None
        if len(places) > 1:
            return Query.phrase_query(self.schema, field, list(places))
        word = places[0][1]
        if len(word) == 1 and segment.is_wide(word):
            field = _CHARS
        return self._term(field, word)

    def _term(self, field: str, value: str | int) -> Query:
        option = "position" if field in (_WORDS, _TITLE) else "basic"
        return Query.term_query(self.schema, field, value, option)

    # ---------- writing ----------

    def write(self, leaves: Iterable[Leaf], gone: Iterable[int]) -> None:
        """Replace these texts and remove these keys, in one commit."""
        is_empty = self.count() == 0
        size = (HEAP_BYTES_ANEW, THREADS_ANEW) if is_empty else (HEAP_BYTES, THREADS)
        writer = self._index.writer(*size)
        try:
            for key in gone:
                writer.delete_documents_by_query(self._term("key", key))
            for leaf in leaves:
                if not is_empty:
                    writer.delete_documents_by_query(self._term("key", leaf.key))
                writer.add_document(_document(leaf))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()  # and lets go of the writer's lock
            self._seen = None


def _boost_of(way: str, length: int) -> float:
    """Return what another way counts: less than the typed one, however long it is."""
    return OTHER_WAY * min(1.0, length / max(1, len(segment.phrase(way))))


def _any(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _document(leaf: Leaf) -> tantivy.Document:
    made = tantivy.Document()
    made.add_unsigned("key", leaf.key)
    made.add_unsigned("version", leaf.version)
    made.add_integer("at", leaf.at)
    made.add_float("weight", leaf.weight)
    title = " ".join(segment.terms(leaf.title))
    made.add_text(_TITLE, title)
    words = segment.terms(f"{leaf.text}\n{leaf.names}")
    made.add_text(_WORDS, f"{title} {' '.join(words)}")
    made.add_text(_CHARS, " ".join(segment.singles(leaf.title)))
    for name, values in ((_NUMBER, leaf.numbers), (_MENTION, leaf.mentions)):
        for value in values:
            made.add_text(name, value)
    for name in FACETS:
        made.add_text(name, getattr(leaf, name))
    made.add_bytes(_SHOWN_TITLE, segment.aligned(leaf.title).encode())
    made.add_bytes(_SHOWN_TEXT, segment.aligned(leaf.text[:KEPT_CHARACTERS]).encode())
    return made


def _hit(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Hit:
    kept: Any = searcher.doc(address)
    title, text = kept.get_first(_SHOWN_TITLE), kept.get_first(_SHOWN_TEXT)
    return Hit(kept.get_first("key"), kept.get_first("version"), _read(title), _read(text))


def _read(data: Any) -> str:
    return bytes(data).decode() if data else ""


_ASKED: dict[str, Any] = {name: {"terms": {"field": name, "size": BUCKETS}} for name in FACETS}


def _counted(answer: dict[str, Any]) -> Found:
    """Return how texts divide. Each has one value of a facet: any facet's sum is their number."""
    split = {
        name: {row["key"]: int(row["doc_count"]) for row in answer[name]["buckets"]}
        for name in FACETS
    }
    name = FACETS[-1]
    return Found(sum(split[name].values()) + int(answer[name]["sum_other_doc_count"]), (), split)


def _decides(question: Question) -> tuple[object, ...]:
    """Return what decides which texts a question finds; order and wishes do not."""
    only = tuple(sorted(question.only.items()))
    return question.words, question.without, question.numbers, question.loose, only


def _chosen(question: Question, total: int) -> dict[str, dict[str, int]]:
    """Return the counts of at most one text: nothing divides it any further."""
    return {name: {value: total} for name, value in question.only.items() if total}
