"""What `/` finds at the desk: what is public, and what one's own offices alone may see."""

import pytest

from gongkai.disclosures import operations
from gongkai.search.operations import catch_up
from tests.disclosures.walks import AT


@pytest.fixture
def indexed(office, every_state):
    office.published(title="社会救助标准公告", body="<p>每人每月七百元。</p>", doc_number="")
    catch_up(at=AT)
    return office


def titles(answer) -> tuple[list[str], list[str]]:
    inside = [row.document.title for row in answer.context["rows"]]
    public = ["".join(p.text for p in row.title) for row in answer.context["answer"].rows]
    return inside, public


def test_public_texts_by_their_words_and_own_drafts_by_title(at_desk, indexed):
    inside, public = titles(at_desk("李办").get("/desk/search/?q=公告"))
    assert "起草中的公告" in inside
    assert "社会救助标准公告" in public
    assert not set(inside) & set(public)
    assert titles(at_desk("李办").get("/desk/search/?q=七百元")) == ([], ["社会救助标准公告"])


def test_other_office_finds_only_what_is_public(at_desk, indexed):
    inside, public = titles(at_desk("钱").get("/desk/search/?q=公告"))
    assert inside == []
    assert "社会救助标准公告" in public


def test_own_document_opens_at_the_desk_another_ones_in_public(at_desk, indexed):
    own = at_desk("李办").get("/desk/search/?q=七百元").content.decode()
    other = at_desk("钱").get("/desk/search/?q=七百元").content.decode()
    assert "/desk/documents/" in own.partition('<ol class="found">')[2]
    assert "/xxgk/" in other.partition('<ol class="found">')[2]


def test_many_drafts_are_cut(at_desk, office):
    for n in range(21):
        office.drafted(title=f"第{n}号草稿")
    answer = at_desk("李办").get("/desk/search/?q=草稿")
    assert len(answer.context["rows"]) == 20
    assert "只列出最近的 20 件" in answer.content.decode()


def test_withdrawn_is_found_as_ones_own_only(at_desk, indexed):
    document = indexed.published(title="撤下的名单")
    operations.withdraw(document, reason="有误", by=indexed.signer, at=AT)
    assert titles(at_desk("李办").get("/desk/search/?q=撤下的名单")) == (["撤下的名单"], [])
    assert titles(at_desk("钱").get("/desk/search/?q=撤下的名单")) == ([], [])


@pytest.mark.parametrize("typed", ["", "😀", "%27%3B--", "x" * 3000])
def test_every_query_gets_a_page(at_desk, office, typed):
    assert at_desk("李办").get(f"/desk/search/?q={typed}&page=x").status_code == 200
