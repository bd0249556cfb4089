"""Posts, people in them, hand-over, the leading group and the chain."""

from datetime import datetime, timedelta

import pytest

from gongkai.kernel.ledger_line import history
from gongkai.law.roles import Role
from gongkai.organs import operations, queries
from gongkai.organs.models import Appointment, ChainLink, HandOver
from gongkai.organs.operations import refusals
from tests.people import CHINA

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
DAY = AT.date()
ONE_DAY = timedelta(days=1)


@pytest.fixture
def by(county):
    return {"by": county.founder, "at": AT}


def last_line(row):
    return history(f"{row._meta.label_lower}:{row.pk}")[-1]


def test_post_carries_its_roles_in_order(county, by):
    post = operations.create_post(
        county.liuxi, name="窗口岗", roles=[Role.WINDOW, Role.CLERK], **by
    )
    post.refresh_from_db()
    assert post.roles == ["clerk", "window"]
    assert post.role_set == {Role.CLERK, Role.WINDOW}
    assert post.role_labels == ["信息员", "窗口"]
    assert str(post) == "窗口岗"
    line = last_line(post)
    assert (line.label, line.basis) == ("设置岗位", "《政府信息公开条例》第四条")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "镇长"}, "这个机关已经有同名的岗位"),
        ({"name": ""}, "岗位名称：.*"),
        ({"roles": [Role.CLOCK]}, "“时钟”不是岗位的职责"),
    ],
)
def test_unfit_post_is_refused(county, by, changes, sentence):
    with pytest.raises(refusals.NotAllowed, match=f"^{sentence}$"):
        operations.create_post(county.liuxi, **{"name": "新岗位", **changes}, **by)


def test_post_is_created_by_administrators_only(county):
    with pytest.raises(refusals.NotAdministrator):
        operations.create_post(county.liuxi, name="新岗位", by=county.actor("王主任"), at=AT)


def test_post_can_be_revised(county, by):
    post = operations.revise_post(
        county.posts["信息员"], name="专职信息员", roles=[Role.CLERK, Role.WINDOW], **by
    )
    post.refresh_from_db()
    assert post.name == "专职信息员"
    assert last_line(post).detail["changed"]["roles"] == [["clerk"], ["clerk", "window"]]


def test_post_revised_without_a_difference_writes_nothing(county, by):
    post = county.posts["信息员"]
    before = len(history(f"organs.post:{post.pk}"))
    operations.revise_post(post, name="信息员", **by)
    assert len(history(f"organs.post:{post.pk}")) == before


def test_post_in_a_chain_keeps_its_role(county, by):
    with pytest.raises(refusals.PostInUse, match="柳溪镇人民政府签批流程中的签发岗位"):
        operations.revise_post(county.posts["镇长"], roles=[Role.CHECKER], **by)
    wider = operations.revise_post(county.posts["镇长"], roles=[Role.SIGNER, Role.SUPERVISOR], **by)
    assert wider.role_set == {Role.SIGNER, Role.SUPERVISOR}


def test_person_is_taken_on_without_rights(county, by):
    person = operations.take_on(organ=county.liuxi, name=" 新来 ", phone="0500-6100001", **by)
    assert (str(person), person.organ) == ("新来", county.liuxi)
    assert last_line(person).label == "登记人员"
    assert queries.people(county.liuxi, DAY).count(person) == 0


def test_nameless_person_is_refused(county, by):
    with pytest.raises(refusals.Unfit, match="姓名"):
        operations.take_on(organ=county.liuxi, name="  ", **by)


def test_appointment_is_dated_and_written_down(county, by):
    post, feng = county.posts["信息员"], county.people["冯综"]
    appointed = operations.appoint(post, person=feng, since=DAY, **by)
    assert str(appointed) == "冯综 信息员"
    line = last_line(post)
    assert (line.label, line.detail) == ("任职", {"person": feng.pk, "since": "2024-03-01"})


def test_leader_s_appointment_cites_the_public_duty(county, by):
    operations.appoint(county.posts["镇长"], person=county.people["赵审"], since=DAY, **by)
    assert last_line(county.posts["镇长"]).basis == "《政府信息公开条例》第二十条第二项"


def test_nobody_is_appointed_twice(county, by):
    post, li = county.posts["信息员"], county.people["李办"]
    with pytest.raises(refusals.WrongDates, match="李办在这段时间已经任“信息员”"):
        operations.appoint(post, person=li, since=DAY, **by)
    operations.end_appointment(post, person=li, until=DAY, **by)
    with pytest.raises(refusals.WrongDates):
        operations.appoint(post, person=li, since=DAY, **by)
    operations.appoint(post, person=li, since=DAY + ONE_DAY, **by)
    assert Appointment.objects.filter(post=post, person=li).count() == 2


def test_appointment_is_for_administrators(county):
    for act in (
        lambda by: operations.appoint(
            county.posts["信息员"], person=county.people["钱"], since=DAY, by=by, at=AT
        ),
        lambda by: operations.end_appointment(
            county.posts["信息员"], person=county.people["李办"], until=DAY, by=by, at=AT
        ),
    ):
        with pytest.raises(refusals.NotAdministrator):
            act(county.actor("罗管"))


def test_appointment_ends_once_and_not_before_it_began(county, by):
    post, li = county.posts["信息员"], county.people["李办"]
    with pytest.raises(refusals.WrongDates, match="李办从2024年1月2日起任“信息员”"):
        operations.end_appointment(post, person=li, until=county.since - ONE_DAY, **by)
    operations.end_appointment(post, person=li, until=DAY, **by)
    with pytest.raises(refusals.WrongPlace, match="李办现在不在“信息员”岗位上"):
        operations.end_appointment(post, person=li, until=DAY, **by)
    assert last_line(post).label == "离任"


def test_hand_over_ends_and_begins_without_a_gap(county, by):
    post, li, feng = county.posts["信息员"], county.people["李办"], county.people["冯综"]
    handed = operations.hand_over(post, person=li, successor=feng, since=DAY, **by)
    assert str(handed) == "李办 ⇒ 冯综"
    assert queries.holders(post, DAY - ONE_DAY) == [li]
    assert queries.holders(post, DAY) == [feng]
    lines = history(f"organs.post:{post.pk}")
    assert [line.label for line in lines] == ["设置岗位", "任职", "工作交接"]


def test_hand_over_to_somebody_who_shares_the_post(county, by):
    post, li, feng = county.posts["信息员"], county.people["李办"], county.people["冯综"]
    operations.appoint(post, person=feng, since=county.since, **by)
    operations.hand_over(post, person=li, successor=feng, since=DAY, **by)
    assert Appointment.objects.filter(post=post, person=feng).count() == 1
    assert queries.holders(post, DAY) == [feng]


@pytest.mark.parametrize(
    ("giver", "taker", "since", "sentence"),
    [
        ("李办", "李办", DAY, "接手人不能是本人"),
        ("冯综", "李办", DAY, "冯综现在不在“信息员”岗位上"),
        ("李办", "冯综", datetime(2024, 1, 2).date(), "离任不能早于这一天"),
    ],
)
def test_wrong_hand_over_changes_nothing(county, by, giver, taker, since, sentence):
    post, people = county.posts["信息员"], county.people
    with pytest.raises(refusals.NotAllowed, match=sentence):
        operations.hand_over(post, person=people[giver], successor=people[taker], since=since, **by)
    assert queries.holders(post, DAY) == [people["李办"]]
    assert not HandOver.objects.exists()


def test_seat_is_bound_to_a_post_of_the_organ(county, by):
    seat = operations.seat_in_group(
        county.liuxi, post=county.posts["信息员"], seat="office", since=DAY, **by
    )
    assert str(seat) == "信息员 办公室主任"
    assert last_line(county.liuxi).label == "领导小组调整"
    with pytest.raises(refusals.WrongPlace, match="“办事处主任”不是柳溪镇人民政府的岗位"):
        operations.seat_in_group(
            county.liuxi, post=county.posts["办事处主任"], seat="member", since=DAY, **by
        )


@pytest.mark.parametrize(
    ("post", "seat", "sentence"),
    [
        ("信息员", "chair", "领导小组已经有组长"),
        ("分管副镇长", "member", "这个岗位已经是领导小组成员"),
    ],
)
def test_seats_are_taken_once(county, by, post, seat, sentence):
    with pytest.raises(refusals.Unfit, match=sentence):
        operations.seat_in_group(county.liuxi, post=county.posts[post], seat=seat, since=DAY, **by)


def test_new_chair_after_the_old_one_left(county, by):
    operations.leave_group(county.liuxi, post=county.posts["镇长"], until=DAY, **by)
    operations.seat_in_group(
        county.liuxi, post=county.posts["信息员"], seat="chair", since=DAY + ONE_DAY, **by
    )
    group = queries.leading_group(county.liuxi, DAY + ONE_DAY)
    assert [seat.post.name for seat in group] == ["信息员", "分管副镇长"]


def test_leaving_needs_a_seat_and_a_day_after_entering(county, by):
    with pytest.raises(refusals.WrongPlace, match="现在不是柳溪镇人民政府领导小组成员"):
        operations.leave_group(county.liuxi, post=county.posts["信息员"], until=DAY, **by)
    with pytest.raises(refusals.WrongDates, match="退出日期不能早于进入日期"):
        operations.leave_group(
            county.liuxi, post=county.posts["镇长"], until=county.since - ONE_DAY, **by
        )


def test_chain_is_replaced_as_a_whole(county, by):
    legal = operations.create_post(county.liuxi, name="法制审核岗", roles=[Role.CHECKER], **by)
    links = operations.set_chain(
        county.liuxi,
        checks=[legal, county.posts["分管副镇长"]],
        sign=county.posts["镇长"],
        **by,
    )
    assert [str(link) for link in links] == [
        *("1. 法制审核岗 保密审查", "2. 分管副镇长 保密审查", "3. 镇长 签发")
    ]
    assert ChainLink.objects.filter(organ=county.liuxi).count() == 3
    line = last_line(county.liuxi)
    assert (line.label, line.basis) == ("设置签批流程", "《政府信息公开条例》第十七条")


def test_village_chain_may_use_posts_of_the_town(county, by):
    operations.set_chain(
        county.taoxi, checks=[county.posts["分管副镇长"]], sign=county.posts["镇长"], **by
    )
    assert queries.chain(county.taoxi, DAY).organ == "桃溪村村民委员会"


@pytest.mark.parametrize(
    ("checks", "sign", "sentence"),
    [
        ([], "镇长", "签批流程至少要有一个保密审查岗位"),
        (["镇长"], "镇长", "同一个岗位在签批流程中只能出现一次"),
        (["信息员"], "镇长", "“信息员”没有“保密审查”的职责，不能作保密审查岗位"),
        (["分管副镇长"], "信息员", "“信息员”没有“签发”的职责，不能作签发岗位"),
        (["分管副主任"], "镇长", "“分管副主任”不是柳溪镇人民政府或者它上级的岗位"),
    ],
)
def test_wrong_chain_leaves_the_old_one(county, by, checks, sign, sentence):
    with pytest.raises(refusals.WrongPlace, match=sentence):
        operations.set_chain(
            county.liuxi, checks=[county.posts[c] for c in checks], sign=county.posts[sign], **by
        )
    assert queries.chain(county.liuxi, DAY).vacancy == ""
