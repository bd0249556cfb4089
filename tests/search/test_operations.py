"""The index follows the ledger: after commit, out of order, again, and from nothing."""

from datetime import timedelta

import pytest

from gongkai.kernel.actor import CLOCK
from gongkai.kernel.alone import Busy
from gongkai.kernel.ledger_line import last_line, record
from gongkai.kernel.models import Entry
from gongkai.search import feed, operations, queries, shelf
from gongkai.search.operations import Outcome, catch_up, rebuild
from tests.portal.press import AT

LATER = AT + timedelta(hours=1)


def found(typed: str) -> list[int]:
    answer = queries.find(typed, only={})
    return [row.thing.seq for row in answer.rows]


def test_first_round_builds(press):
    press.publish("低保公示")
    assert shelf.engine() is None
    assert catch_up(at=AT) == Outcome(1, 0, True)
    assert found("低保") == [1]
    assert catch_up(at=AT) == Outcome()


def test_empty_installation_has_an_index(db, home):
    assert catch_up(at=AT).rebuilt
    assert catch_up(at=AT) == Outcome()
    assert found("低保") == []


def test_round_takes_what_is_new_corrected_and_withdrawn(press):
    first, second = press.publish("低保公示"), press.publish("预算公开")
    catch_up(at=AT)
    third = press.publish("决算公开")
    press.withdraw(first)
    second.live = press.write(second, "部门决算")
    second.save()
    press.enter(second, "publish")
    assert catch_up(at=AT) == Outcome(2, 1)
    assert sorted(found("决算")) == [second.seq, third.seq]
    assert found("低保") == []
    assert found("预算") == []


def test_draft_is_not_indexed(press):
    document = press.publish("低保公示")
    press.withdraw(document)
    document.draft = press.write(document, "绝密草稿")
    document.save()
    catch_up(at=AT)
    assert shelf.engine().count() == 0


def test_line_committed_late_is_found(press):
    press.publish("低保公示")
    catch_up(at=AT)
    late = last_line() + 5
    last = record("clock.tick", label="x", subject="x:1", by=CLOCK, at=AT)
    Entry.objects.create(id=late + 3, at=AT, act="x", label="x", subject="x:1", person_name="x")
    catch_up(at=AT)
    assert (last.pk + 1, late + 2) in [gap[:2] for gap in shelf.state().gaps]
    document = press.publish("预算公开")
    Entry.objects.create(
        id=late, at=AT, act="x", label="x", subject=document.reference, person_name="x"
    )
    catch_up(at=AT)
    assert found("预算") == [document.seq]
    gaps = [gap[:2] for gap in shelf.state().gaps]
    assert (late + 1, late + 2) in gaps
    assert all(not first <= late <= last for first, last in gaps)


def test_late_line_alone_closes_its_gap(press):
    catch_up(at=AT)
    last, before = last_line(), shelf.state().gaps
    for number in (last + 2, last + 1):
        Entry.objects.create(id=number, at=AT, act="x", label="x", subject="x:1", person_name="x")
        catch_up(at=AT)
    assert (shelf.state().entry, shelf.state().gaps) == (last + 2, before)


def test_line_that_never_comes_is_given_up(press):
    catch_up(at=AT)
    Entry.objects.create(id=900, at=AT, act="x", label="x", subject="x:1", person_name="x")
    catch_up(at=AT)
    assert shelf.state().gaps
    Entry.objects.create(id=901, at=AT, act="x", label="x", subject="x:1", person_name="x")
    catch_up(at=AT + timedelta(days=2))
    assert shelf.state().gaps == ()


def test_first_build_waits_for_lines_missing_then(press):
    press.publish("低保公示")
    last = last_line()
    Entry.objects.create(id=last + 9, at=AT, act="x", label="x", subject="x:1", person_name="x")
    catch_up(at=AT)
    assert (last + 1, last + 8) in [gap[:2] for gap in shelf.state().gaps]


def test_many_lines_are_read_in_stretches(press, monkeypatch):
    catch_up(at=AT)
    monkeypatch.setattr(operations, "LINES", 2)
    for n in range(5):
        press.publish(f"公示{n}")
    assert catch_up(at=AT).written == 5
    assert catch_up(at=AT) == Outcome()


def test_killed_after_the_commit_does_it_again(press, monkeypatch):
    catch_up(at=AT)
    press.publish("低保公示")

    def killed(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "remember", killed)
        with pytest.raises(KeyboardInterrupt):
            catch_up(at=AT)
    assert catch_up(at=AT) == Outcome(1)
    assert shelf.engine().count() == 1


def test_killed_while_building_leaves_the_old_index(press, monkeypatch):
    press.publish("低保公示")
    catch_up(at=AT)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(feed, "leaf", killed)
        with pytest.raises(KeyboardInterrupt):
            rebuild(at=AT)
    assert found("低保") == [1]
    assert rebuild(at=AT) == Outcome(1, 0, True)
    assert [path.name for path in shelf.folder().glob("build-*")] == ["build-3"]
    assert found("低保") == [1]


@pytest.mark.parametrize(
    "spoiled", ["", "[]", "{", '{"format": 0, "build": 1, "entry": 0, "gaps": [], "at": ""}']
)
def test_unreadable_state_is_built_anew(press, spoiled):
    press.publish("低保公示")
    catch_up(at=AT)
    (shelf.folder() / shelf.STATE).write_text(spoiled)
    assert shelf.engine() is None
    assert catch_up(at=AT).rebuilt
    assert found("低保") == [1]


def test_another_database_is_noticed(press):
    for _ in range(3):
        press.publish("低保公示")
    catch_up(at=AT)
    shelf.remember(shelf.State(shelf.FORMAT, 1, last_line() + 100))
    assert catch_up(at=AT).rebuilt


def test_renamed_office_is_found_by_its_new_name(press):
    press.publish("预算公开")
    catch_up(at=AT)
    organ = press.county.liuxi
    organ.name = "柳岸镇人民政府"
    organ.save()
    record("organs.organ.change", label="x", subject=f"organs.organ:{organ.pk}", by=CLOCK, at=AT)
    assert catch_up(at=AT) == Outcome(1)
    assert found("柳岸镇 预算") == [1]


def test_renamed_column_is_found_by_its_new_name(press):
    press.publish("预算公开")
    catch_up(at=AT)
    column = press.columns["aid"]
    column.name = "困难帮扶"
    column.save()
    record("catalogue.column.change", label="x", subject=column.reference, by=CLOCK, at=AT)
    catch_up(at=AT)
    assert found("困难帮扶") == [1]


def test_second_writer_is_told(press):
    with shelf.alone(), pytest.raises(Busy, match="另一个进程"):
        catch_up(at=AT)
    assert catch_up(at=AT).rebuilt


def test_where_files_cannot_be_locked_nobody_is_kept_out(press, monkeypatch):
    monkeypatch.setattr("gongkai.kernel.alone.fcntl", None)
    with shelf.alone():
        assert catch_up(at=AT).rebuilt


def test_text_no_longer_in_force_counts_less(press):
    policy = press.publish("低保办法", genre="policy")
    in_force = feed.weight(policy, LATER)
    policy.repealed_on, policy.repealed_as = AT.date(), "废止"
    assert feed.weight(policy, LATER) == in_force * feed.OVER


def test_newer_text_counts_more(press):
    old = press.publish("低保公示", at=AT - timedelta(days=feed.HALF_LIFE_DAYS))
    new = press.publish("低保公示", at=AT)
    assert feed.weight(new, AT) == pytest.approx(2 * feed.weight(old, AT), rel=0.01)
    catch_up(at=AT)
    assert found("低保") == [new.seq, old.seq]
