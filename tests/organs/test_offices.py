"""Setting up, revising and moving organs."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from gongkai.kernel.ledger_line import history
from gongkai.law import identifiers
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs import operations
from gongkai.organs.models import Organ
from gongkai.organs.operations import refusals
from tests.people import CHINA, SET_UP

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
FIRST_17 = "11999999MB0000001"
CREDIT_CODE = FIRST_17 + identifiers.credit_check(FIRST_17)


@pytest.fixture
def by(county):
    return {"by": county.founder, "at": AT}


def set_up(parent, by, **changes):
    given = {"kind": "village", "name": "梅溪村村民委员会", "slug": "meixi", **by, **changes}
    return operations.set_up_organ(parent=parent, **given)


def test_organ_takes_its_place_in_the_tree(county, by):
    meixi = set_up(county.liuxi, by, short_name="梅溪村", credit_code=CREDIT_CODE.lower())
    meixi.refresh_from_db()
    assert meixi.path == f"{county.liuxi.path}{meixi.pk}/"
    assert meixi.ancestry == [county.root.pk, county.liuxi.pk, meixi.pk]
    assert meixi.credit_code == CREDIT_CODE
    assert str(meixi) == "梅溪村村民委员会"
    assert meixi in Organ.objects.within(county.liuxi)


def test_set_up_leaves_one_line_with_its_article(county, by):
    meixi = set_up(county.liuxi, by)
    (line,) = history(f"organs.organ:{meixi.pk}")
    assert (line.act, line.label) == ("organs.set_up_organ", "设立机关")
    assert line.basis == "《政府信息公开条例》第二十条第二项"
    assert (line.organ, line.at) == (meixi.pk, AT)
    assert line.detail["parent"] == county.liuxi.pk


@pytest.mark.django_db
def test_first_organ_needs_an_administrator_only():
    root = set_up(None, {"by": SET_UP, "at": AT}, kind="town", slug="first")
    assert (root.path, root.parent) == (f"/{root.pk}/", None)


@pytest.mark.django_db
def test_first_organ_by_anybody_else_is_refused():
    clerk = replace(SET_UP, roles=frozenset({Role.CLERK}))
    with pytest.raises(refusals.NotAdministrator, match="只有管理员可以建立第一个机关"):
        set_up(None, {"by": clerk, "at": AT}, kind="county")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["village", "community", "department"])
def test_first_organ_is_an_office(kind):
    with pytest.raises(refusals.WrongPlace, match="要选定上级机关"):
        set_up(None, {"by": SET_UP, "at": AT}, kind=kind)


def test_there_is_one_root(county, by):
    with pytest.raises(refusals.Unfit, match="已经有最上级的机关"):
        set_up(None, by, kind="county")
    assert Organ.objects.filter(parent__isnull=True).count() == 1


def test_database_keeps_one_root_too(county):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organ.objects.create(kind="county", name="另一个县", slug="other", path="~other")


@pytest.mark.parametrize(
    ("where", "changes", "sentence"),
    [
        ("liuxi", {"slug": "taoxi"}, "这个网址名已经被别的机关使用"),
        ("liuxi", {"slug": "梅溪"}, "网址名：.*"),
        ("liuxi", {"name": "桃溪村村民委员会"}, "同一个上级下面已经有同名的机关"),
        ("liuxi", {"name": ""}, "全称：.*"),
        ("liuxi", {"email": "不是邮箱"}, "电子邮箱：.*"),
        ("liuxi", {"postcode": "1234567"}, "邮政编码：.*"),
        ("liuxi", {"credit_code": CREDIT_CODE[:17] + "?"}, "统一社会信用代码.*"),
        ("liuxi", {"credit_code": "1199"}, "统一社会信用代码应为18位，现在是4位"),
        ("taoxi", {}, "村民委员会不能设在村民委员会下面"),
        ("root", {}, "村民委员会不能设在县级人民政府下面"),
        ("party_office", {"kind": "town"}, "乡镇人民政府不能设在内设机构下面"),
        ("root", {"kind": "county"}, "县级人民政府不能设在县级人民政府下面"),
    ],
)
def test_unfit_organ_is_refused(county, by, where, changes, sentence):
    before = Organ.objects.count()
    with pytest.raises(NotAllowed, match=f"^{sentence}$"):
        set_up(getattr(county, where), by, **changes)
    assert Organ.objects.count() == before


def test_only_the_administrator_of_the_parent_may_set_up(county):
    for who in ("李办", "钱", "罗管"):
        with pytest.raises(refusals.NotAdministrator, match="您不是柳溪镇人民政府的管理员"):
            set_up(county.liuxi, {"by": county.actor(who), "at": AT})
    assert set_up(county.liuxi, {"by": county.actor("韩管"), "at": AT}).parent == county.liuxi


def test_clash_with_somebody_else_becomes_a_sentence(county, by, monkeypatch):
    monkeypatch.setattr("gongkai.organs.operations.offices.checked", lambda row: None)
    with pytest.raises(refusals.Overtaken, match="别人刚刚作了相抵触的修改"):
        set_up(county.liuxi, by, slug="taoxi")


def test_revision_says_what_changed(county, by):
    organ = operations.revise_organ(
        county.liuxi, phone="0500-6100000", name="柳溪镇人民政府", credit_code=CREDIT_CODE, **by
    )
    organ.refresh_from_db()
    assert (organ.phone, organ.credit_code) == ("0500-6100000", CREDIT_CODE)
    line = history(f"organs.organ:{organ.pk}")[-1]
    assert line.label == "修改机关信息"
    assert line.detail == {
        "changed": {"phone": ["", "0500-6100000"], "credit_code": ["", CREDIT_CODE]}
    }


def test_revision_without_a_difference_writes_nothing(county, by):
    before = len(history(f"organs.organ:{county.liuxi.pk}"))
    operations.revise_organ(county.liuxi, name=county.liuxi.name, **by)
    assert len(history(f"organs.organ:{county.liuxi.pk}")) == before


def test_town_may_become_a_street(county, by):
    organ = operations.revise_organ(county.liuxi, kind="street", name="柳溪街道办事处", **by)
    assert organ.get_kind_display() == "街道办事处"


@pytest.mark.parametrize(
    ("where", "kind", "sentence"),
    [
        ("liuxi", "village", "村民委员会不能设在县级人民政府下面"),
        ("liuxi", "department", "村民委员会不能设在内设机构下面"),
        ("taoxi", "town", "乡镇人民政府不能设在乡镇人民政府下面"),
    ],
)
def test_kind_must_suit_parent_and_children(county, by, where, kind, sentence):
    with pytest.raises(refusals.WrongPlace, match=sentence):
        operations.revise_organ(getattr(county, where), kind=kind, **by)


def test_revision_is_for_administrators(county):
    with pytest.raises(refusals.NotAdministrator):
        operations.revise_organ(county.liuxi, phone="1", by=county.actor("钱"), at=AT)


def test_moving_takes_everything_below_along(county, by):
    sub = set_up(county.party_office, by, kind="department", name="信息股", slug="sub")
    moved = operations.move_organ(county.party_office, parent=county.wanghu, **by)
    sub.refresh_from_db()
    assert moved.path == f"{county.wanghu.path}{moved.pk}/"
    assert sub.path == f"{moved.path}{sub.pk}/"
    county.liuxi.refresh_from_db()
    assert county.liuxi.path == f"{county.root.path}{county.liuxi.pk}/"
    line = history(f"organs.organ:{moved.pk}")[-1]
    assert line.detail == {"from": county.liuxi.pk, "to": county.wanghu.pk}


def test_organ_cannot_stand_below_itself(county, by):
    sub = set_up(county.party_office, by, kind="department", name="信息股", slug="sub")
    for parent in (county.party_office, sub):
        with pytest.raises(refusals.WrongPlace, match="不能反过来作它的上级"):
            operations.move_organ(county.party_office, parent=parent, **by)


def test_moving_needs_a_fitting_parent_without_a_namesake(county, by):
    with pytest.raises(refusals.WrongPlace, match="村民委员会不能设在县级人民政府下面"):
        operations.move_organ(county.taoxi, parent=county.root, **by)
    set_up(county.wanghu, by, kind="department", name="党政综合办公室", slug="wanghu-party")
    with pytest.raises(refusals.Unfit, match="同名"):
        operations.move_organ(county.party_office, parent=county.wanghu, **by)


def test_moving_needs_both_administrators(county):
    with pytest.raises(refusals.NotAdministrator):
        operations.move_organ(
            county.party_office, parent=county.wanghu, by=county.actor("韩管"), at=AT
        )
