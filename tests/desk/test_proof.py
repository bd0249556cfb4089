"""文字和数字核对 at the desk: grouped, in the text, mended with one click, confirmed, undone."""

import re

import pytest

from gongkai.disclosures import operations
from gongkai.screening import queries
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
BODY = "<p>请各村<strong>台</strong>帐报检查院，共90于条。</p><p>全年受理申请10件，其中：个人5件，其他4件。</p>"


@pytest.fixture
def document(office):
    return office.drafted(body=BODY)


def page(client, document):
    return client.get(f"/desk/documents/{document.pk}/proof/").content.decode()


def post(client, document, **given):
    url = f"/desk/documents/{document.pk}/proof/"
    return client.post(
        url, {"seen": document.versions.count()} | given, follow=True
    ).content.decode()


def keys(document):
    return {r.rule: r.pk for r in queries.remarks(document.reference)}


def undo_of(html):
    return re.search(r'action="(/desk/documents/\d+/proof/undo/\d+/)"', html)[1]


def test_remarks_stand_by_gravity_and_in_the_text(at_desk, document):
    html = page(at_desk("李办"), document)

    order = [html.index(word) for word in ("必须处理 · 1", "错误 · 2", "请核对 · 1")]
    assert order == sorted(order)
    assert "全年受理申请<mark>10件</mark>，其中" in html
    assert "各项相加是 9件" in html
    assert 'data-n="1" id="h1">10件</mark>' in html
    assert html.count('data-n="4"') == 2
    assert html.count('id="h4"') == 1
    assert "出处：《现代汉语词典》" in html
    assert "改为“余”" in html


def test_the_pages_beside_say_how_many(at_desk, office, document):
    client = at_desk("李办")
    html = client.get(f"/desk/documents/{document.pk}/").content.decode()
    assert "必须处理 1 处" in html
    assert "有 1 处文字或者数字必须处理" in html
    assert "核对文字和数字</a>" in html
    operations.submit(document, by=office.clerk, at=AT)
    html = at_desk("赵审").get(f"/desk/documents/{document.pk}/check/").content.decode()
    assert "错误 2 处" in html
    assert "文字和数字还有 1 处必须处理" in html


def test_one_proposal_is_taken_over_and_undone(at_desk, document):
    client = at_desk("李办")
    html = post(client, document, accept=keys(document)["form.remainder"])

    document.refresh_from_db()
    assert "共90余条" in document.draft.body
    assert "已按 1 条意见改正" in html
    html = client.post(undo_of(html), follow=True).content.decode()
    assert "已撤销" in html
    document.refresh_from_db()
    assert document.draft.body == BODY


def test_all_certain_ones_and_ticked_ones_are_mended(at_desk, document):
    client = at_desk("李办")
    assert "2 处错误都按建议改" in page(client, document)
    post(client, document, act="all")
    document.refresh_from_db()
    assert "检察院，共90余条" in document.draft.body
    assert "帐" in document.draft.body
    post(client, document, act="correct", remark=keys(document)["characters.likely"])
    document.refresh_from_db()
    assert "<strong>台账</strong>" in document.draft.body


def test_confirmed_ones_tell_who_and_why_and_are_opened_again(at_desk, document):
    client = at_desk("李办")
    figure = keys(document)["claims.sum"]
    html = post(client, document, act="verify", remark=figure, note="有1件由单位提出，未列")
    assert "已记下：1 条经核实无误" in html
    assert "李办" in html
    assert "有1件由单位提出，未列" in html
    assert 'class="hit kept"' in html
    client.post(undo_of(html))
    assert queries.blocking_remarks(document.reference).exists()
    post(client, document, act="verify", remark=figure, note="未列")
    assert "已重新打开" in post(client, document, reopen=figure)
    html = client.post(f"/desk/documents/{document.pk}/proof/undo/1/", follow=True)
    assert "不能撤销" in html.content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "请选择怎样处理"),
        ({"act": "correct"}, "请先选中"),
        ({"act": "verify", "remark": "claims.sum"}, "请写明核对了什么"),
        ({"act": "correct", "remark": "claims.sum"}, "没有确定的改法"),
        ({"act": "correct", "remark": "0"}, "已经不在文中"),
        ({"reopen": "999999999"}, "刚刚处理过"),
        ({"accept": "999999999"}, "请先选中要改的意见"),
    ],
)
def test_what_cannot_be_done_is_told(at_desk, document, given, words):
    known = keys(document)
    given = {key: known.get(value, value) for key, value in given.items()}
    assert words in post(at_desk("李办"), document, **given)


def test_a_clean_text_says_what_was_looked_for(at_desk, office):
    html = page(at_desk("李办"), office.drafted())
    assert "没有发现问题" in html
    assert "签字前请再读一遍" in html


def test_who_may_not_answer_sees_no_buttons(at_desk, office):
    document = office.checked(body=BODY.partition("<p>全年")[0])
    html = page(at_desk("李办"), document)
    assert 'name="accept"' not in html
    assert 'name="remark"' not in html
    assert at_desk("钱").get(f"/desk/documents/{document.pk}/proof/").status_code in (403, 404)
