"""An imported notice changes the calendar every deadline is computed with."""

from datetime import date, timedelta

import pytest

from gongkai.kernel.actor import Actor
from gongkai.kernel.calendars import adopt, current
from gongkai.kernel.models import Entry, HolidayNotice
from gongkai.law.notices import BadNotice, Rest, YearNotice
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.law.statutory import holidays
from gongkai.law.workdays import official
from tests.kernel.papers import AT, CLERK

ADMIN = Actor(person=5, name="管理员", roles=frozenset({Role.ADMIN}), organ=1)
MONDAY = date(2031, 3, 3)


def notice(first, source):
    """The statutory holidays, and rest for three working days that no statute knows."""
    statutory = [Rest(name, on, on) for on, name in holidays(2031).items()]
    own = Rest("青禾节", first, first + timedelta(days=2))
    return YearNotice(2031, (*statutory, own), (), source)


def test_without_a_notice_the_calendar_is_the_built_in_one(db):
    assert current() is official()


def test_notice_counts_from_its_import_on(db):
    kept = adopt(notice(MONDAY, "青政发〔2030〕1号"), by=ADMIN, at=AT)

    assert not current().is_workday(MONDAY)
    assert official().is_workday(MONDAY)
    assert (kept.year, kept.source, kept.imported_at) == (2031, "青政发〔2030〕1号", AT)
    assert str(kept) == "2031年放假安排"
    line = Entry.objects.get()
    assert (line.label, line.person) == ("导入2031年放假安排", 5)
    assert line.basis


def test_later_notice_of_the_year_replaces_the_first(db):
    adopt(notice(MONDAY, "青政发〔2030〕1号"), by=ADMIN, at=AT)
    adopt(notice(MONDAY + timedelta(days=7), "青政发〔2030〕2号"), by=ADMIN, at=AT)

    assert HolidayNotice.objects.get().source == "青政发〔2030〕2号"
    assert current().is_workday(MONDAY)
    assert not current().is_workday(MONDAY + timedelta(days=7))
    assert Entry.objects.count() == 2


def test_only_the_administrator_imports(db):
    with pytest.raises(NotAllowed, match="只有管理员"):
        adopt(notice(MONDAY, "青政发〔2030〕1号"), by=CLERK, at=AT)
    assert not HolidayNotice.objects.exists()
    assert not Entry.objects.exists()


def test_notice_against_the_statute_is_not_kept(db):
    """Kept, it would be refused at every reading of the calendar."""
    bare = YearNotice(2031, notice(MONDAY, "").rest[-1:], (), "青政发〔2030〕1号")
    with pytest.raises(BadNotice, match="元旦法定假日，安排里没有放假"):
        adopt(bare, by=ADMIN, at=AT)
    assert not HolidayNotice.objects.exists()
