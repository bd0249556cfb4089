"""Every page of the desk, read by every role: it renders, it is sound HTML, it writes nothing."""

import pytest

from gongkai.desk.documents.steps import STEPS
from gongkai.desk.settings.acts import ACTS
from gongkai.disclosures.operations.verifying import verify
from gongkai.kernel.actor import CLOCK
from tests.desk.markup import faults
from tests.desk.pages import pages
from tests.portal.press import AT

pytestmark = pytest.mark.django_db

TURNS = {
    "赵审": ("checking", "referred", "published"),
    "王主任": ("signing", "published"),
    "韩管": ("withheld",),
    "孙监": ("published", "withdrawn"),
}
PEOPLE = ("李办", *TURNS)
SEEN = {200, 302, 403, 404}


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_renders_for_every_role(at_desk, every_state, name):
    client = at_desk(name)
    wrong, shown = {}, 0
    walked = every_state if name == "李办" else {s: every_state[s] for s in TURNS[name]}
    acts = tuple(ACTS) if name == "韩管" else ()
    for url in pages(walked, tuple(STEPS), acts):
        answer = client.get(url)
        if answer.status_code == 200:
            shown += 1
            if found := faults(answer.content.decode()):
                wrong[url] = found
        elif answer.status_code not in SEEN:
            wrong[url] = answer.status_code
    assert wrong == {}
    assert shown > 12


def test_the_other_office_sees_nothing(at_desk, every_state):
    client = at_desk("钱")
    for document in every_state.values():
        assert client.get(f"/desk/documents/{document.pk}/").status_code == 404
        assert client.post(f"/desk/documents/{document.pk}/step/withdraw/").status_code == 404
    assert "待审查的公告" not in client.get("/desk/documents/").content.decode()


def test_page_of_a_document_tells_whether_the_public_one_was_verified(at_desk, every_state):
    document = every_state["published"]
    url = f"/desk/documents/{document.pk}/"
    look = {"address": document.address, "expected": (200, "a" * 64), "by": CLOCK, "at": AT}
    assert "未核验：还没有核对" in at_desk("李办").get(url).content.decode()
    verify(document, found=(404, ""), seen="网址答复 404", **look)
    assert "未核验：网址答复 404" in at_desk("李办").get(url).content.decode()
    verify(document, found=(200, "a" * 64), seen="", **look)
    text = at_desk("李办").get(url).content.decode()
    assert ("已核验" in text, "未核验" in text) == (True, False)
