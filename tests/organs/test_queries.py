"""Who holds what, who signs, what is missing."""

from datetime import datetime, timedelta

import pytest

from gongkai.law.roles import Role
from gongkai.organs import operations, queries
from gongkai.organs.models import ChainLink
from tests.people import CHINA

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
DAY = AT.date()
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def by(county):
    return {"by": county.founder, "at": AT}


def names(people):
    return [person.name for person in people]


def leave(county, post, who, by):
    operations.end_appointment(county.posts[post], person=county.people[who], until=DAY, **by)


def test_holders_are_those_appointed(county, by):
    post = county.posts["信息员"]
    operations.appoint(post, person=county.people["冯综"], since=TOMORROW, **by)
    assert names(queries.holders(post, DAY)) == ["李办"]
    assert names(queries.holders(post, TOMORROW)) == ["李办", "冯综"]


def test_holders_away_are_replaced_by_their_deputies(county, by):
    post, people = county.posts["信息员"], county.people
    operations.note_absence(people["李办"], deputy=people["冯综"], since=DAY, until=DAY, **by)
    assert names(queries.holders(post, DAY)) == ["冯综"]
    assert names(queries.holders(post, TOMORROW)) == ["李办"]


def test_a_deputy_who_holds_the_post_too_counts_once(county, by):
    post, people = county.posts["信息员"], county.people
    operations.appoint(post, person=people["冯综"], since=DAY, **by)
    operations.note_absence(people["李办"], deputy=people["冯综"], since=DAY, until=DAY, **by)
    assert names(queries.holders(post, DAY)) == ["冯综"]


def test_nobody_holds_the_post_when_deputies_go_in_a_circle(county, by):
    people = county.people
    for who, deputy in (("李办", "冯综"), ("冯综", "许财"), ("许财", "李办")):
        operations.note_absence(people[who], deputy=people[deputy], since=DAY, until=DAY, **by)
    assert queries.holders(county.posts["信息员"], DAY) == []


def test_chain_names_posts_acts_and_people(county):
    chain = queries.chain(county.liuxi, DAY)
    assert [(link.post.name, link.act, names(link.people)) for link in chain.links] == [
        ("分管副镇长", ChainLink.Act.CHECK, ["赵审"]),
        ("镇长", ChainLink.Act.SIGN, ["王主任"]),
    ]
    assert [link.post.name for link in chain.checks] == ["分管副镇长"]
    assert chain.sign.post == county.posts["镇长"]
    assert chain.vacancy == ""


@pytest.mark.parametrize("organ", ["taoxi", "party_office"])
def test_chain_of_the_organ_above_serves_those_without(county, organ):
    chain = queries.chain(getattr(county, organ), DAY)
    assert chain.organ == "柳溪镇人民政府"
    assert names(chain.sign.people) == ["王主任"]


def test_own_chain_goes_before_the_one_above(county, by):
    post = operations.create_post(county.taoxi, name="村主任", roles=[Role.SIGNER], **by)
    operations.set_chain(county.taoxi, checks=[county.posts["分管副镇长"]], sign=post, **by)
    chain = queries.chain(county.taoxi, DAY)
    assert chain.vacancy == "签发岗位“村主任”目前空缺，请管理员先安排人员"


def test_vacant_check_is_named(county, by):
    leave(county, "分管副镇长", "赵审", by)
    assert queries.chain(county.liuxi, DAY).vacancy == ""
    said = queries.chain(county.liuxi, TOMORROW).vacancy
    assert said == "保密审查岗位“分管副镇长”目前空缺，请管理员先安排人员"


def test_missing_chain_is_named(county):
    ChainLink.objects.all().delete()
    chain = queries.chain(county.liuxi, DAY)
    assert chain.links == ()
    assert chain.vacancy == "柳溪镇人民政府还没有设置签批流程，请管理员先设置"


def test_drafter_alone_in_a_post_cannot_walk_the_chain(county):
    zhao = county.people["赵审"].pk
    said = queries.chain(county.liuxi, DAY).vacancy_for(zhao)
    assert said == "保密审查岗位“分管副镇长”目前只有拟稿人本人，请管理员先安排别的人员"


def test_two_posts_of_one_person_are_too_few(county, by):
    leave(county, "镇长", "王主任", by)
    operations.appoint(county.posts["镇长"], person=county.people["赵审"], since=TOMORROW, **by)
    chain = queries.chain(county.liuxi, TOMORROW)
    assert chain.vacancy == "审查和签发须由不同的人办理，目前只有赵审，请管理员先安排人员"


def test_two_people_besides_the_drafter_are_needed(county, by):
    people, sign = county.people, county.posts["镇长"]
    operations.appoint(sign, person=people["赵审"], since=DAY, **by)
    chain = queries.chain(county.liuxi, DAY)
    assert chain.vacancy_for(people["李办"].pk) == ""
    assert chain.vacancy_for(people["王主任"].pk) == (
        "审查和签发须由不同的人办理，目前只有赵审、王主任，请管理员先安排人员"
    )


def test_posts_and_people_of_an_office_include_departments_but_no_village(county):
    assert [post.name for post in queries.posts(county.liuxi)] == [
        *("镇长", "分管副镇长", "镇管理员", "信息员", "综合岗", "财政所信息员")
    ]
    assert names(queries.people(county.liuxi, DAY)) == [
        *("王主任", "赵审", "韩管", "李办", "冯综", "许财")
    ]
    assert names(queries.people(county.party_office, DAY)) == ["李办", "冯综"]


def test_somebody_with_two_posts_is_listed_once(county, by):
    operations.appoint(county.posts["综合岗"], person=county.people["李办"], since=DAY, **by)
    assert names(queries.people(county.party_office, DAY)) == ["李办", "冯综"]


def test_departments_are_those_right_below(county):
    found = [organ.short_name for organ in queries.departments(county.liuxi)]
    assert found == ["党政综合办", "财政所"]


def test_leaders_with_division_of_work_and_date(county, by):
    leave(county, "分管副镇长", "赵审", by)
    shown = [
        (leader.post.name, leader.person and leader.person.name, leader.since, leader.duties)
        for leader in queries.leaders(county.liuxi, TOMORROW)
    ]
    assert shown == [
        ("镇长", "王主任", county.since, "主持镇政府全面工作"),
        ("分管副镇长", None, None, "分管政务公开工作，联系党政综合办公室"),
    ]


def test_leaders_away_are_still_the_leaders(county, by):
    people = county.people
    operations.note_absence(people["王主任"], deputy=people["赵审"], since=DAY, until=DAY, **by)
    assert queries.leaders(county.liuxi, DAY)[0].person == people["王主任"]


def test_leading_group_in_rank(county, by):
    for post, seat in (("信息员", "office"), ("综合岗", "member")):
        operations.seat_in_group(county.liuxi, post=county.posts[post], seat=seat, since=DAY, **by)
    shown = [
        (seat.seat.label, seat.post.name, names(seat.people))
        for seat in queries.leading_group(county.liuxi, DAY)
    ]
    assert shown == [
        ("组长", "镇长", ["王主任"]),
        ("副组长", "分管副镇长", ["赵审"]),
        ("成员", "综合岗", ["冯综"]),
        ("办公室主任", "信息员", ["李办"]),
    ]


def test_leading_group_of_an_earlier_day_can_still_be_asked(county, by):
    operations.leave_group(county.liuxi, post=county.posts["镇长"], until=DAY, **by)
    assert len(queries.leading_group(county.liuxi, DAY)) == 2
    assert len(queries.leading_group(county.liuxi, TOMORROW)) == 1


@pytest.mark.parametrize("organ", ["root", "liuxi", "wanghu", "taoxi"])
def test_founded_offices_are_complete(county, organ):
    assert queries.completeness(getattr(county, organ), DAY) == []


def test_everything_missing_is_said_once(county, by):
    leave(county, "分管副镇长", "赵审", by)
    operations.leave_group(county.liuxi, post=county.posts["镇长"], until=DAY, **by)
    assert queries.completeness(county.liuxi, TOMORROW) == [
        "保密审查岗位“分管副镇长”目前空缺，请管理员先安排人员",
        "岗位“分管副镇长”空缺，请安排人员",
        "还没有明确分管政务公开工作的领导，请在领导分工中写明",
        "政务公开工作领导小组还没有组长",
    ]


def test_absences_now_and_to_come(county, by):
    people = county.people
    operations.note_absence(people["李办"], deputy=people["冯综"], since=DAY, until=DAY, **by)
    coming = operations.note_absence(
        people["赵审"], deputy=people["冯综"], since=TOMORROW, until=TOMORROW, **by
    )
    assert len(queries.absences(county.liuxi, DAY)) == 2
    assert queries.absences(county.liuxi, TOMORROW) == [coming]
    assert queries.absences(county.wanghu, DAY) == []
