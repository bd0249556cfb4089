"""Opinions: who is asked, whose silence consents, what stops the clock."""

from datetime import date

import pytest

from gongkai.foi import access, operations
from gongkai.foi.operations import Asked
from gongkai.law.procedure import NotAllowed
from tests.foi.walks import AT, DAY, PROOF, WAY, at, kept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"party": "neighbour"}, "请选择征求谁的意见"),
        ({"name": " "}, "请写明征求对象"),
        ({"contact": ""}, "请写明征求对象"),
        ({"parts": ""}, "请写明征求对象"),
    ],
)
def test_whom_and_what_must_be_told(office, over, sentence):
    given = {"party": "third_party", "name": "商行", "contact": "街口", "parts": "报价"} | over
    with pytest.raises(NotAllowed, match=sentence):
        operations.consult(office.handled(), Asked(**given), by=office.clerk, at=AT)


def test_each_party_has_its_letter(office):
    for party, code in (("third_party", "L6"), ("co_maker", "L8"), ("other_body", "L8")):
        request = office.consulting(party=party)
        assert [row.code for row in request.letters.all()] == [code, "L7"]
        assert request.letters.first().text["addressee"] == "某某建材商行"
        assert request.letters.last().text["addressee"] == "周先生"


def test_two_are_asked_and_both_answer(office):
    request = office.consult(office.consulting(), party="co_maker")
    with pytest.raises(NotAllowed, match="还有征求意见没有回音"):
        operations.end_consultation(request, "c1", "consents", by=office.clerk, at=AT + DAY)
    with pytest.raises(NotAllowed, match="请写明理由"):
        operations.take_opinion(request, "c1", "objects", by=office.clerk, at=AT + DAY)
    with pytest.raises(NotAllowed, match="请选择意见"):
        operations.take_opinion(request, "c1", "perhaps", by=office.clerk, at=AT + DAY)
    request = operations.take_opinion(request, "c1", "consents", by=office.clerk, at=AT + DAY)
    with pytest.raises(NotAllowed, match="这是最后一份意见"):
        operations.take_opinion(request, "c2", "consents", by=office.clerk, at=AT + DAY)
    with pytest.raises(NotAllowed, match="还有一份意见没有回音"):
        operations.end_consultation(request, by=office.clerk, at=AT + DAY)
    request = operations.end_consultation(request, "c2", "consents", by=office.clerk, at=AT + DAY)
    assert (request.state, request.due_on) == ("handling", date(2026, 3, 31))


def test_silence_ends_by_time_and_a_late_opinion_is_kept(office):
    request = office.consulting()
    with pytest.raises(NotAllowed, match="仍在征求意见"):
        operations.take_late_opinion(request, "c1", "objects", "秘密", by=office.clerk, at=AT)
    request = operations.note_reached(
        request, "c1", on=AT.date(), way=WAY, proof=PROOF, by=office.clerk, at=AT
    )
    over = at(date(2026, 3, 24))
    request = operations.end_consultation(request, by=office.clerk, at=over)
    assert request.state == "handling"
    with pytest.raises(NotAllowed, match="没有发出过"):
        operations.take_late_opinion(request, "c7", "consents", by=office.clerk, at=over)
    operations.take_late_opinion(request, "c1", "objects", "秘密", by=office.clerk, at=over)
    row = access.consultation(office.clerk, request.pk, "c1")
    assert (row.opinion, str(row)) == ("objects", "第三方 c1")
    with pytest.raises(NotAllowed, match="已经登记"):
        operations.take_late_opinion(request, "c1", "objects", "秘密", by=office.clerk, at=over)


def test_an_objection_is_overridden_only_after_the_party_is_told(office):
    request = operations.end_consultation(
        office.consulting(), "c1", "objects", "秘密", by=office.clerk, at=AT
    )
    request = office.signed(request, "A2", third_party=True, overrides=True)
    with pytest.raises(NotAllowed, match="书面告知第三方"):
        operations.serve(request, way=WAY, proof=PROOF, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="没有提出不同意见"):
        operations.tell_third_party(
            request, "c2", content="报价", reasons="公共利益", by=office.clerk, at=AT
        )
    request = operations.tell_third_party(
        request, "c1", content="报价", reasons="公共利益", by=office.clerk, at=AT
    )
    assert "复议" in request.letters.get(code="L9").text["remedy"]
    request = operations.serve(request, way=WAY, proof=PROOF, by=office.clerk, at=AT)
    assert request.state == "served"


def test_nobody_who_consents_is_told(office):
    request = operations.end_consultation(
        office.consulting(), "c1", "consents", by=office.clerk, at=AT
    )
    with pytest.raises(NotAllowed, match="没有提出不同意见"):
        operations.tell_third_party(
            request, "c1", content="报价", reasons="公共利益", by=office.clerk, at=AT
        )


def test_withholding_for_a_third_party_needs_its_consultation(office):
    with pytest.raises(NotAllowed, match="须先书面征求第三方意见"):
        office.proposed(code="A7")
    request = operations.end_consultation(
        office.consulting(), "c1", "objects", "秘密", by=office.clerk, at=AT
    )
    assert office.served(request, "A7").counted_as == "A7"
    assert kept().pk
