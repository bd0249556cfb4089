"""What the county has written: every document with its day, its text and how far it got."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from gongkai.demo import texts
from gongkai.law.workdays import WorkCalendar

REPLY_WORKDAYS = 20
VILLAGES = {"liuxi": ("桃溪村", "河上村", "柳溪街社区"), "wanghu": ("湖滨社区", "望湖社区")}
NAMES = {
    "qinghe": "青禾县人民政府",
    "liuxi": "柳溪镇人民政府",
    "wanghu": "望湖街道办事处",
    "taoxi": "桃溪村村民委员会",
    "heshang": "河上村村民委员会",
    "hubin": "湖滨社区居民委员会",
}
SHORT = {"qinghe": "青禾县", "liuxi": "柳溪镇", "wanghu": "望湖街道"}
PREFIX = {"qinghe": "青政", "liuxi": "柳政", "wanghu": "望办"}
MATTERS = {
    "qinghe": ("农村饮水安全", "城区停车管理", "政务服务便民化", "防汛抗旱", "农产品质量安全",
               "校园周边环境整治", "基层政务公开标准化规范化", "高标准农田建设"),
    "liuxi": ("农村人居环境整治", "农村宅基地审批管理", "困难群众临时救助", "农村公益性岗位管理",
              "秸秆综合利用", "集镇停车管理"),
    "wanghu": ("老旧小区改造", "社区养老服务", "生活垃圾分类", "沿街商铺油烟治理", "社区工作者管理"),
}  # fmt: skip
PROJECTS = {"liuxi": "柳溪河治理二期工程", "wanghu": "望湖路雨污分流改造工程"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One document: whose, what, when formed, and the state it stops in."""

    organ: str
    genre: str
    title: str
    body: str
    column: str
    formed_on: date
    stop: str = "published"
    doc_number: str = ""
    lasts_days: int = 0
    table: bool = False
    twist: str = ""
    interprets: str = ""
    paired: bool = False


def plans(today: date, calendar: WorkCalendar) -> list[Plan]:
    """Return every document of the county, the oldest first."""
    chance = Random(20261120)
    found = [
        *_monthly(today, chance),
        *_posted_now(today, chance),
        *_policies(today, chance),
        *_money(today, chance),
        *_villages(today, chance),
        *_standing(today),
        *_kept_back(today),
        *_open(today, calendar, chance),
    ]
    past = [plan for plan in found if plan.formed_on <= today]
    return sorted(past, key=lambda plan: plan.formed_on)


def _months_back(today: date, count: int) -> Iterator[date]:
    """Yield the 10th of the last months, the latest first, none later than a week ago."""
    day = (today - timedelta(days=9)).replace(day=1)
    for _ in range(count):
        yield day.replace(day=8)
        day = (day - timedelta(days=1)).replace(day=1)


def _monthly(today: date, chance: Random) -> Iterator[Plan]:
    for slug in ("liuxi", "wanghu"):
        organ, short, villages = NAMES[slug], SHORT[slug], VILLAGES[slug]
        for on in _months_back(today, 14):
            if on > today - timedelta(days=4):
                continue
            month = f"{on.year}年{on.month}月"
            yield Plan(
                organ=slug, genre="list", title=f"{short}{month}新增最低生活保障对象公示",
                body=texts.allowance_list(organ, villages, on, chance), column="social-assistance",
                formed_on=on, lasts_days=7, table=True,
            )  # fmt: skip
            yield Plan(
                organ=slug, genre="list", title=f"{short}{month}临时救助情况公示",
                body=texts.relief_list(organ, villages, on, chance), column="social-assistance",
                formed_on=on + timedelta(days=1), lasts_days=7,
            )  # fmt: skip
            yield Plan(
                organ=slug, genre="information", title=f"{short}{month}安全生产检查情况",
                body=texts.inspection(organ, "安全生产", on, chance), column="work-safety",
                formed_on=on + timedelta(days=2),
            )  # fmt: skip
            yield Plan(
                organ=slug, genre="information", title=f"{PROJECTS[slug]}{month}进展情况",
                body=texts.project(organ, PROJECTS[slug], on, chance), column="projects",
                formed_on=on + timedelta(days=3),
            )  # fmt: skip


def _posted_now(today: date, chance: Random) -> Iterator[Plan]:
    """Lists still open for objection on the day the county is built."""
    for slug, days in (("liuxi", 2), ("wanghu", 5)):
        on = today - timedelta(days=days)
        yield Plan(
            organ=slug, genre="list", title=f"{SHORT[slug]}{on.year}年乡村公益性岗位拟聘人员公示",
            body=texts.appointment_list(NAMES[slug], VILLAGES[slug], on, chance),
            column="employment", formed_on=on, lasts_days=9,
        )  # fmt: skip


def _policies(today: date, chance: Random) -> Iterator[Plan]:
    for slug, matters in MATTERS.items():
        on = today - timedelta(days=400)
        for serial, matter in enumerate(matters, start=1):
            title = f"{NAMES[slug]}关于做好{matter}工作的通知"
            number = f"{PREFIX[slug]}〔{on.year}〕{serial * 3}号"
            policy = Plan(
                organ=slug, genre="policy", title=title, doc_number=number, formed_on=on,
                body=texts.policy(NAMES[slug], matter, on, chance), column="normative-documents",
                twist={2: "corrected", 4: "repealed"}.get(serial, ""), paired=bool(serial % 2),
            )  # fmt: skip
            yield policy
            if serial % 2:
                yield Plan(
                    organ=slug, genre="interpretation", title=f"《{title}》政策解读",
                    body=texts.interpretation(title, matter, on), column="interpretations",
                    formed_on=on, interprets=title,
                )  # fmt: skip
            on += timedelta(days=44)


def _money(today: date, chance: Random) -> Iterator[Plan]:
    for slug, organ in (
        ("qinghe", "青禾县人民政府办公室"),
        ("liuxi", NAMES["liuxi"]),
        ("wanghu", NAMES["wanghu"]),
    ):
        for year in (today.year - 1, today.year):
            for settled, column, on in (
                (False, "budgets", date(year, 2, 6)),
                (True, "accounts", date(year, 9, 3)),
            ):
                money = year - 1 if settled else year
                word = "决算" if settled else "预算"
                yield Plan(
                    organ=slug, genre="budget", title=f"{organ}{money}年部门{word}",
                    body=texts.budget(organ, money, on, chance, settled), column=column,
                    formed_on=on, table=True,
                )  # fmt: skip
    for slug in ("liuxi", "wanghu"):
        on = today - timedelta(days=150)
        yield Plan(
            organ=slug, genre="list", title=f"{SHORT[slug]}{on.year}年耕地地力保护补贴公示",
            body=texts.subsidy_list(NAMES[slug], VILLAGES[slug], on, chance), column="subsidies",
            formed_on=on, lasts_days=10, table=True,
        )  # fmt: skip


def _villages(today: date, chance: Random) -> Iterator[Plan]:
    for slug in ("taoxi", "heshang", "hubin"):
        for back in range(5):
            on = today - timedelta(days=20 + back * 91)
            quarter = (on.month - 1) // 3 + 1
            name = NAMES[slug].removesuffix("村民委员会").removesuffix("居民委员会")
            word = "居务" if slug == "hubin" else "村务"
            yield Plan(
                organ=slug, genre="notice", title=f"{name}{on.year}年第{quarter}季度{word}公开",
                body=texts.village_affairs(NAMES[slug], quarter, on, chance),
                column="public-notices", formed_on=on, table=True,
            )  # fmt: skip


def _standing(today: date) -> Iterator[Plan]:
    start = today - timedelta(days=420)
    for slug, short in SHORT.items():
        organ = NAMES[slug]
        guide = texts.notice(organ, "政府信息公开的范围、方式和申请办法", start)
        rules = texts.notice(organ, "政府信息公开保密审查、依申请公开办理和责任追究制度", start)
        plan = texts.notice(organ, "全年重点工作安排", start)
        report = texts.notice(organ, f"{start.year}年政府信息公开工作", start)
        number = f"{PREFIX[slug]}〔{start.year}〕2号"
        yield Plan(organ=slug, genre="guide", title=f"{organ}政府信息公开指南", body=guide,
                   column="guide", formed_on=start)  # fmt: skip
        yield Plan(organ=slug, genre="rules", title=f"{short}政府信息公开保密审查制度", body=rules,
                   column="rules", formed_on=start, doc_number=number)  # fmt: skip
        yield Plan(organ=slug, genre="plan", title=f"{short}{start.year}年工作要点", body=plan,
                   column="plans", formed_on=start + timedelta(days=3))  # fmt: skip
        yield Plan(organ=slug, genre="report", title=f"{organ}{start.year}年政府信息公开工作年度报告",
                   body=report, column="annual-reports",
                   formed_on=start + timedelta(days=9))  # fmt: skip
    for slug in ("liuxi", "wanghu"):
        on = today - timedelta(days=130)
        yield Plan(organ=slug, genre="information", title=f"{SHORT[slug]}最低生活保障怎么申请",
                   body=texts.allowance_guide(NAMES[slug], on), column="social-assistance",
                   formed_on=on)  # fmt: skip
        on = today - timedelta(days=60)
        yield Plan(organ=slug, genre="notice", title=f"{SHORT[slug]}村庄规划草案公示",
                   body=texts.notice(NAMES[slug], "村庄规划草案", on), column="public-notices",
                   formed_on=on, lasts_days=30)  # fmt: skip
    storm = today - timedelta(days=140)
    yield Plan(organ="liuxi", genre="warning", title="柳溪河洪水预警和转移通知",
               body=texts.warning(NAMES["liuxi"], storm), column="plans-and-warnings",
               formed_on=storm, twist="express")  # fmt: skip


def _kept_back(today: date) -> Iterator[Plan]:
    """What stands in the register: withheld long ago, and published with masked numbers."""
    for slug, matter, days in (
        ("liuxi", "镇区农贸市场改造招标控制价测算", 420),
        ("liuxi", "村级后备干部考察材料整理", 200),
        ("wanghu", "沿街商铺拆迁补偿个案协商", 396),
    ):
        on = today - timedelta(days=days)
        yield Plan(
            organ=slug, genre="notice", title=f"关于{matter}的情况", column="public-notices",
            body=texts.notice(NAMES[slug], matter, on), formed_on=on, stop="withheld",
        )  # fmt: skip
    for slug, days in (("liuxi", 75), ("wanghu", 410)):
        on = today - timedelta(days=days)
        yield Plan(
            organ=slug, genre="notice", title=f"{SHORT[slug]}秋季技能培训报名通知",
            column="employment", body=texts.notice(NAMES[slug], "秋季技能培训报名", on),
            formed_on=on, twist="masked",
        )  # fmt: skip


def _open(today: date, calendar: WorkCalendar, chance: Random) -> Iterator[Plan]:
    """Documents still in work, so that every page of the desk has something to show."""
    for slug in ("liuxi", "wanghu", "qinghe"):
        for number, (matter, stop, left) in enumerate(IN_WORK, start=1):
            formed = calendar.add_workdays(today, left - REPLY_WORKDAYS)
            plan = Plan(
                organ=slug, genre="notice", title=f"关于{matter}的公告", column="public-notices",
                body=texts.notice(NAMES[slug], matter, formed), formed_on=formed, stop=stop,
            )  # fmt: skip
            yield replace(plan, twist="personal") if number == 1 else plan
    allowance = calendar.add_workdays(today, -REPLY_WORKDAYS)
    yield Plan(
        organ="liuxi", genre="list", title=f"柳溪镇{today.year}年{allowance.month}月低保对象动态调整公示",
        body=texts.allowance_list(NAMES["liuxi"], VILLAGES["liuxi"], allowance, chance),
        column="social-assistance", formed_on=allowance, stop="signing", lasts_days=40, table=True,
    )  # fmt: skip
    recent = today - timedelta(days=1)
    yield Plan(
        organ="liuxi", genre="warning", title="寒潮和道路结冰预警提示", column="plans-and-warnings",
        body=texts.notice(NAMES["liuxi"], "寒潮和道路结冰防范", recent), formed_on=recent,
        twist="express-open",
    )  # fmt: skip


IN_WORK = (
    ("农村公路养护招标", "drafting", 2),
    ("冬季供水管网检修停水", "drafting", 0),
    ("集中开展燃气安全排查", "returned", -1),
    ("便民服务中心调整办公时间", "checking", 1),
    ("公共租赁住房配租结果", "checking", 5),
    ("农贸市场改造期间临时经营", "signing", 3),
    ("冬春农田水利建设安排", "scheduled", 8),
    ("某工程投标单位商业报价", "withheld", 6),
    ("路灯维护合同采购结果", "withdrawn", 4),
    ("重复起草的会议通知", "discarded", 12),
    ("跨部门联合执法检查", "referred", 7),
)
"""Matter, the state it stops in, and working days left until it must be public."""
