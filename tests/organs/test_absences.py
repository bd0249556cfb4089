"""Absence with a deputy."""

from datetime import datetime, timedelta

import pytest

from gongkai.kernel.ledger_line import history
from gongkai.organs import operations, queries
from gongkai.organs.models import Absence
from gongkai.organs.operations import refusals
from tests.people import CHINA

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
DAY = AT.date()
ONE_DAY = timedelta(days=1)
LAST = DAY + 6 * ONE_DAY


def note(county, who="李办", deputy="冯综", since=DAY, until=LAST, by=None, **more):
    people = county.people
    return operations.note_absence(
        people[who],
        deputy=people[deputy],
        since=since,
        until=until,
        by=by or county.founder,
        at=AT,
        **more,
    )


def test_absence_is_noted_with_its_days(county):
    absence = note(county, reason="学习")
    assert str(absence) == "李办 → 冯综"
    line = history(f"organs.person:{county.people['李办'].pk}")[-1]
    assert line.label == "登记外出代办"
    assert (line.detail["since"], line.detail["until"]) == ("2024-03-01", "2024-03-07")
    assert line.organ == county.party_office.pk


@pytest.mark.parametrize("who", ["李办", "韩管", "郑管"])
def test_oneself_and_one_s_administrators_may_note_it(county, who):
    assert note(county, by=county.actor(who, DAY)).pk


@pytest.mark.parametrize("who", ["冯综", "罗管", "钱"])
def test_nobody_else_may(county, who):
    with pytest.raises(refusals.NotAdministrator, match="您不是李办所在机关的管理员"):
        note(county, by=county.actor(who, DAY))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"deputy": "李办"}, "代办人不能是本人"),
        ({"until": DAY - ONE_DAY}, "结束日期不能早于开始日期"),
        ({"deputy": "钱"}, "钱届时不在李办的机关任职，不能代办"),
    ],
)
def test_wrong_absence_is_refused(county, changes, sentence):
    with pytest.raises(refusals.NotAllowed, match=sentence):
        note(county, **changes)
    assert not Absence.objects.exists()


def test_absences_of_one_person_do_not_overlap(county):
    note(county)
    with pytest.raises(refusals.WrongDates, match="李办在这段时间已经登记了外出"):
        note(county, since=LAST, until=LAST + ONE_DAY)
    assert note(county, since=LAST + ONE_DAY, until=LAST + 2 * ONE_DAY).pk


def test_two_people_do_not_stand_in_for_each_other(county):
    note(county)
    with pytest.raises(refusals.WrongDates, match="李办在这段时间也外出，正由冯综代办"):
        note(county, who="冯综", deputy="李办")


def test_coming_back_early_gives_the_posts_back(county):
    absence = note(county)
    kept = operations.end_absence(absence, back_on=DAY + ONE_DAY, by=county.founder, at=AT)
    assert kept.until == DAY
    assert [p.name for p in queries.holders(county.posts["信息员"], DAY + ONE_DAY)] == ["李办"]
    line = history(f"organs.person:{county.people['李办'].pk}")[-1]
    assert (line.label, line.detail["back_on"]) == ("结束外出代办", "2024-03-02")


def test_absence_that_never_came_to_be_goes(county):
    absence = note(county)
    by = county.actor("李办", DAY)
    assert operations.end_absence(absence, back_on=DAY, by=by, at=AT) is None
    assert not Absence.objects.exists()


def test_absence_ends_once_and_by_the_right_people(county):
    absence = note(county)
    with pytest.raises(refusals.WrongDates, match="外出在这一天之前已经结束"):
        operations.end_absence(absence, back_on=LAST + ONE_DAY, by=county.founder, at=AT)
    with pytest.raises(refusals.NotAdministrator):
        operations.end_absence(absence, back_on=DAY, by=county.actor("钱"), at=AT)
