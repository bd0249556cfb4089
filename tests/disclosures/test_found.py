"""Numbers that a search found, checked against what is public now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.disclosures.models import Document
from gongkai.disclosures.queries.found import standing
from tests.people import put_county
from tests.portal.press import AT, ON, Press, put_columns

pytestmark = pytest.mark.django_db


@pytest.fixture
def press() -> Press:
    return Press(put_county(), put_columns())


def test_line_says_what_the_document_says(press):
    made = press.publish("办法", genre="policy", doc_number="柳政发〔2026〕3号", effective_on=ON)
    found = standing([1])[1]
    document = Document.objects.select_related("live").get(pk=made.pk)
    assert (found.seq, found.version, found.genre) == (1, document.live_id, "policy")
    assert (found.published_at, found.organ, found.column) == (AT, made.organ_id, made.column_id)
    assert found.doc_number == "柳政发〔2026〕3号"
    assert found.address == document.address
    assert found.validity(ON) == document.validity(ON) == "有效"


@pytest.mark.parametrize("asked", [0, 1, 9, 10, 11, 23])
def test_any_number_of_numbers_is_asked_ten_at_a_time(press, asked):
    for number in range(12):
        press.publish(f"公告{number}")
    numbers = list(range(1, asked + 1))
    with CaptureQueriesContext(connection) as made:
        assert sorted(standing(numbers)) == numbers[:12]
    assert len(made) == -(-asked // 10)


def test_what_is_withdrawn_does_not_stand(press):
    first, _ = press.publish("公告"), press.publish("通知")
    press.withdraw(first)
    assert sorted(standing([1, 2, 3])) == [2]
