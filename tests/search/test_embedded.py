"""The engine itself, without a database."""

import shutil

import pytest

from gongkai.search import embedded
from gongkai.search.embedded import Index
from gongkai.search.engine import Leaf, Question, Word
from gongkai.search.language import read


@pytest.fixture
def index(tmp_path) -> Index:
    return Index(tmp_path / "index")


def leaf(key: int, title: str, text: str = "", **over) -> Leaf:
    given = {"key": key, "version": key * 10, "title": title, "text": text, "at": key}
    return Leaf(**given | over)


def keys(index: Index, typed: str, **over) -> list[int]:
    question = read(typed).question(over.pop("only", {}), **over)
    return [hit.key for hit in index.find(question, first=0, limit=10).hits]


def test_empty_index_answers(index):
    assert index.count() == 0
    assert keys(index, "低保") == []
    assert index.titles("低", 5) == ()


def test_title_counts_more_than_text(index):
    index.write([leaf(1, "通知", "低保" * 5), leaf(2, "低保标准", "正文")], ())
    assert keys(index, "低保") == [2, 1]


def test_newer_counts_more_and_weight_decides(index):
    index.write([leaf(1, "低保公示", weight=1.0), leaf(2, "低保公示", weight=1.5)], ())
    assert keys(index, "低保") == [2, 1]


def test_newest_first_when_asked(index):
    index.write([leaf(1, "通知", "低保", at=9), leaf(2, "低保标准", at=3)], ())
    assert keys(index, "低保", newest=True) == [1, 2]


def test_every_word_must_be_there_as_a_phrase(index):
    index.write([leaf(1, "低保标准"), leaf(2, "标准化低产"), leaf(3, "最低标准保障")], ())
    assert keys(index, "低保 标准") == [1]
    assert keys(index, '"低保标准"') == [1]
    assert keys(index, "保标准低") == []


def test_minus_takes_out(index):
    index.write([leaf(1, "低保公示"), leaf(2, "低保标准")], ())
    assert keys(index, "低保 -公示") == [2]


def test_synonym_is_found_after_the_word_itself(index):
    index.write([leaf(1, "最低生活保障标准"), leaf(2, "低保标准")], ())
    assert keys(index, "低保标准") == [2, 1]


@pytest.mark.parametrize("typed", ["柳政发〔2026〕3号", "柳政发[2026]3号", "柳政发(2026)03号"])
def test_document_of_the_number_first_then_those_that_speak_of_it(index, typed):
    number = "柳政发〔2026〕3号"
    speaking = leaf(1, "关于执行柳政发〔2026〕3号的说明", weight=9.0, mentions=(number,))
    own = leaf(2, "通知", numbers=(number,), mentions=(number,))
    other = leaf(3, "通知", numbers=("柳政发〔2026〕33号",))
    index.write([speaking, own, other], ())
    assert keys(index, typed) == [2, 1]


def test_single_character_is_found_in_titles(index):
    index.write([leaf(1, "桃溪村公示"), leaf(2, "通知", "各村")], ())
    assert keys(index, "村") == [1]


def test_names_are_words_of_the_text(index):
    index.write([leaf(1, "预算", names="柳溪镇人民政府")], ())
    assert keys(index, "柳溪镇 预算") == [1]


def test_facets_count_and_narrow(index):
    index.write(
        [
            leaf(1, "低保", column="aid", year="2025", organ="liuxi", kind="list"),
            leaf(2, "低保", column="aid", year="2026", organ="wanghu", kind="notice"),
            leaf(3, "预算", column="money", year="2026", organ="liuxi", kind="budget"),
        ],
        (),
    )
    found = index.find(Question(words=(Word(("低保",)),)), first=0, limit=10)
    assert found.total == 2
    assert found.facets == {
        "column": {"aid": 2},
        "year": {"2025": 1, "2026": 1},
        "organ": {"liuxi": 1, "wanghu": 1},
        "kind": {"list": 1, "notice": 1},
    }
    assert keys(index, "低保", only={"year": "2026", "organ": "wanghu"}) == [2]


def test_counts_are_remembered_until_the_next_commit(index, monkeypatch):
    monkeypatch.setattr(embedded, "KEPT_COUNTS", 1)
    index.write([leaf(n, "低保", kind="list" if n % 2 else "notice") for n in range(1, 4)], ())
    for only in ({}, {"kind": "list"}, {"kind": "list"}, {}):
        question = read("低保").question(only, newest=bool(only))
        assert index.find(question, first=0, limit=10).total == (2 if only else 3)
    index.write([leaf(4, "低保", kind="notice")], ())
    found = index.find(read("低保").question({}), first=2, limit=10)
    assert (found.total, found.facets["kind"]) == (4, {"list": 2, "notice": 2})


def test_one_text_is_not_divided(index):
    index.write([leaf(1, "低保", kind="list"), leaf(2, "预算", kind="budget")], ())
    only = {"kind": "list", "year": ""}
    found = index.find(read("低保").question(only), first=0, limit=10)
    assert (found.total, found.facets) == (1, {"kind": {"list": 1}, "year": {"": 1}})
    assert index.find(read("养老").question(only), first=0, limit=10).facets == {}


def test_without_facets_the_hits_are_counted(index):
    index.write([leaf(n, "低保") for n in range(1, 16)], ())
    question = Question(words=(Word(("低保",)),))
    found = index.find(question, first=10, limit=10, facets=False)
    assert (found.total, len(found.hits), found.facets) == (15, 5, {})


def test_loose_question_asks_for_most_pairs(index):
    index.write([leaf(1, "申请低保的材料"), leaf(2, "低产")], ())
    loose = Question(words=(Word(("低保申请",)),), loose=True)
    assert [hit.key for hit in index.find(loose, first=0, limit=9).hits] == [1]
    nothing = Question(words=(Word(("！",)),), loose=True)
    assert index.find(nothing, first=0, limit=9).total == 0


def test_wished_word_moves_up(index):
    index.write([leaf(1, "低保"), leaf(2, "低保", "申请")], ())
    question = Question(words=(Word(("低保",)),), wished=(Word(("申请",)),))
    assert [hit.key for hit in index.find(question, first=0, limit=9).hits] == [2, 1]


def test_word_without_a_term_asks_for_nothing(index):
    index.write([leaf(1, "低保")], ())
    assert index.find(Question(words=(Word(("！",)),)), first=0, limit=9).total == 0


def test_writing_again_replaces(index):
    index.write([leaf(1, "低保")], ())
    index.write([leaf(1, "预算", version=11)], ())
    assert keys(index, "低保") == []
    assert keys(index, "预算") == [1]
    assert index.count() == 1
    index.write((), [1])
    assert index.count() == 0


def test_other_process_sees_the_commit(index, tmp_path):
    reader = Index(tmp_path / "index")
    assert reader.count() == 0
    index.write([leaf(1, "低保")], ())
    assert keys(reader, "低保") == [1]


def test_who_still_reads_a_removed_index_reads_to_the_end(index, tmp_path):
    index.write([leaf(1, "低保")], ())
    assert keys(index, "低保") == [1]
    shutil.rmtree(tmp_path / "index")
    assert keys(index, "低保") == [1]
    unread = Index(tmp_path / "other")
    shutil.rmtree(tmp_path / "other")
    with pytest.raises(FileNotFoundError):
        unread.count()


def test_shown_text_is_kept_up_to_a_bound(index):
    index.write([leaf(1, "低保", "甲" * 50_000 + "乙丙")], ())
    hit = index.find(read("低保").question({}), first=0, limit=1).hits[0]
    assert (hit.key, hit.version, hit.title) == (1, 10, "低保")
    assert len(hit.text) < 50_000
    assert keys(index, "乙丙") == [1]


@pytest.mark.parametrize(
    ("begun", "found"), [("低保标", [1]), ("低保", [1]), ("申请", [2]), ("保", [1]), ("！", []),
                         ("低" * 5000, [])]
)  # fmt: skip
def test_titles_that_begin_so(index, begun, found):
    index.write([leaf(1, "低保标准"), leaf(2, "怎样申请救助")], ())
    assert [hit.key for hit in index.titles(begun, 5)] == found
