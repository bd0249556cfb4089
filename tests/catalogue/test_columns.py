"""The column tree: laid once, changed by the county alone."""

from datetime import date

import pytest

from gongkai.catalogue import access
from gongkai.catalogue.models import Column, ColumnType, Section
from gongkai.catalogue.operations import (
    add_column,
    add_item,
    close_column,
    lay_columns,
    retire_item,
    revise_column,
)
from gongkai.catalogue.queries import tree, tree_for
from gongkai.kernel.models import Entry
from gongkai.law.kinds import ART20, ART21_CITY, ART21_TOWN, OrganKind
from gongkai.law.procedure import NotAllowed
from tests.catalogue.conftest import AT, content

NEW = {
    "section": "statutory",
    "slug": "water",
    "name": "供水服务",
    "column_type": "办事服务",
    "description": "供水的安排",
    "keywords": "供水",
}


@pytest.fixture
def columns(county):
    return {column.slug: column for column in lay_columns(by=county.admin, at=AT)}


def refusal(act, *args, **kwargs):
    with pytest.raises(NotAllowed) as caught:
        act(*args, **kwargs)
    return f"{caught.value}"


def test_lay_columns_covers_every_kind_of_the_law(columns):
    named = {column.name: column for column in columns.values()}
    for kind in ART20:
        assert named[kind.column].kind_number == kind.number
        assert named[kind.column].description == kind.title
    for kind in (*ART21_TOWN, *ART21_CITY):
        assert named[kind.column].kind_code.startswith("21")
        assert named[kind.column].kind_number is None
    assert {column.column_type for column in columns.values()} <= set(ColumnType.values)
    assert len(named) == len(columns)


def test_lay_columns_twice_adds_nothing_and_keeps_what_was_changed(county, columns):
    revise_column(columns["plans"], name="规划", by=county.admin, at=AT)
    lines = Entry.objects.count()
    assert lay_columns(by=county.admin, at=AT) == []
    assert access.column("plans").name == "规划"
    assert Entry.objects.count() == lines


def test_lay_columns_writes_one_line(columns):
    line = Entry.objects.get()
    assert line.act == "catalogue.lay_columns"
    assert len(line.detail["columns"]) == len(columns)


def test_tree_has_the_four_parts(columns):
    parts = tree()
    assert [part.name for part in parts] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ]
    assert [part.slug for part in parts] == list(Section.values)
    assert [len(part.children) for part in parts] == [1, 1, len(parts[2].children), 1]
    livelihood = next(node for node in parts[2].children if node.slug == "livelihood")
    assert livelihood.children[0].name == "社会救助"
    assert parts[2].children[0].column == columns["functions"]


@pytest.mark.parametrize(
    ("kind", "there", "absent"),
    [
        (OrganKind.TOWN, {"levies", "land-expropriation"}, {"municipal-works"}),
        (OrganKind.STREET, {"municipal-works", "land-expropriation"}, {"levies"}),
        (OrganKind.VILLAGE, {"functions"}, {"levies", "municipal-works"}),
    ],
)
def test_tree_of_a_kind_of_organ(columns, kind, there, absent):
    slugs = {node.slug for node in tree(kind)[2].children}
    assert there <= slugs
    assert not absent & slugs


def test_renamed_column_still_concerns_the_same_kind(county, columns):
    revise_column(columns["municipal-works"], name="市政", by=county.admin, at=AT)
    assert "municipal-works" not in {node.slug for node in tree_for(county.town)[2].children}
    assert "municipal-works" in {node.slug for node in tree_for(county.street)[2].children}


def test_department_publishes_in_the_columns_of_its_office(county, columns):
    assert tree_for(county.office) == tree_for(county.town) == tree(OrganKind.TOWN)


def test_add_column_stands_last_among_its_sisters(county, columns):
    column = add_column(**NEW, parent=columns["services"], by=county.admin, at=AT)
    sisters = Column.objects.filter(parent=columns["services"])
    assert sisters.order_by("order").last() == column
    assert (
        add_column(**NEW | {"slug": "w-2", "section": "guide"}, by=county.admin, at=AT).order == 20
    )
    line = Entry.objects.filter(act="catalogue.add_column").first()
    assert (line.label, line.subject) == ("增加栏目：供水服务", f"catalogue.column:{column.pk}")


@pytest.mark.parametrize(
    ("changes", "say"),
    [
        ({"section": "news"}, "请从政府信息公开专栏的四个部分中选择"),
        ({"name": " "}, "“栏目名称”没有填写"),
        ({"keywords": ""}, "“关键词”没有填写"),
        ({"name": "长" * 65}, "“栏目名称”不能超过 64 个字"),
        ({"column_type": "新闻"}, "请从列出的栏目类别中选择"),
        ({"slug": "Water"}, "网址名只能用小写英文字母、数字和短横"),
        ({"slug": "../x"}, "网址名只能用小写英文字母、数字和短横"),
        ({"slug": "plans"}, "网址名“plans”已经有栏目使用"),
        ({"name": "规划计划"}, "同一级已有名为“规划计划”的栏目"),
    ],
)
def test_add_column_refuses(county, columns, changes, say):
    assert refusal(add_column, **NEW | changes, by=county.admin, at=AT) == say


def test_add_column_refuses_a_parent_elsewhere_or_closed(county, columns):
    say = "上级栏目已经停用，或者不在同一部分"
    assert refusal(add_column, **NEW, parent=columns["guide"], by=county.admin, at=AT) == say
    closed = close_column(columns["fees"], public_documents=0, by=county.admin, at=AT)
    assert refusal(add_column, **NEW, parent=closed, by=county.admin, at=AT) == say


def test_revise_column_says_what_changed(county, columns):
    column = revise_column(
        columns["fees"], name="收费目录", order=5, empty_note="本机关不收费", by=county.admin, at=AT
    )
    column.refresh_from_db()
    assert (column.name, column.order, column.empty_note) == ("收费目录", 5, "本机关不收费")
    assert Entry.objects.order_by("id").last().detail == {
        "name": ["收费项目", "收费目录"],
        "order": [80, 5],
        "empty_note": ["", "本机关不收费"],
    }
    assert refusal(revise_column, column, name="收费目录", by=county.admin, at=AT) == (
        "内容没有变化，不需要修改"
    )
    with pytest.raises(TypeError, match="slug"):
        revise_column(column, slug="x", by=county.admin, at=AT)


def test_close_column_waits_for_what_points_to_it(county, columns):
    item = add_item(county.town, content(), by=county.clerk, at=AT)
    column = columns["social-assistance"]
    assert refusal(
        close_column, columns["livelihood"], public_documents=0, by=county.admin, at=AT
    ) == ("“重点民生”下面还有 9 个栏目，请先停用下级栏目")
    assert refusal(close_column, column, public_documents=0, by=county.admin, at=AT) == (
        "还有 1 项目录事项对应“社会救助”，请先改到别的栏目"
    )
    retire_item(item, reason="误", until=date(2026, 3, 2), by=county.clerk, at=AT)
    later = AT.replace(day=3)
    assert refusal(close_column, column, public_documents=2, by=county.admin, at=later) == (
        "“社会救助”里还有 2 篇公开或者待公开的文件，不能停用"
    )
    closed = close_column(column, public_documents=0, by=county.admin, at=later)
    assert closed.closed_on == date(2026, 3, 3)
    assert column not in access.columns()
    with pytest.raises(Column.DoesNotExist):
        access.column("social-assistance")
    assert refusal(revise_column, column, name="x", by=county.admin, at=later) == (
        "“社会救助”已于 2026-03-03 停用"
    )


def test_only_the_county_changes_columns(county, columns):
    say = "栏目由各机关共用，只有县级管理员可以调整"
    for by in (county.town_admin, county.clerk):
        assert refusal(lay_columns, by=by, at=AT) == say
        assert refusal(add_column, **NEW, by=by, at=AT) == say
        assert refusal(revise_column, columns["fees"], name="x", by=by, at=AT) == say
        assert refusal(close_column, columns["fees"], public_documents=0, by=by, at=AT) == say
