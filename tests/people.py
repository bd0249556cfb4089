"""The cast: the same named people in every test, in the invented county 青禾县.

李办 drafts, 赵审 checks, 王主任 signs (柳溪镇); 钱 works in another office (望湖街道) and must see
nothing; 孙监 supervises and 郑管 administers the county; 林会 drafts for the village 桃溪村.
周先生 applies, 吴记者 reads: they have no account. 时钟 is `gongkai.kernel.actor.CLOCK`.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.kernel.models import Entry
from gongkai.law.kinds import OrganKind
from gongkai.law.roles import Role
from gongkai.organs import access, operations
from gongkai.organs.models import (
    Account,
    Appointment,
    ChainLink,
    GroupSeat,
    Organ,
    Person,
    Post,
)
from tests.kept import Kept

CHINA = ZoneInfo("Asia/Shanghai")
FOUNDED_AT = datetime(2024, 1, 2, 9, 0, tzinfo=CHINA)
PASSWORD = "qinghe-liuxi-2024"
APPLICANT, READER = "周先生", "吴记者"

SET_UP = Actor(person=None, name="安装程序", roles=frozenset({Role.ADMIN}))
"""Who founds an installation: an administrator before there is any post."""


@dataclass
class County:
    """青禾县 as founded: its organs, posts, people and accounts, each by a short name."""

    founded_at: datetime
    root: Organ
    liuxi: Organ
    wanghu: Organ
    taoxi: Organ
    hubin: Organ
    county_office: Organ
    party_office: Organ
    finance_office: Organ
    founder: Actor
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    @property
    def since(self) -> date:
        """The day everybody took up his post."""
        return localdate(self.founded_at)

    def actor(self, name: str, on: date | None = None) -> Actor:
        """Who acts when this person acts on a day (the founding day if none is given)."""
        return access.actor(self.accounts[name], on or self.since)


ORGANS = [  # attribute, parent, kind, name, short name
    ("liuxi", "root", OrganKind.TOWN, "柳溪镇人民政府", "柳溪镇"),
    ("wanghu", "root", OrganKind.STREET, "望湖街道办事处", "望湖街道"),
    ("county_office", "root", OrganKind.DEPARTMENT, "县政府办公室", "县政府办"),
    ("taoxi", "liuxi", OrganKind.VILLAGE, "桃溪村村民委员会", "桃溪村"),
    ("party_office", "liuxi", OrganKind.DEPARTMENT, "党政综合办公室", "党政综合办"),
    ("finance_office", "liuxi", OrganKind.DEPARTMENT, "财政所", "财政所"),
    ("hubin", "wanghu", OrganKind.COMMUNITY, "湖滨社区居民委员会", "湖滨社区"),
]

CLERK, CHECKER, SIGNER = Role.CLERK, Role.CHECKER, Role.SIGNER

POSTS = [  # organ, post, roles, leader's division of work, person
    ("root", "县长", [SIGNER], "主持县政府全面工作", "陈县长"),
    ("root", "分管副县长", [CHECKER], "分管政务公开工作", "刘县"),
    ("county_office", "县政府办信息员", [CLERK], "", "何文"),
    ("county_office", "政务公开科科长", [Role.SUPERVISOR], "", "孙监"),
    ("county_office", "系统管理员", [Role.ADMIN], "", "郑管"),
    ("liuxi", "镇长", [SIGNER], "主持镇政府全面工作", "王主任"),
    ("liuxi", "分管副镇长", [CHECKER], "分管政务公开工作，联系党政综合办公室", "赵审"),
    ("party_office", "信息员", [CLERK], "", "李办"),
    ("party_office", "综合岗", [CLERK, Role.WINDOW], "", "冯综"),
    ("finance_office", "财政所信息员", [CLERK], "", "许财"),
    ("liuxi", "镇管理员", [Role.ADMIN], "", "韩管"),
    ("taoxi", "村信息员", [CLERK], "", "林会"),
    ("wanghu", "办事处主任", [SIGNER], "主持办事处全面工作", "高主任"),
    ("wanghu", "分管副主任", [CHECKER], "分管政务公开工作", "马审"),
    ("wanghu", "街道信息员", [CLERK], "", "钱"),
    ("wanghu", "街道管理员", [Role.ADMIN], "", "罗管"),
]

USERNAMES = {
    "陈县长": "chen", "刘县": "liu", "何文": "he", "孙监": "sun", "郑管": "zheng", "王主任": "wang",
    "赵审": "zhao", "李办": "li", "冯综": "feng", "许财": "xu", "韩管": "han", "林会": "lin",
    "高主任": "gao", "马审": "ma", "钱": "qian", "罗管": "luo",
}  # fmt: skip

CHAINS = [  # organ, check, signature
    ("root", "分管副县长", "县长"),
    ("liuxi", "分管副镇长", "镇长"),
    ("wanghu", "分管副主任", "办事处主任"),
]

GROUPS = [  # organ, chair, deputy
    ("root", "县长", "分管副县长"),
    ("liuxi", "镇长", "分管副镇长"),
    ("wanghu", "办事处主任", "分管副主任"),
]


def found_county(at: datetime = FOUNDED_AT) -> County:
    """Build the county by operations; everybody takes up his post on the day of `at`."""
    root = operations.set_up_organ(
        parent=None,
        kind=OrganKind.COUNTY,
        name="青禾县人民政府",
        short_name="青禾县",
        slug="qinghe",
        address="青禾县青禾大道1号",
        phone="0500-6000000",
        by=SET_UP,
        at=at,
    )
    founder = replace(SET_UP, organ=root.pk, organs=frozenset({root.pk}))
    county = County(founded_at=at, founder=founder, **_organs(root, founder, at))
    for order, (organ, name, roles, duties, person) in enumerate(POSTS, start=1):
        _staff(county, getattr(county, organ), order, name, roles, duties, person)
    for organ, check, sign in CHAINS:
        operations.set_chain(
            getattr(county, organ),
            checks=[county.posts[check]],
            sign=county.posts[sign],
            by=founder,
            at=at,
        )
    for organ, chair, deputy in GROUPS:
        for post, seat in ((chair, "chair"), (deputy, "deputy")):
            operations.seat_in_group(
                getattr(county, organ),
                post=county.posts[post],
                seat=seat,
                since=county.since,
                by=founder,
                at=at,
            )
    return county


def _organs(root: Organ, founder: Actor, at: datetime) -> dict[str, Organ]:
    organs = {"root": root}
    for attribute, parent, kind, name, short_name in ORGANS:
        organs[attribute] = operations.set_up_organ(
            parent=organs[parent],
            kind=kind,
            name=name,
            short_name=short_name,
            slug=attribute.replace("_", "-"),
            by=founder,
            at=at,
        )
    return organs


def _staff(
    county: County,
    organ: Organ,
    order: int,
    post_name: str,
    roles: list[Role],
    duties: str,
    name: str,
) -> None:
    by, at = county.founder, county.founded_at
    post = operations.create_post(
        organ,
        name=post_name,
        roles=roles,
        leader=bool(duties),
        duties=duties,
        order=order,
        by=by,
        at=at,
    )
    person = operations.take_on(organ=organ, name=name, by=by, at=at)
    operations.appoint(post, person=person, since=county.since, by=by, at=at)
    county.posts[post_name], county.people[name] = post, person
    county.accounts[name] = operations.open_account(
        person, username=USERNAMES[name], password=PASSWORD, by=by, at=at
    )


put_county = Kept(
    found_county, Organ, Post, Person, Account, Appointment, ChainLink, GroupSeat, Entry
)


@pytest.fixture
def county(db: None) -> County:
    """青禾县, founded on 2 January 2024."""
    return put_county()
