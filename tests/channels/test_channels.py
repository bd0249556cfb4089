"""Carriers and places: registered, changed and closed, each with one ledger line."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.channels import access, queries
from gongkai.channels.models import Carrier, Place
from gongkai.channels.operations import (
    change_status,
    close_place,
    open_place,
    register_carrier,
    revise_carrier,
    revise_place,
)
from gongkai.kernel.actor import CLOCK, Actor
from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs.models import Organ

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LATER = AT + timedelta(days=9)
ACTIVE, CLOSED = Carrier.Status.ACTIVE, Carrier.Status.CLOSED


def organ(parent, kind, name, slug):
    made = Organ.objects.create(
        parent=parent, kind=kind, name=name, short_name=name, slug=slug, path=f"tmp-{slug}"
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save()
    return made


@pytest.fixture
def county(db):
    return organ(None, "county", "青禾县人民政府", "qinghe")


@pytest.fixture
def town(county):
    return organ(county, "town", "柳溪镇人民政府", "liuxi")


@pytest.fixture
def clerk(town):
    return Actor(
        person=1,
        name="李办",
        roles=frozenset({Role.CLERK}),
        organ=town.pk,
        organs=frozenset({town.pk}),
    )


@pytest.fixture
def admin(county, town):
    return Actor(
        person=2,
        name="管",
        roles=frozenset({Role.ADMIN}),
        organ=county.pk,
        organs=frozenset({county.pk, town.pk}),
    )


@pytest.fixture
def hall(town, clerk):
    return open_place(
        town,
        kind="hall",
        name="便民服务大厅",
        address="柳溪镇人民路1号",
        keeper="钱",
        by=clerk,
        at=AT,
    )


@pytest.fixture
def screen(town, clerk, hall):
    return register_carrier(
        town, kind="screen", name="大厅电子屏", place=hall, status="active", by=clerk, at=AT
    )


def refusal(act, *args, **kwargs):
    with pytest.raises(NotAllowed) as caught:
        act(*args, **kwargs)
    return f"{caught.value}"


# ── Carriers ─────────────────────────────────────────────────────────────────────────────────


def test_register_carrier(town, clerk):
    account = register_carrier(
        town, kind="wechat", name=" 柳溪发布 ", address="liuxi", by=clerk, at=AT
    )
    account.refresh_from_db()
    assert (account.name, account.status, account.since) == ("柳溪发布", "applied", TODAY)
    line = Entry.objects.get()
    assert (line.act, line.label, line.subject, line.organ, line.basis) == (
        "channels.register_carrier",
        "登记载体：柳溪发布",
        f"channels.carrier:{account.pk}",
        town.pk,
        "《政府信息公开条例》第二十三条",
    )


@pytest.mark.parametrize(
    ("words", "say"),
    [
        ({"kind": "smoke"}, "请从列出的载体类别中选择"),
        ({"status": "closed"}, "登记的载体只能是“申请中”或“正常使用”"),
        ({"name": " "}, "“名称”没有填写"),
        ({"name": "长" * 101}, "“名称”不能超过 100 个字"),
        ({"filing_number": "1" * 65}, "“备案号”不能超过 64 个字"),
        ({"kind": "website"}, "政府网站要填写网址，以 https://、http:// 或者本站的 / 开头"),
        ({"since": date(2026, 3, 3)}, "日期不能晚于今天"),
        ({"kind": "screen", "name": "大厅电子屏"}, "本机关已登记过名为“大厅电子屏”的电子屏"),
    ],
)
def test_register_carrier_refuses(town, clerk, screen, words, say):
    given = {"kind": "weibo", "name": "柳溪微博"} | words
    assert refusal(register_carrier, town, **given, by=clerk, at=AT) == say


def test_a_carrier_stands_at_an_open_place_of_its_own_organ(town, county, clerk, admin, hall):
    say = refusal(register_carrier, county, kind="board", name="栏", place=hall, by=admin, at=AT)
    assert say == "载体只能设在本机关的场所"
    board = register_carrier(town, kind="board", name="栏", place=hall, by=clerk, at=AT)
    closed = close_place(hall, reason="拆除", by=clerk, at=AT)
    board.refresh_from_db()
    assert refusal(change_status, board, ACTIVE, by=clerk, at=AT) == (
        "“便民服务大厅”已经停用，请另选场所"
    )
    assert refusal(
        register_carrier, town, kind="screen", name="屏", place=closed, by=clerk, at=AT
    ) == ("“便民服务大厅”已经停用，请另选场所")
    moved = revise_carrier(board, place=None, by=clerk, at=AT)
    assert change_status(moved, ACTIVE, by=clerk, at=AT).status == ACTIVE


def test_revise_carrier_says_what_changed(clerk, screen):
    changed = revise_carrier(screen, name="电子屏", place=None, by=clerk, at=AT)
    assert (changed.name, changed.place) == ("电子屏", None)
    assert Entry.objects.order_by("id").last().detail == {
        "name": ["大厅电子屏", "电子屏"],
        "place": ["便民服务大厅", ""],
    }
    assert refusal(revise_carrier, changed, name="电子屏 ", by=clerk, at=AT) == (
        "内容没有变化，不需要修改"
    )
    with pytest.raises(TypeError, match="status"):
        revise_carrier(changed, status="closed", by=clerk, at=AT)


def test_status_goes_from_applied_to_active_to_closed_and_no_way_back(town, clerk):
    account = register_carrier(town, kind="wechat", name="柳溪发布", by=clerk, at=AT)
    active = change_status(account, ACTIVE, since=date(2026, 3, 5), by=clerk, at=LATER)
    assert (active.status, active.since) == (ACTIVE, date(2026, 3, 5))
    line = Entry.objects.order_by("id").last()
    assert line.label == "正常使用：柳溪发布"
    assert line.detail == {"status": ["applied", "active"], "since": "2026-03-05"}
    assert refusal(change_status, active, ACTIVE, by=clerk, at=LATER) == (
        "“柳溪发布”现在是“正常使用”，不能这样变更"
    )
    assert refusal(change_status, active, CLOSED, by=clerk, at=LATER) == "请写明关停的理由"
    say = refusal(change_status, active, CLOSED, since=TODAY, reason="合并", by=clerk, at=LATER)
    assert say == "日期不能早于上一次变更的日期 2026-03-05"
    closed = change_status(active, CLOSED, reason="合并", by=clerk, at=LATER)
    assert Entry.objects.order_by("id").last().reason == "合并"
    assert refusal(change_status, closed, ACTIVE, by=clerk, at=LATER) == (
        "“柳溪发布”现在是“已关停”，不能这样变更"
    )
    assert refusal(revise_carrier, closed, name="新", by=clerk, at=LATER) == (
        "“柳溪发布”已关停，不能再改"
    )


# ── Places ───────────────────────────────────────────────────────────────────────────────────


def test_open_place(town, hall):
    assert (hall.organ, hall.opened_on, hall.closed_on) == (town, TODAY, None)
    line = Entry.objects.get()
    assert (line.act, line.subject) == ("channels.open_place", f"channels.place:{hall.pk}")
    assert line.basis == "《政府信息公开条例》第二十五条"


@pytest.mark.parametrize(
    ("words", "say"),
    [
        ({"kind": "pub"}, "请从列出的场所类别中选择"),
        ({"address": ""}, "“地址”没有填写"),
        ({"name": "便民服务大厅"}, "本机关已有名为“便民服务大厅”的场所"),
    ],
)
def test_open_place_refuses(town, clerk, hall, words, say):
    given = {"kind": "query", "name": "查询点", "address": "河湾村"} | words
    assert refusal(open_place, town, **given, by=clerk, at=AT) == say


def test_revise_place(clerk, hall):
    changed = revise_place(hall, keeper="孙", equipment="触摸屏一台", by=clerk, at=AT)
    assert (changed.keeper, changed.equipment) == ("孙", "触摸屏一台")
    assert Entry.objects.order_by("id").last().detail == {
        "keeper": ["钱", "孙"],
        "equipment": ["", "触摸屏一台"],
    }


def test_close_place_waits_for_active_carriers(clerk, hall, screen):
    assert refusal(close_place, hall, reason="", by=clerk, at=LATER) == "请写明停用的理由"
    assert refusal(close_place, hall, reason="搬迁", by=clerk, at=LATER) == (
        "“便民服务大厅”还有正在使用的载体：大厅电子屏，请先关停或者移走"
    )
    change_status(screen, CLOSED, reason="损坏", by=clerk, at=LATER)
    say = refusal(close_place, hall, reason="搬迁", until=date(2026, 3, 1), by=clerk, at=LATER)
    assert say == "停用日期不能早于启用日期 2026-03-02"
    closed = close_place(hall, reason="搬迁", by=clerk, at=LATER)
    assert closed.closed_on == date(2026, 3, 11)
    assert refusal(revise_place, closed, keeper="孙", by=clerk, at=LATER) == (
        "“便民服务大厅”已于 2026-03-11 停用，不能再改"
    )


def test_only_the_offices_own_people_keep_its_channels(county, town, clerk, hall, screen):
    say = "只有本机关的信息员和管理员可以维护公开渠道"
    above = replace(clerk, organ=county.pk, organs=frozenset({county.pk, town.pk}))
    homeless = replace(clerk, organ=None)
    for by in (CLOCK, above, homeless):
        assert refusal(register_carrier, town, kind="app", name="x", by=by, at=AT) == say
        assert refusal(revise_carrier, screen, name="x", by=by, at=AT) == say
        assert refusal(change_status, screen, CLOSED, reason="x", by=by, at=AT) == say
        assert refusal(open_place, town, kind="query", name="x", address="y", by=by, at=AT) == say
        assert refusal(revise_place, hall, keeper="x", by=by, at=AT) == say
        assert refusal(close_place, hall, reason="x", by=by, at=AT) == say


def test_the_administrator_above_may(town, admin, hall):
    assert revise_place(hall, keeper="孙", by=admin, at=AT).keeper == "孙"


# ── Questions ────────────────────────────────────────────────────────────────────────────────


def test_access_follows_the_actor_and_the_public_sees_what_is_in_use(town, clerk, hall, screen):
    applied = register_carrier(town, kind="weibo", name="柳溪微博", by=clerk, at=AT)
    blind = replace(clerk, organs=frozenset())
    assert set(access.visible(clerk)) == {applied, screen}
    assert set(access.visible_places(clerk)) == {hall}
    assert (access.get(clerk, screen.pk), access.get_place(clerk, hall.pk)) == (screen, hall)
    with pytest.raises(Carrier.DoesNotExist):
        access.get(blind, screen.pk)
    with pytest.raises(Place.DoesNotExist):
        access.get_place(blind, hall.pk)
    assert list(access.public(TODAY)) == [screen]
    assert list(access.public(TODAY - timedelta(1))) == []
    assert list(access.public_places(TODAY)) == [hall]


def test_places_and_carriers_of_an_organ(town, county, clerk, hall, screen):
    change_status(screen, CLOSED, reason="损坏", by=clerk, at=LATER)
    board = register_carrier(town, kind="board", name="栏", by=clerk, at=LATER)
    assert list(queries.carriers(town.pk)) == [board]
    close_place(hall, reason="搬迁", by=clerk, at=LATER)
    assert list(queries.places(town.pk, date(2026, 3, 11))) == [hall]
    assert list(queries.places(town.pk, date(2026, 3, 12))) == []
    assert list(queries.places(county.pk, TODAY)) == []
    assert (f"{hall}", f"{board}") == ("便民服务大厅", "栏")


def said(organ, on):
    return [gap.what for gap in queries.gaps(organ.pk, on)]


def test_gaps_of_an_organ(county, town, clerk, admin):
    assert said(town, TODAY) == ["没有正常使用的政府网站", "没有政府信息查阅场所或信息查询点"]
    assert [gap.basis for gap in queries.gaps(town.pk, TODAY)][1] == "条例第二十五条"
    register_carrier(
        county,
        kind="website",
        name="青禾县人民政府网站",
        address="https://www.qinghe.example",
        filing_number="示例备0000001号",
        status="active",
        by=admin,
        at=AT,
    )
    point = open_place(town, kind="query", name="查询点", address="河湾村", by=clerk, at=AT)
    register_carrier(town, kind="wechat", name="柳溪发布", status="active", by=clerk, at=AT)
    register_carrier(town, kind="weibo", name="柳溪微博", by=clerk, at=AT)
    register_carrier(town, kind="board", name="栏", status="active", by=clerk, at=AT)
    register_carrier(town, kind="screen", name="屏", place=point, status="active", by=clerk, at=AT)
    assert said(town, TODAY) == [
        "“查询点”没有写明管理人",
        "“栏”没有写明所在场所",
        "“柳溪发布”没有填写备案号",
    ]
    assert said(county, TODAY) == ["没有政府信息查阅场所或信息查询点"]


def test_a_screen_at_a_place_that_has_closed_is_a_gap(town, clerk, hall, screen):
    Place.objects.filter(pk=hall.pk).update(closed_on=TODAY)
    assert "“大厅电子屏”没有写明所在场所" not in said(town, TODAY)
    assert "“大厅电子屏”没有写明所在场所" in said(town, TODAY + timedelta(1))
