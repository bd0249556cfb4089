"""Signing: one or a batch, after a second look, and only what was looked at."""

import pytest

from gongkai.disclosures.models import Document
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
URL = "/desk/signing/"


def batch(*documents: Document) -> dict[str, object]:
    return {"pick": [d.pk for d in documents], "confirm": PASSWORD} | {
        f"digest-{d.pk}": d.draft.digest for d in documents
    }


def test_batch_is_signed_after_the_password(office, at_desk):
    documents = [office.checked(title=f"公告{n}") for n in "甲乙"]
    answer = at_desk("王主任").post(URL, batch(*documents), follow=True)

    assert "已签发 2 件" in answer.content.decode()
    assert {Document.objects.get(pk=d.pk).state for d in documents} == {"scheduled"}


@pytest.mark.parametrize("over", [{"confirm": "wrong-password"}, {"confirm": ""}, {"pick": []}])
def test_nothing_is_signed_without_password_or_choice(office, at_desk, over):
    document = office.checked()
    answer = at_desk("王主任").post(URL, batch(document) | over)

    assert answer.status_code == 200
    assert any(words in answer.content.decode() for words in ("密码", "请先选中"))
    document.refresh_from_db()
    assert document.state == "signing"


def test_text_that_was_not_looked_at_is_not_signed(office, at_desk):
    document = office.checked()
    data = batch(document) | {f"digest-{document.pk}": "0" * 64}
    answer = at_desk("王主任").post(URL, data, follow=True)

    assert "在您打开页面以后改动过" in answer.content.decode()
    document.refresh_from_db()
    assert document.state == "signing"


def test_withheld_text_in_a_batch_is_withheld(office, at_desk):
    closed = {"attribute": "closed", "ground": "N16b", "ground_reason": "内部讨论稿"}
    document = office.checked(**closed)
    page = at_desk("王主任").get(URL).content.decode()
    at_desk("王主任").post(URL, batch(document))

    assert "不予公开" in page
    document.refresh_from_db()
    assert document.state == "withheld"


def test_card_says_who_drafted_and_checked(office, at_desk):
    office.checked(body="<table><tr><td>甲</td></tr></table>")
    page = at_desk("王主任").get(URL).content.decode()

    assert all(words in page for words in ("李办", "赵审", "保密审查", "表格 1 行", "SHA-256"))
