"""Rows of a catalogue change by date, one act and one ledger line at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.catalogue import access
from gongkai.catalogue.models import Item, LimitAnchor, LimitUnit
from gongkai.catalogue.operations import (
    RowsRefused,
    add_item,
    content_of,
    import_items,
    intake,
    lay_columns,
    retire_item,
    revise_item,
    tidied,
)
from gongkai.catalogue.operations.rows import fill
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from tests.catalogue.conftest import AT, actor, content

TODAY = date(2026, 3, 2)
TOMORROW = AT + timedelta(days=1)


@pytest.fixture
def item(county):
    return add_item(county.town, content(), by=county.clerk, at=AT)


def refusal(act, *args, **kwargs):
    with pytest.raises(NotAllowed) as caught:
        act(*args, **kwargs)
    return f"{caught.value}"


# ── Adding ───────────────────────────────────────────────────────────────────────────────────


def test_add_item_keeps_the_words_and_reads_the_limit(county, item):
    item.refresh_from_db()
    assert content_of(item) == tidied(content(number=1))
    assert (item.limit_n, item.limit_unit, item.limit_anchor) == (
        10,
        LimitUnit.WORKDAY,
        LimitAnchor.OBTAINED,
    )
    assert (item.valid_from, item.valid_until, item.column) == (TODAY, None, None)
    line = Entry.objects.get()
    assert (line.act, line.subject, line.organ) == (
        "catalogue.add_item",
        f"catalogue.item:{item.pk}",
        county.town.pk,
    )
    assert line.label == "增加目录事项：审核确认结果"
    assert "54号" in line.basis


def test_add_item_finds_the_usual_column_of_its_field(county):
    lay_columns(by=county.admin, at=AT)
    item = add_item(county.town, content(), by=county.clerk, at=AT)
    assert item.column.slug == "social-assistance"
    named = add_item(
        county.town, content(level2="公示", column="public-notices"), by=county.clerk, at=AT
    )
    assert (named.column.slug, named.number) == ("public-notices", 2)
    assert refusal(
        add_item, county.town, content(level2="丙", column="nothing"), by=county.clerk, at=AT
    ) == ("没有网址名为“nothing”的栏目")


def test_add_item_refuses_a_fault_and_a_double(county, item):
    say = refusal(add_item, county.town, content(limit_text="看情况"), by=county.clerk, at=AT)
    assert say == "“公开时限”看不懂：“看情况”，请写成“20个工作日内”"
    assert refusal(add_item, county.town, content(), by=county.clerk, at=AT) == (
        "目录里已有“最低生活保障 / 审核确认结果”，不能重复"
    )
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "say"),
    [
        ({"level1": "长" * 101}, "“一级事项”太长，不能超过 100 个字"),
        ({"elements": ("长" * 6000,) * 2}, "“公开内容（要素）”太长，不能超过 10000 个字"),
        ({"audience": "长" * 101}, "“公开对象”太长，不能超过 100 个字"),
        ({"channels": ("长" * 101,)}, "“公开渠道和载体”里有一种渠道的名称超过 100 个字"),
        ({"mode": "随便"}, "“公开方式”只能是“主动”或“依申请公开”，现在写的是“随便”"),
        ({"body": " "}, "“公开主体”没有填写"),
    ],
)
def test_faults_are_said(county, changes, say):
    assert refusal(add_item, county.town, content(**changes), by=county.clerk, at=AT) == say


def test_only_the_offices_own_people_keep_its_list(county, item):
    say = "只有本机关的信息员和管理员可以维护公开目录"
    for stranger in (county.other, CLOCK):
        assert refusal(add_item, county.town, content(level2="乙"), by=stranger, at=AT) == say
        assert refusal(revise_item, item, content(body="乙"), by=stranger, at=AT) == say
        assert refusal(retire_item, item, reason="误", by=stranger, at=AT) == say
        assert refusal(import_items, county.town, [content()], by=stranger, at=AT) == say
    above = actor(Role.CLERK, home=county.top, sees=(county.top, county.town))
    assert refusal(add_item, county.town, content(level2="乙"), by=above, at=AT) == say
    nobody = replace(county.clerk, organ=None)
    assert refusal(add_item, county.town, content(level2="乙"), by=nobody, at=AT) == say
    assert add_item(county.village, content(), by=county.town_admin, at=AT).pk


def test_a_limit_that_was_not_checked_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="看情况"):
        fill(Item(), content(limit_text="看情况"), {})


# ── Revising ─────────────────────────────────────────────────────────────────────────────────


def test_revise_item_closes_the_old_wording_and_begins_the_new(county, item):
    new = revise_item(item, content(limit_text="5个工作日内"), by=county.clerk, at=TOMORROW)
    item.refresh_from_db()
    assert (item.valid_from, item.valid_until) == (TODAY, TODAY)
    assert (new.valid_from, new.valid_until, new.replaces) == (TODAY + timedelta(1), None, item)
    assert (new.number, new.limit_n, item.limit_n) == (1, 5, 10)
    assert list(access.public(TODAY)) == [item]
    assert list(access.public(TODAY + timedelta(1))) == [new]
    line = Entry.objects.order_by("id").last()
    assert line.subject == f"catalogue.item:{new.pk}"
    assert line.detail == {
        "changed": {"公开时限": ["制定或获取信息之日起10个工作日内", "5个工作日内"]},
        "replaces": item.pk,
        "since": "2026-03-03",
    }


def test_revise_item_from_a_day_to_come(county, item):
    new = revise_item(item, content(body="乙"), since=date(2026, 7, 1), by=county.clerk, at=AT)
    item.refresh_from_db()
    assert (item.valid_until, new.valid_from) == (date(2026, 6, 30), date(2026, 7, 1))
    again = revise_item(new, content(body="丙"), by=county.clerk, at=TOMORROW)
    assert (again.pk, again.valid_from, again.body) == (new.pk, date(2026, 7, 1), "丙")


def test_revise_item_on_its_first_day_changes_it_in_place(county, item):
    new = revise_item(item, content(level2="确认结果"), by=county.clerk, at=AT)
    assert (new.pk, new.level2, new.replaces) == (item.pk, "确认结果", None)
    assert Item.objects.count() == 1


def test_revise_item_cannot_rewrite_the_past(county, item):
    say = refusal(revise_item, item, content(body="乙"), since=TODAY, by=county.clerk, at=TOMORROW)
    assert say == "“审核确认结果”自 2026-03-02 起执行，新内容要从以后的日期起执行"
    item.refresh_from_db()
    assert item.body == "柳溪镇人民政府"


def test_revise_item_refuses_no_change_doubles_and_ended_rows(county, item):
    other = add_item(county.town, content(level2="保障标准"), by=county.clerk, at=AT)
    assert refusal(revise_item, item, content(), by=county.clerk, at=TOMORROW) == (
        "内容没有变化，不需要修改"
    )
    say = refusal(revise_item, other, content(), by=county.clerk, at=TOMORROW)
    assert say == "目录里已有“最低生活保障 / 审核确认结果”，不能重复"
    new = revise_item(item, content(body="乙"), by=county.clerk, at=TOMORROW)
    assert refusal(revise_item, item, content(body="丙"), by=county.clerk, at=TOMORROW) == (
        "“审核确认结果”已定于 2026-03-02 停用，不能再改"
    )
    assert Item.objects.get(pk=new.pk).body == "乙"


# ── Retiring ─────────────────────────────────────────────────────────────────────────────────


def test_retire_item_ends_it_with_a_reason(county, item):
    ended = retire_item(item, reason="依据已废止", by=county.town_admin, at=TOMORROW)
    assert ended.valid_until == TODAY + timedelta(1)
    assert list(access.public(TODAY + timedelta(2))) == []
    line = Entry.objects.order_by("id").last()
    assert (line.act, line.reason) == ("catalogue.retire_item", "依据已废止")
    assert refusal(retire_item, item, reason="再", by=county.clerk, at=AT) == (
        "“审核确认结果”已定于 2026-03-03 停用，不能再改"
    )


def test_retire_item_refuses_no_reason_and_an_end_before_the_start(county, item):
    assert refusal(retire_item, item, reason=" ", by=county.clerk, at=AT) == "请写明停用的理由"
    say = refusal(retire_item, item, reason="误", until=date(2026, 3, 1), by=county.clerk, at=AT)
    assert say == "停用日期不能早于启用日期 2026-03-02"


def test_the_same_row_may_come_back_later(county, item):
    retire_item(item, reason="误", until=TODAY, by=county.clerk, at=AT)
    again = add_item(county.town, content(), by=county.clerk, at=TOMORROW)
    assert again.valid_from == TODAY + timedelta(1)


# ── Importing ────────────────────────────────────────────────────────────────────────────────


def test_import_adds_revises_and_leaves_alone_in_one_line(county, item):
    kept = add_item(county.town, content(level2="政策", number=7), by=county.clerk, at=AT)
    Entry.objects.all()
    rows = [content(body="乙"), content(level2="政策"), content(level2="新"), content(level2="末")]
    done = import_items(county.town, rows, by=county.clerk, at=TOMORROW)
    assert [row.level2 for row in done.added] == ["新", "末"]
    assert [row.number for row in done.added] == [8, 9]
    assert [(row.body, row.replaces, row.number) for row in done.revised] == [("乙", item, 1)]
    assert done.unchanged == 1
    item.refresh_from_db()
    kept.refresh_from_db()
    assert (item.valid_until, kept.valid_until) == (TODAY, None)
    line = Entry.objects.order_by("id").last()
    assert (line.act, line.label) == ("catalogue.import_items", "导入公开目录 4 项")
    assert line.subject == f"organs.organ:{county.town.pk}"
    assert line.detail == {
        "added": [row.pk for row in done.added],
        "revised": [row.pk for row in done.revised],
        "unchanged": 1,
    }
    assert Entry.objects.count() == 3


def test_import_again_changes_nothing(county):
    rows = [content(number=1), content(number=2, level2="乙")]
    import_items(county.town, rows, by=county.clerk, at=AT)
    assert import_items(county.town, rows, by=county.clerk, at=AT).unchanged == 2
    assert Item.objects.count() == 2


def test_import_on_the_first_day_changes_in_place(county, item):
    done = import_items(county.town, [content(body="乙")], by=county.clerk, at=AT)
    assert [row.pk for row in done.revised] == [item.pk]
    assert Item.objects.get().body == "乙"


def test_import_is_all_or_nothing(county, item):
    rows = [content(level2="新"), content(limit_text="?", level2="乙"), content(level2="新")]
    with pytest.raises(RowsRefused) as caught:
        import_items(county.town, rows, by=county.clerk, at=AT)
    assert caught.value.sentences == (
        "第 2 项“公开时限”看不懂：“?”，请写成“20个工作日内”",
        "第 3 项与第 1 项重复：最低生活保障 / 新",
    )
    retire_item(item, reason="误", until=date(2026, 12, 31), by=county.clerk, at=AT)
    rows = [content(level2="新"), content(body="乙")]
    assert refusal(import_items, county.town, rows, by=county.clerk, at=AT) == (
        "“审核确认结果”已定于 2026-12-31 停用，不能再改"
    )
    assert Item.objects.count() == 1


def test_import_of_nothing_and_of_too_much(county, monkeypatch):
    assert refusal(import_items, county.town, [], by=county.clerk, at=AT) == (
        "表里没有可以导入的事项"
    )
    monkeypatch.setattr(intake, "MAX_ROWS", 1)
    assert refusal(import_items, county.town, [content()] * 2, by=county.clerk, at=AT) == (
        "一次最多导入 1 项，这里有 2 项，请分开导入"
    )


def test_many_faults_are_counted_behind_the_first(county):
    rows = [content(level2=f"{n}", body="") for n in range(25)]
    say = refusal(import_items, county.town, rows, by=county.clerk, at=AT).split("\n")
    assert len(say) == 21
    assert say[-1] == "另外还有 5 处需要改正"
