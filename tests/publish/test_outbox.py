"""Every line of the ledger is read once, whatever the order of its commit."""

from datetime import timedelta

import pytest

from gongkai.kernel.models import Entry
from gongkai.publish import outbox
from gongkai.publish.outbox import Position, end
from tests.portal.press import AT


def line(pk: int, act: str = "disclosures.document.publish", subject: str = "", **detail) -> Entry:
    subject = subject or f"disclosures.document:{pk}"
    return Entry.objects.create(
        pk=pk, at=AT, act=act, label="x", subject=subject, person_name="x", detail=detail
    )


def ids(position: Position) -> list[int]:
    return [each.id for each in position.unread()]


@pytest.fixture
def first(db) -> int:
    """An id no other line has, and the next ones too."""
    return (Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 100


def test_lines_are_read_once(first):
    line(first)
    position = end()
    assert ids(position) == []
    line(first + 1)
    line(first + 2)
    assert ids(position) == [first + 1, first + 2]
    position = position.after(position.unread())
    assert ids(position) == []
    assert position.after([]) == position


def test_line_committed_late_is_read_though_its_id_is_smaller(first):
    line(first)
    position = end()
    line(first + 3)
    position = position.after(position.unread())
    assert position.missing[-2:] == (first + 1, first + 2)
    line(first + 1)
    assert ids(position) == [first + 1]
    position = position.after(position.unread())
    assert (position.last, position.missing[-1]) == (first + 3, first + 2)
    line(first + 2)
    line(first + 4)
    assert ids(position) == [first + 2, first + 4]


def test_gaps_at_the_first_look_are_noted(first):
    line(first)
    line(first + 2)
    position = end()
    assert position.missing[-1] == first + 1
    line(first + 1)
    assert ids(position) == [first + 1]


def test_gaps_far_behind_are_forgotten(first, monkeypatch):
    monkeypatch.setattr(outbox, "WINDOW", 5)
    line(first)
    position = end()
    line(first + 10)
    position = position.after(position.unread())
    assert position.missing == tuple(range(first + 6, first + 10))


def test_another_ledger_is_noticed(first):
    line(first)
    position = end()
    assert Position(first, (AT + timedelta(1)).isoformat()).unread() is None
    assert Position(first + 50, position.last_at).unread() is None
    assert position.unread() == []


def test_empty_ledger_has_a_beginning(db):
    assert Entry.objects.exists() or end() == Position()


@pytest.mark.parametrize(
    ("act", "documents", "everything"),
    [
        ("disclosures.document.publish", {7}, False),
        ("disclosures.document.withdraw", {7}, False),
        ("disclosures.document.write", set(), False),
        ("disclosures.clean_up", set(), False),
        ("screening.review", set(), False),
        ("ledger.erase_salt", set(), False),
        ("ledger.change_key", set(), True),
        ("organs.appoint", set(), True),
        ("catalogue.revise_column", set(), True),
        ("channels.change_status", set(), True),
        ("kernel.adopt_holiday_notice", set(), True),
    ],
)
def test_what_an_act_shows(first, act, documents, everything):
    position = end()
    line(first, act, "disclosures.document:7")
    (found,) = position.unread()
    assert (found.documents, found.is_about_everything) == (documents, everything)


def test_link_shows_on_the_policy_before_and_after(first):
    position = end()
    named = {"policy": "disclosures.document:8", "before": "disclosures.document:9"}
    line(first, "disclosures.document.link", "disclosures.document:7", **named)
    (found,) = position.unread()
    assert found.documents == {7, 8, 9}
    line(first + 1, "disclosures.document.link", "disclosures.document:7", policy=None)
    assert position.unread()[-1].documents == {7}


@pytest.mark.parametrize(
    ("act", "everything"),
    [
        ("organs.note_absence", False),
        ("organs.end_absence", False),
        ("organs.set_chain", False),
        ("organs.reset_second_factor", False),
        ("organs.renew_one_time_codes", False),
        ("organs.appoint", True),
        ("organs.hand_over", True),
        ("organs.revise_post", True),
    ],
)
def test_what_happens_at_the_desk_only_builds_no_site(act, everything):
    told = outbox.Line(1, AT, act, "organs.person:1", {})
    assert told.is_about_everything is everything
