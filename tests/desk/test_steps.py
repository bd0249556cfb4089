"""Every step of the procedure at the desk: its form, who may take it, what is said when not."""

import pytest
from django.db import transaction

from gongkai.desk.documents.check_form import CONCLUSIONS
from gongkai.desk.documents.clean_up_forms import DECISIONS
from gongkai.desk.documents.genres import GENRES
from gongkai.desk.documents.steps import NOT_BY_HAND, STEPS
from gongkai.desk.settings.forms import KINDS, SEATS
from gongkai.disclosures.models import Document, Genre, Verdict
from gongkai.law.disclosure import PROCEDURE
from gongkai.law.kinds import OrganKind
from gongkai.law.roles import Role
from gongkai.organs.models import GroupSeat
from gongkai.screening.models import Review
from tests.disclosures.walks import AT
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db

PEOPLE = ("李办", "赵审", "王主任", "孙监", "韩管")


class Undone(Exception):
    """Takes a try back."""


def test_every_step_of_people_has_a_form_and_an_operation():
    taken_by_people = {step.name for step in PROCEDURE.steps if step.roles != {Role.CLOCK}}
    assert set(STEPS) == taken_by_people - {"write"}
    assert {"publish", "void", "write"} == NOT_BY_HAND


def test_every_way_back_is_a_step_from_where_the_step_leads():
    for name, shown in STEPS.items():
        if shown.undo:
            assert PROCEDURE.step(name).target in PROCEDURE.step(shown.undo).sources


def test_words_of_the_desk_are_those_of_the_tables():
    assert {genre.key: genre.label for genre in GENRES} == dict(Genre.choices)
    assert dict(CONCLUSIONS) == dict(Review.Conclusion.choices)
    assert dict(DECISIONS) == dict(Verdict.Decision.choices)
    assert dict(SEATS) == dict(GroupSeat.Seat.choices)
    assert set(KINDS) == {(kind.value, kind.label) for kind in OrganKind if kind != "county"}


def given(document: Document, step: str) -> dict[str, str]:
    """Everything any form of a step may ask for."""
    return {
        "reason": "核对后办理",
        "verb": PROCEDURE.step(step).label,
        "confirm": PASSWORD,
        "digest": document.current.digest if document.current else "",
        "as_": "废止",
        "on": "2026-12-01",
    }


def state_after(client, document: Document, step: str) -> str:
    """Take a step and return the state reached; the try is taken back."""
    try:
        with transaction.atomic():
            client.post(f"/desk/documents/{document.pk}/step/{step}/", given(document, step))
            reached = Document.objects.get(pk=document.pk)
            raise Undone
    except Undone:
        return f"{reached.state}{reached.revision}"


def test_every_step_is_taken_iff_the_procedure_offers_it(office, at_desk, every_state):
    clients = {name: at_desk(name) for name in PEOPLE}
    for step in STEPS:
        law = PROCEDURE.step(step)
        for pk in [each.pk for each in every_state.values()]:
            document = Document.objects.get(pk=pk)
            if document.state not in (*law.sources, "published"):
                continue
            for name in PEOPLE if document.state in law.sources else PEOPLE[:1]:
                actor = office.actor(name)
                offers = {o.step.name: o for o in document.offers(actor, AT)}
                visible = document.organ_id in actor.organs
                possible = visible and step in offers and offers[step].possible
                expected = law.target if possible else document.state
                reached = state_after(clients[name], document, step)
                assert reached == f"{expected}{document.revision + possible}", (step, name)


def test_refusal_is_a_sentence_on_the_page_left(at_desk, every_state):
    url = f"/desk/documents/{every_state['published'].pk}/step/withdraw/"
    answer = at_desk("李办").post(url, {"reason": "重复了", "verb": "下架"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "请输入“撤下”" in page
    assert "重复了" in page


def test_reason_may_be_ticked_or_written_but_must_be_given(at_desk, every_state):
    document = every_state["checking"]
    url = f"/desk/documents/{document.pk}/step/return_from_check/"
    client = at_desk("赵审")

    assert "请选一条常用理由，或者写明理由" in client.post(url, {}).content.decode()
    client.post(url, {"usual": ["文字、数字有误"], "reason": "第二段"})

    document.refresh_from_db()
    assert (document.state, document.returned_reason) == ("drafting", "文字、数字有误；第二段")


def test_submit_can_be_undone_in_the_message(at_desk, every_state):
    client, document = at_desk("李办"), every_state["drafting"]
    answer = client.post(f"/desk/documents/{document.pk}/step/submit/", follow=True)

    undo = f"/desk/documents/{document.pk}/step/recall/"
    assert "已送审" in answer.content.decode()
    assert f'action="{undo}"' in answer.content.decode()
    client.post(undo)
    document.refresh_from_db()
    assert document.state == "drafting"


def test_scheduled_time_is_kept_and_past_days_are_refused(at_desk, every_state):
    client, document = at_desk("李办"), every_state["drafting"]
    url = f"/desk/documents/{document.pk}/step/submit/"

    assert "公开日期不能早于今天" in client.post(url, {"publish_on": "2026-11-19"}).content.decode()
    assert "请同时填写公开日期" in client.post(url, {"publish_time": "08:30"}).content.decode()
    client.post(url, {"publish_on": "2026-11-25", "publish_time": "08:30"})
    document.refresh_from_db()
    assert f"{document.publish_at:%m-%d %H:%M}" == "11-25 00:30"  # UTC


def test_repeal_names_what_replaces_it(office, at_desk, every_state):
    old = every_state["published"]
    new = office.published("policy", title="新办法", doc_number="柳政发〔2026〕9号")
    url = f"/desk/documents/{old.pk}/step/repeal/"
    data = given(old, "repeal") | {"replaced_by": "柳政发〔2026〕8号"}

    assert "没有找到已公开的这份文件" in at_desk("王主任").post(url, data).content.decode()
    at_desk("王主任").post(url, data | {"replaced_by": new.doc_number})
    old.refresh_from_db()
    assert (old.repealed_as, old.replaced_by) == ("废止", new)


def test_unknown_step_is_not_found(at_desk, every_state):
    url = f"/desk/documents/{every_state['published'].pk}/step/burn/"
    assert at_desk("李办").get(url).status_code == 404
