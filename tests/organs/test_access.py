"""Who somebody is on a day, and what he may see."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gongkai.kernel.actor import CLOCK
from gongkai.law.roles import Role
from gongkai.organs import access, operations
from gongkai.organs.models import Absence, Organ, Person, Post
from tests.people import CHINA

AT = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
DAY = AT.date()
YESTERDAY, NEXT_WEEK = DAY - timedelta(days=1), DAY + timedelta(days=7)


def keys(*organs):
    return frozenset(organ.pk for organ in organs)


def away(county, who, deputy, since=DAY, until=NEXT_WEEK):
    people = county.people
    return operations.note_absence(
        people[who], deputy=people[deputy], since=since, until=until, by=county.founder, at=AT
    )


def pass_on(county, post, giver, taker, since=DAY):
    operations.hand_over(
        county.posts[post],
        person=county.people[giver],
        successor=county.people[taker],
        since=since,
        by=county.founder,
        at=AT,
    )


def test_clerk_acts_for_himself_in_his_office(county):
    li = county.actor("李办")
    assert li.name == "李办"
    assert li.person == county.people["李办"].pk
    assert li.roles == {Role.CLERK}
    assert li.posts == {county.posts["信息员"].pk}
    assert li.organ == county.liuxi.pk
    assert li.organs == keys(county.liuxi, county.taoxi, county.party_office, county.finance_office)
    assert li.acts_for == {county.people["李办"].pk}


def test_nobody_of_another_office_sees_anything(county):
    qian, li = county.actor("钱"), county.actor("李办")
    assert not qian.organs & li.organs
    assert access.visible(qian).filter(path__startswith=county.liuxi.path).count() == 0
    with pytest.raises(Organ.DoesNotExist):
        access.get(qian, "liuxi")
    with pytest.raises(Post.DoesNotExist):
        access.get_post(qian, county.posts["镇长"].pk)
    with pytest.raises(Person.DoesNotExist):
        access.get_person(qian, county.people["李办"].pk)


def test_one_sees_what_is_in_one_s_office(county):
    li = county.actor("李办")
    assert access.get(li, "taoxi") == county.taoxi
    assert access.get_post(li, county.posts["镇长"].pk) == county.posts["镇长"]
    assert access.get_person(li, county.people["林会"].pk) == county.people["林会"]


def test_supervisor_in_a_county_department_sees_the_whole_county(county):
    sun = county.actor("孙监")
    assert sun.organ == county.root.pk
    assert sun.organs == frozenset(Organ.objects.order_by("path").values_list("pk", flat=True))


def test_village_clerk_sees_the_village_only(county):
    lin = county.actor("林会")
    assert lin.organ == county.taoxi.pk
    assert lin.organs == keys(county.taoxi)


def test_clock_sees_no_organ(county):
    assert access.visible(CLOCK).count() == 0


def test_posts_in_two_offices_give_both_subtrees(county):
    operations.appoint(
        county.posts["街道信息员"],
        person=county.people["李办"],
        since=DAY,
        by=county.founder,
        at=AT,
    )
    assert county.actor("李办", YESTERDAY).organs == county.actor("李办").organs
    li = county.actor("李办", DAY)
    assert li.organ == county.liuxi.pk
    assert keys(county.liuxi, county.wanghu, county.taoxi, county.hubin) <= li.organs


def test_without_a_post_nothing_is_left(county):
    operations.end_appointment(
        county.posts["信息员"],
        person=county.people["李办"],
        until=DAY,
        by=county.founder,
        at=AT,
    )
    assert county.actor("李办", DAY).has(Role.CLERK)
    li = county.actor("李办", DAY + timedelta(days=1))
    assert (li.roles, li.posts, li.organs, li.organ) == (set(), set(), set(), None)


def test_deputy_has_posts_and_tasks_while_the_other_is_away(county):
    away(county, "赵审", "冯综")
    zhao = county.people["赵审"].pk
    assert not county.actor("冯综", YESTERDAY).has(Role.CHECKER)
    for day in (DAY, NEXT_WEEK):
        feng = county.actor("冯综", day)
        assert feng.roles == {Role.CLERK, Role.WINDOW, Role.CHECKER}
        assert county.posts["分管副镇长"].pk in feng.posts
        assert feng.acts_for == {county.people["冯综"].pk, zhao}
    assert not county.actor("冯综", NEXT_WEEK + timedelta(days=1)).has(Role.CHECKER)


def test_deputy_s_deputy_acts_for_both(county):
    away(county, "赵审", "冯综")
    away(county, "冯综", "许财")
    xu = county.actor("许财", DAY)
    assert xu.has(Role.CHECKER)
    assert xu.acts_for == {county.people[name].pk for name in ("许财", "冯综", "赵审")}


def test_deputy_s_own_office_stays_first(county):
    away(county, "王主任", "许财")
    xu = county.actor("许财", DAY)
    assert xu.organ == county.liuxi.pk
    assert xu.has(Role.SIGNER)


def test_deputies_in_a_circle_are_nobody(county):
    people = county.people
    for who, deputy in (("赵审", "冯综"), ("冯综", "许财"), ("许财", "赵审")):
        Absence.objects.create(person=people[who], deputy=people[deputy], since=DAY, until=DAY)
    named = access.deputies(DAY)
    assert access.stand_in(people["赵审"].pk, named) is None
    assert access.stand_in(people["李办"].pk, named) == people["李办"].pk


def test_open_tasks_move_to_the_successor(county):
    pass_on(county, "信息员", "李办", "冯综")
    li = county.people["李办"].pk
    assert li not in county.actor("冯综", YESTERDAY).acts_for
    assert li in county.actor("冯综", DAY).acts_for
    assert county.posts["信息员"].pk in county.actor("冯综", DAY).posts


def test_open_tasks_move_on_with_the_post(county):
    pass_on(county, "信息员", "李办", "冯综")
    pass_on(county, "信息员", "冯综", "许财", since=NEXT_WEEK)
    later = NEXT_WEEK
    li, feng, xu = (county.people[name].pk for name in ("李办", "冯综", "许财"))
    assert county.actor("冯综", DAY).acts_for == {feng, li}
    assert county.actor("冯综", later).acts_for == {feng}
    assert county.actor("许财", later).acts_for == {xu, feng, li}


def test_tasks_come_back_with_the_post(county):
    pass_on(county, "信息员", "李办", "冯综")
    pass_on(county, "信息员", "冯综", "李办", since=NEXT_WEEK)
    li, feng = county.people["李办"].pk, county.people["冯综"].pk
    assert county.actor("李办", NEXT_WEEK).acts_for == {li, feng}
    assert county.actor("冯综", NEXT_WEEK).acts_for == {feng}


def test_other_posts_hand_overs_do_not_mix(county):
    pass_on(county, "信息员", "李办", "冯综")
    pass_on(county, "综合岗", "冯综", "许财", since=NEXT_WEEK)
    li, feng = county.people["李办"].pk, county.people["冯综"].pk
    assert li in county.actor("冯综", NEXT_WEEK).acts_for
    assert li not in county.actor("许财", NEXT_WEEK).acts_for
    assert feng in county.actor("许财", NEXT_WEEK).acts_for


def test_tasks_of_several_people_come_together(county):
    pass_on(county, "信息员", "李办", "冯综")
    pass_on(county, "财政所信息员", "许财", "冯综", since=NEXT_WEEK)
    both = {county.people[name].pk for name in ("冯综", "李办", "许财")}
    assert county.actor("冯综", NEXT_WEEK).acts_for == both


def test_deputy_carries_what_was_handed_to_the_one_away(county):
    pass_on(county, "信息员", "李办", "冯综")
    away(county, "冯综", "许财")
    assert county.people["李办"].pk in county.actor("许财", DAY).acts_for


def test_actor_costs_few_queries(county, django_assert_max_num_queries):
    account = county.accounts["李办"]
    with django_assert_max_num_queries(6):
        access.actor(account, DAY)


def test_office_of_a_department_is_the_nearest_above(county):
    assert access.office_of(county.party_office) == county.liuxi
    assert access.office_of(county.liuxi) == county.liuxi


@pytest.mark.parametrize(
    ("who", "where", "may"),
    [
        ("郑管", "root", True),
        ("郑管", "taoxi", True),
        ("韩管", "liuxi", True),
        ("韩管", "taoxi", True),
        ("韩管", "root", False),
        ("韩管", "wanghu", False),
        ("李办", "liuxi", False),
    ],
)
def test_administrator_of_an_office_administers_it_and_what_is_below(county, who, where, may):
    assert access.administers(county.actor(who), getattr(county, where)) is may


def test_administrator_administers_no_office_he_only_works_in(county):
    operations.appoint(
        county.posts["街道信息员"],
        person=county.people["韩管"],
        since=DAY,
        by=county.founder,
        at=AT,
    )
    han = county.actor("韩管", DAY)
    assert county.wanghu.pk in han.organs
    assert access.administers(han, county.liuxi)
    assert not access.administers(han, county.wanghu)


def test_founder_is_taken_at_his_word(county):
    assert access.administers(county.founder, county.taoxi)
    assert not access.administers(replace(county.founder, organs=frozenset()), county.taoxi)


def test_public_doors_show_everything_but_departments(county):
    shown = [organ.slug for organ in access.public()]
    assert shown == ["qinghe", "liuxi", "taoxi", "wanghu", "hubin"]
    assert access.public_organ("taoxi") == county.taoxi
    with pytest.raises(Organ.DoesNotExist):
        access.public_organ("party-office")


def test_accounts_are_found_while_open(county):
    account = county.accounts["李办"]
    assert access.active_account(account.pk) == account
    operations.close_account(account, by=county.founder, at=AT)
    assert access.active_account(account.pk) is None


def test_a_countys_clerk_sees_the_county_but_not_the_drafts_of_its_townships(county):
    near, far = county.actor("何文").organs, county.actor("孙监").organs

    assert near == {county.root.pk, county.county_office.pk}
    assert {county.liuxi.pk, county.taoxi.pk, county.wanghu.pk} <= far
    assert county.actor("李办").organs >= {county.liuxi.pk, county.taoxi.pk, county.party_office.pk}
    assert county.actor("林会").organs == {county.taoxi.pk}
