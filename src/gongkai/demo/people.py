"""The offices and people of 青禾县, founded by operations; every name is invented."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypedDict

from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.law.roles import LABELS, Role
from gongkai.organs import access, operations
from gongkai.organs.models import Organ, Post

PASSWORD = "qinghe-2026-demo"  # noqa: S105 (printed for everybody who tries the demo)
INSTALLER = Actor(person=None, name="安装程序", roles=frozenset({Role.ADMIN}))
HOURS = "星期一至星期五 8:30—12:00，14:30—17:30（法定节假日除外）"
CLERK, CHECKER, SIGNER = Role.CLERK, Role.CHECKER, Role.SIGNER


class Office(TypedDict, total=False):
    """What the demo says about an organ."""

    slug: str
    parent: str
    kind: str
    name: str
    short_name: str
    credit_code: str
    functions: str
    address: str
    phone: str


OFFICES: tuple[Office, ...] = (
    {"slug": "qinghe", "kind": "county", "name": "青禾县人民政府", "short_name": "青禾县",
     "credit_code": "11990900MB0Q10018G", "address": "青禾县青禾大道1号", "phone": "0999-6000001",
     "functions": "领导全县的经济、教育、科学、文化、卫生、体育、城乡建设和财政、民政、公安、司法行政等行政工作。"},
    {"slug": "xianzhengfuban", "parent": "qinghe", "kind": "department", "name": "县政府办公室",
     "short_name": "县政府办", "address": "青禾县青禾大道1号", "phone": "0999-6000002",
     "functions": "承担县政府日常运转，主管全县政府信息公开和政务公开工作。"},
    {"slug": "liuxi", "parent": "qinghe", "kind": "town", "name": "柳溪镇人民政府",
     "short_name": "柳溪镇", "credit_code": "11990921MB0Q200211", "address": "青禾县柳溪镇振兴路88号",
     "phone": "0999-6000011",
     "functions": "执行本级人民代表大会的决议和上级行政机关的决定，管理本行政区域内的经济、民政、社会救助、"
     "农业农村、生态环境、应急管理等行政工作，为群众提供公共服务。"},
    {"slug": "liuxi-dangzhengban", "parent": "liuxi", "kind": "department", "name": "党政综合办公室",
     "short_name": "党政综合办", "phone": "0999-6000011", "functions": "负责文电、会务、信息公开和督查。"},
    {"slug": "liuxi-bianmin", "parent": "liuxi", "kind": "department", "name": "便民服务中心",
     "short_name": "便民服务中心", "phone": "0999-6000012", "functions": "统一受理和办理面向群众的服务事项。"},
    {"slug": "taoxi", "parent": "liuxi", "kind": "village", "name": "桃溪村村民委员会",
     "short_name": "桃溪村", "address": "柳溪镇桃溪村部", "phone": "0999-6000021",
     "functions": "办理本村的公共事务和公益事业，调解民间纠纷，协助维护社会治安。"},
    {"slug": "heshang", "parent": "liuxi", "kind": "village", "name": "河上村村民委员会",
     "short_name": "河上村", "address": "柳溪镇河上村部", "phone": "0999-6000022",
     "functions": "办理本村的公共事务和公益事业，调解民间纠纷，协助维护社会治安。"},
    {"slug": "wanghu", "parent": "qinghe", "kind": "street", "name": "望湖街道办事处",
     "short_name": "望湖街道", "credit_code": "11990902MB0Q30035M", "address": "青禾县望湖路6号",
     "phone": "0999-6000031",
     "functions": "履行辖区公共服务、公共管理、公共安全职责，指导社区居民委员会开展工作。"},
    {"slug": "hubin", "parent": "wanghu", "kind": "community", "name": "湖滨社区居民委员会",
     "short_name": "湖滨社区", "address": "望湖街道湖滨路20号", "phone": "0999-6000032",
     "functions": "办理本居住地区居民的公共事务和公益事业。"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody in a post: his sign-in name, what the post carries and its division of work."""

    username: str
    name: str
    organ: str
    post: str
    roles: tuple[Role, ...]
    duties: str = ""


HANDS = (
    Hand("chen", "陈守田", "qinghe", "县长", (SIGNER,), "主持县政府全面工作"),
    Hand("liu", "刘青", "qinghe", "副县长", (CHECKER,), "分管政务公开、应急管理工作"),
    Hand("he", "何文", "xianzhengfuban", "县政府办信息员", (CLERK,)),
    Hand("sun", "孙明鉴", "xianzhengfuban", "政务公开科科长", (Role.SUPERVISOR,)),
    Hand("admin", "郑管", "xianzhengfuban", "系统管理员", (Role.ADMIN,)),
    Hand("wang", "王主任", "liuxi", "镇长", (SIGNER,), "主持镇政府全面工作"),
    Hand("zhao", "赵审", "liuxi", "副镇长", (CHECKER,), "分管政务公开工作，联系党政综合办公室"),
    Hand("li", "李办", "liuxi-dangzhengban", "党政综合办信息员", (CLERK,)),
    Hand("feng", "冯巧云", "liuxi-bianmin", "便民服务中心窗口", (Role.WINDOW, CLERK)),
    Hand("lin", "林会计", "taoxi", "桃溪村信息员", (CLERK,)),
    Hand("tian", "田守义", "heshang", "河上村信息员", (CLERK,)),
    Hand("gao", "高远", "wanghu", "办事处主任", (SIGNER,), "主持办事处全面工作"),
    Hand("ma", "马慎", "wanghu", "办事处副主任", (CHECKER,), "分管政务公开、城市管理工作"),
    Hand("qian", "钱来", "wanghu", "街道信息员", (CLERK,)),
    Hand("jin", "金桥", "hubin", "社区信息员", (CLERK,)),
)
CHAINS = {"qinghe": ("liu", "chen"), "liuxi": ("zhao", "wang"), "wanghu": ("ma", "gao")}
"""Who checks and who signs; villages and communities walk the chain of the office above."""


@dataclass
class County:
    """The county as founded: organs by slug, and who acts under which sign-in name."""

    organs: dict[str, Organ]
    actors: dict[str, Actor] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    def chain_of(self, slug: str) -> tuple[Actor, Actor]:
        """Return checker and signer of an organ."""
        office = next(each.slug for each in reversed(self._above(slug)) if each.slug in CHAINS)
        checker, signer = CHAINS[office]
        return self.actors[checker], self.actors[signer]

    def _above(self, slug: str) -> list[Organ]:
        by_key = {organ.pk: organ for organ in self.organs.values()}
        return [by_key[key] for key in self.organs[slug].ancestry]

    def clerk_of(self, slug: str) -> Actor:
        """Return who drafts for an organ."""
        drafts = {"qinghe": "he", "liuxi": "li", "wanghu": "qian"}
        drafts |= {"taoxi": "lin", "heshang": "tian", "hubin": "jin"}
        return self.actors[drafts[slug]]


def found(at: datetime) -> County:
    """Set up every office, post, person, account and chain on one day."""
    organs: dict[str, Organ] = {}
    founder = INSTALLER
    for order, office in enumerate(OFFICES, start=1):
        details = {**office, "order": order, "office_hours": HOURS}
        parent = organs.get(str(details.pop("parent", "")))
        made = operations.set_up_organ(parent=parent, by=founder, at=at, **details)  # type: ignore[arg-type]
        organs[made.slug] = made
        if parent is None:
            founder = replace(INSTALLER, organ=made.pk, organs=frozenset({made.pk}))
    county = County(organs)
    for order, hand in enumerate(HANDS, start=1):
        _engage(county, hand, order, founder, at)
    for slug, (checker, signer) in CHAINS.items():
        _bind(county, slug, county.posts[checker], county.posts[signer], founder, at)
    return county


def _engage(county: County, hand: Hand, order: int, by: Actor, at: datetime) -> None:
    organ = county.organs[hand.organ]
    post = operations.create_post(
        organ,
        name=hand.post,
        roles=hand.roles,
        leader=bool(hand.duties),
        duties=hand.duties,
        order=order,
        by=by,
        at=at,
    )
    person = operations.take_on(organ=organ, name=hand.name, by=by, at=at)
    operations.appoint(post, person=person, since=localdate(at), by=by, at=at)
    account = operations.open_account(
        person, username=hand.username, password=PASSWORD, by=by, at=at
    )
    county.posts[hand.username] = post
    county.actors[hand.username] = access.actor(account, localdate(at))


def _bind(county: County, slug: str, check: Post, sign: Post, by: Actor, at: datetime) -> None:
    organ = county.organs[slug]
    operations.set_chain(organ, checks=[check], sign=sign, by=by, at=at)
    for post, seat in ((sign, "chair"), (check, "deputy")):
        operations.seat_in_group(organ, post=post, seat=seat, since=localdate(at), by=by, at=at)


def logins() -> list[dict[str, str | None]]:
    """Return who can sign in, one a line, the demo's own logins only."""
    return [
        {
            "role": "、".join(LABELS[role] for role in hand.roles),
            "name": f"{hand.name}（{hand.post}）",
            "username": hand.username,
            "password": PASSWORD,
            "totp_secret": None,
        }
        for hand in HANDS
    ]
