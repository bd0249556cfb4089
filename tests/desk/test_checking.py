"""The check page: findings answered, the checklist kept, passing and going on to the next."""

import pytest

from gongkai.desk.documents.marking import marked
from gongkai.disclosures.models import Document
from gongkai.screening import access
from gongkai.screening.queries import STANDARD_QUESTIONS

pytestmark = pytest.mark.django_db
PERSONAL = "<p>联系电话13800138000，身份证号11010519491231002X。</p>"
ANSWERS = {f"q-{q['key']}": "ok" for q in STANDARD_QUESTIONS} | {
    "content": "fit",
    "timing": "fit",
    "manner": "fit",
    "conclusion": "clear",
}


def url(document: Document, tail: str) -> str:
    return f"/desk/documents/{document.pk}/{tail}/"


def test_passing_keeps_the_review_and_goes_on_to_the_next(office, at_desk):
    first, second = office.submitted(title="甲"), office.submitted(title="乙")
    answer = at_desk("赵审").post(url(first, "check"), ANSWERS | {"act": "pass_check"})

    assert answer["Location"] == url(second, "check")
    first.refresh_from_db()
    assert (first.state, first.checker.name) == ("signing", "赵审")


def test_refused_pass_keeps_what_was_answered(office, at_desk):
    document = office.submitted()
    data = ANSWERS | {"act": "pass_check", "conclusion": "unsure", "remark": "请县局看看"}
    page = at_desk("赵审").post(url(document, "check"), data).content.decode()

    assert "审查结论不是“可以公开”" in page
    again = at_desk("赵审").get(url(document, "check")).content.decode()
    assert "请县局看看" in again


def test_saving_alone_moves_nothing(office, at_desk):
    document = office.submitted()
    at_desk("赵审").post(url(document, "check"), {"act": "save", "content": "fit"})

    document.refresh_from_db()
    assert document.state == "checking"


def test_check_page_shows_what_changed_since_the_last_review(office, at_desk, every_state):
    page = at_desk("赵审").get(url(every_state["checking"], "check")).content.decode()
    assert "与第" not in page


def test_check_page_of_a_draft_leads_to_the_document(office, at_desk):
    document = office.drafted()
    answer = at_desk("赵审").get(url(document, "check"))
    assert answer["Location"] == f"/desk/documents/{document.pk}/"


def test_all_findings_are_masked_at_once(office, at_desk):
    document = office.drafted(body=PERSONAL)
    found = access.findings(document.reference)
    data = {"answer": "mask", "finding": [f.pk for f in found], "seen": document.draft.number}
    page = at_desk("李办").post(url(document, "findings"), data, follow=True).content.decode()

    document.refresh_from_db()
    assert "已遮盖 2 处" in page
    assert "13800138000" not in document.draft.body
    assert access.findings(document.reference) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"answer": "keep"}, "须选定公开依据"),
        ({"answer": "dismiss"}, "请说明为什么这不是个人信息"),
        ({"answer": "mask", "finding": []}, "请先选中要处理的提示"),
    ],
)
def test_answer_without_ground_or_choice_says_what_is_missing(office, at_desk, data, words):
    document = office.drafted(body=PERSONAL)
    finding = access.findings(document.reference)[0]
    answer = at_desk("李办").post(
        url(document, "findings"), {"finding": finding.pk} | data, follow=True
    )

    assert words in answer.content.decode()
    assert access.findings(document.reference)[0].answer == ""


def test_finding_is_kept_dismissed_and_reopened(office, at_desk):
    document = office.submitted(body=PERSONAL)
    client = at_desk("赵审")
    first, second = access.findings(document.reference)
    post = {"back": "check"}

    keep = {"answer": "keep", "finding": first.pk, "ground": "consent", "note": "本人同意"}
    assert client.post(url(document, "findings"), post | keep)["Location"] == url(document, "check")
    dismiss = {"answer": "dismiss", "finding": second.pk, "note": "样例号码"}
    client.post(url(document, "findings"), post | dismiss)
    answers = {f.pk: f.answer for f in access.findings(document.reference)}
    assert answers == {first.pk: "kept", second.pk: "dismissed"}

    page = client.get(url(document, "check")).content.decode()
    assert "本人单独同意" in page
    client.post(url(document, "findings"), post | {"answer": "reopen", "finding": first.pk})
    assert access.get_finding(document.reference, first.pk).answer == ""


def test_masking_is_refused_while_the_text_is_checked(office, at_desk):
    document = office.submitted(body=PERSONAL)
    finding = access.findings(document.reference)[0]
    data = {"answer": "mask", "finding": finding.pk, "seen": 1}
    page = at_desk("赵审").post(url(document, "findings"), data, follow=True).content.decode()
    assert "只有起草中的稿件可以遮盖" in page


def test_marks_stand_in_the_text_and_never_in_tags(office):
    document = office.drafted(body='<p>电话13800138000<a href="tel:13800138000">打</a></p>')
    html = marked(document.draft.body, access.findings(document.reference))

    assert '<mark class="hit" id="h1">13800138000<sup>1</sup></mark>' in html
    assert 'href="tel:13800138000"' in html
