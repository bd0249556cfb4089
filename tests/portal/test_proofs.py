"""The quiet box under a text, and the page that tells how to check it."""

import re

from gongkai.ledger import claims, operations, queries
from gongkai.portal import articles, pages
from gongkai.portal.page import Page
from gongkai.portal.shell import Shell
from gongkai.text import shown
from tests.ledger.towers import correct
from tests.portal.press import AT, EVIL, ON
from tests.portal.reading import read


def rendered():
    found = pages.everything(Shell(ON))
    return {each.path: each.data.decode() for each in found if isinstance(each, Page)}


def test_page_says_since_when_its_text_stands(press):
    document = press.publish("一件")
    operations.seal(at=AT)
    text = rendered()[document.address]
    assert re.search(
        r'本文自 <time datetime="2026-11-20T09:30:00\+08:00">2026年11月20日</time> 起没有改动。',
        text,
    )
    assert "../../../ledger/" in read(text).links


def test_corrected_page_counts_what_stood_before(press):
    document = press.publish("一件")
    correct(press, document, "改正")
    operations.seal(at=AT)
    assert "此前登记过 1 次" in rendered()[document.address]


def test_tombstone_speaks_of_itself(press):
    document = press.withdraw(press.publish("一件"))
    operations.seal(at=AT)
    text = rendered()[document.address]
    assert "本说明自" in text
    assert claims.in_page(text.encode()).statement.act == "withdraw"


def test_text_and_claim_of_every_page_agree_with_the_tables(press):
    documents = [
        press.publish(
            EVIL, body=f"<p>{'甲' * 10}</p>", files=[(f"{EVIL}.txt", b"a"), ("b.txt", b"b")]
        )
    ]
    documents.append(press.withdraw(press.publish("两件"), EVIL))
    operations.seal(at=AT)
    found = rendered()
    for document in documents:
        page = found[document.address].encode()
        claim, proof = claims.in_page(page), queries.proof_of(document)
        assert (claim.number, claim.statement, claim.dated) == (
            proof.number,
            proof.statement,
            True,
        )
        assert shown.in_page(page).digest == claim.statement.text


def test_text_without_a_leaf_shows_nothing(press):
    document = press.publish("一件")
    assert 'class="proof"' not in rendered()[document.address]
    page = articles.preview(Shell(ON), document, document.live, AT)
    assert 'class="proof"' not in page.text


def test_proofs_cost_one_query_for_many_documents(press, django_assert_num_queries):
    documents = [press.publish(f"第{n}件") for n in range(5)]
    operations.seal(at=AT)
    with django_assert_num_queries(1):
        assert len(queries.proofs([document.pk for document in documents])) == 5


def test_page_of_explanations_prints_the_key(press):
    assert "登记簿还没有开始" in rendered()["/ledger/"]
    press.publish("一件")
    operations.seal(at=AT)
    assert queries.known_key() in rendered()["/ledger/"]
