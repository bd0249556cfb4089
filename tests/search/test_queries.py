"""What a reader finds: every hit is public at this moment, in this very text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.disclosures.models import Document
from gongkai.search import queries
from gongkai.search.operations import catch_up
from tests.portal.press import AT


@pytest.fixture
def site(press):
    """Some documents, indexed."""
    press.publish(
        "最低生活保障标准", body="<p>每人每月七百元。</p>", doc_number="柳政发〔2026〕3号"
    )
    press.publish("社会救助公告", body="<p>申请低保要带户口簿。</p>", column="relief")
    press.publish("2026年部门预算", column="finance", genre="budget")
    catch_up(at=AT)
    return press


def titles(answer) -> list[str]:
    return ["".join(piece.text for piece in row.title) for row in answer.rows]


def test_everyday_word_finds_the_official_one(site):
    answer = queries.find("低保", only={})
    assert titles(answer) == ["最低生活保障标准", "社会救助公告"]
    assert answer.total == 2
    assert "最低生活保障" in answer.also
    assert answer.facets["column"] == {"aid": 1, "relief": 1}


def test_question_finds_what_it_asks_about(site):
    assert titles(queries.find("怎么申请低保", only={})) == ["社会救助公告"]
    answer = queries.find("低保申请流程", only={})
    assert answer.loose
    assert "社会救助公告" in titles(answer)


def test_number_finds_its_document(site):
    for typed in ("柳政发〔2026〕3号", "柳政发[2026]3号", "柳政发（2026）3号", "〔2026〕3号"):
        assert titles(queries.find(typed, only={})) == ["最低生活保障标准"]


def test_index_number_finds_its_document(site):
    assert titles(queries.find("liuxi/202611-00003", only={})) == ["2026年部门预算"]


def test_withdrawn_text_is_gone_before_the_index_knows(site):
    assert queries.find("预算", only={}).total == 1
    site.withdraw(Document.objects.get(seq=3))
    answer = queries.find("预算", only={})
    assert (answer.total, answer.rows) == (0, ())


def test_kept_hits_are_checked_every_time(site, monkeypatch):
    monkeypatch.setattr(queries, "KEPT_DRAFTS", 2)
    for typed in ("预算", "低保", "公告", "预算"):
        assert queries.find(typed, only={}).rows
    monkeypatch.setattr(queries, "_drafted", None)  # what is known is not asked for again
    assert titles(queries.find("预算", only={})) == ["2026年部门预算"]
    site.withdraw(Document.objects.get(seq=3))
    assert (answer := queries.find("预算", only={})).rows == ()
    assert answer.total == 0


def test_next_commit_of_the_index_ends_what_is_kept(site):
    assert queries.find("预算", only={}).total == 1
    site.publish("2027年部门预算", column="finance", genre="budget")
    catch_up(at=AT)
    assert queries.find("预算", only={}).total == 2


def test_corrected_text_is_not_shown_in_its_old_words(site):
    document = Document.objects.get(seq=queries.find("户口簿", only={}).rows[0].thing.seq)
    document.live = site.write(document, "社会救助公告", body="<p>更正。</p>")
    document.save()
    assert queries.find("户口簿", only={}).rows == ()


def test_page_is_filled_when_some_are_gone(press):
    documents = [press.publish(f"公告{n}") for n in range(14)]
    catch_up(at=AT)
    for document in documents[:3]:
        press.withdraw(document)
    answer = queries.find("公告", only={})
    assert (len(answer.rows), answer.total) == (10, 11)


def test_spare_hits_are_checked_like_the_others(press):
    documents = {n: press.publish(f"公告{n}") for n in range(1, 25)}
    catch_up(at=AT)
    pages = [queries.find("公告", only={}, page=n).rows for n in (1, 2, 3)]
    order = [row.thing.seq for rows in pages for row in rows]
    for seq in order[8:14]:
        press.withdraw(documents[seq])
    shown = [row.thing.seq for row in queries.find("公告", only={}).rows]
    assert shown == order[:8] + order[14:16]
    for seq in order[14:]:
        press.withdraw(documents[seq])
    assert len(queries.find("公告", only={}).rows) == 8


def test_pages_follow_each_other(press):
    for n in range(25):
        press.publish(f"公告{n}")
    catch_up(at=AT)
    pages = [queries.find("公告", only={}, page=n) for n in (1, 2, 3, 0, 999)]
    seen = [row.thing.seq for answer in pages[:3] for row in answer.rows]
    assert sorted(seen) == list(range(1, 26))
    assert [answer.page for answer in pages] == [1, 2, 3, 1, 3]
    assert pages[0].pages == 3


def test_narrowed_by_facets(site):
    assert titles(queries.find("低保", only={"column": "relief"})) == ["社会救助公告"]
    assert queries.find("低保", only={"year": "1999"}).rows == ()
    assert titles(queries.find("低保", only={"nonsense": "x", "year": ""}))


def test_by_time(site):
    assert titles(queries.find("低保", only={}, newest=True)) == [
        "社会救助公告",
        "最低生活保障标准",
    ]


def test_answer_asks_the_database_once(site):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = queries.find("低保", only={})
        assert all(row.thing.address and row.thing.version for row in answer.rows)
    assert len(asked) == 1


def test_pinyin_and_wrong_characters_are_understood(site):
    assert queries.find("dibao", only={}).meant == ("低保",)
    assert queries.find("第宝", only={}).meant == ("低保",)
    assert queries.find("linshijiuzhu", only={}).meant == ("临时救助",)


def test_traditional_characters_find(site):
    assert titles(queries.find("申請低保", only={})) == ["社会救助公告"]


def test_hints_say_it_otherwise(site):
    assert "最低生活保障" in queries.hints(queries.find("低保户", only={}).asked)


def test_without_an_index_the_answer_says_so(press):
    assert not queries.find("低保", only={}).ready
    assert queries.suggest("低")[0].text == "低保"


def test_nothing_asked_nothing_found(site):
    answer = queries.find("！", only={})
    assert (answer.asked.is_empty, answer.rows, answer.meant) == (True, (), ())


def test_suggestions_are_words_and_public_titles(site):
    found = queries.suggest("社会救助")
    assert [s.text for s in found if s.document] == ["社会救助公告"]
    assert found[-1].document.address == "/xxgk/2026/11/2.html"
    assert queries.suggest("dib")[0].text == "低保"
    assert queries.suggest("") == []
    assert queries.suggest("很" * 9000) == []
    assert queries.suggest("没有这样的词") == []


def test_suggested_title_must_be_public(site):
    shown = queries.suggest("社会救助公")[-1].document
    site.withdraw(Document.objects.get(seq=shown.seq))
    assert [s for s in queries.suggest("社会救助公") if s.document] == []
