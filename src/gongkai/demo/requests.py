"""A year of requests for information over three offices, walked through the operations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from itertools import cycle

from gongkai.demo.people import County
from gongkai.demo.request_plan import ANSWERS, PLANS, Plan
from gongkai.foi import operations
from gongkai.foi.models import Request
from gongkai.foi.operations import Applicant, Application, Asked, Draft
from gongkai.kernel.models import SealedFile
from gongkai.law.answers import answer

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUREAUS = {
    "qinghe": ("县政府办公室（政府信息公开工作机构）", "青政依复", "云岭市人民政府"),
    "liuxi": ("党政综合办公室（政府信息公开工作机构）", "青柳依复", "青禾县人民政府"),
    "wanghu": ("党政办公室（政府信息公开工作机构）", "青望依复", "青禾县人民政府"),
}
"""Name, word of the letters, and where reconsideration is sought."""
COURT, ONLINE = "青禾县人民法院", "https://fuyi.example.invalid/"
NAMES = (
    *("周先生", "吴女士", "郑先生", "王女士", "冯先生", "陈女士", "褚先生", "卫女士"),
    *("蒋先生", "沈女士", "韩先生", "杨女士"),
)
FIRMS = {
    "company": "青禾县某建材有限公司",
    "research": "云岭某农业研究所",
    "welfare": "青禾县某助老服务中心",
    "legal": "云岭某律师事务所",
    "other": "青禾县某商会",
}
CORRECTION: Mapping[str, str] = {
    "items": "请写明需要的文件名称、文号，或者写明年份和项目",
    "guidance": "可以在县政府网站的信息公开目录里查到文件名称，也可以来电咨询",
    "period": "自收到本告知书之日起15个工作日",
    "consequence": "无正当理由逾期不补正的，视为放弃申请，本机关不再处理",
    "restart": "答复期限自收到补正的申请之日起计算",
}
REASONS: Mapping[str, str] = {
    "facts": "今年已经提出申请三十余件，明显超过合理范围",
    "questions": "请说明多次申请的理由",
    "period": "自收到本告知书之日起7个工作日",
}
PROOF = "邮政挂号信回执"


def ask(county: County, now: datetime) -> list[Request]:
    """Set up the bureaus, then take every planned request as far as its plan says."""
    for slug, (name, word, above) in BUREAUS.items():
        operations.set_bureau(
            county.organs[slug], name=name, word=word, contact=county.organs[slug].phone,
            reconsideration_organ=above, court=COURT, online_filing=ONLINE,
            account="青禾县财政局非税收入专户", by=county.actors["admin"],
            at=now - 400 * DAY,
        )  # fmt: skip
    people = cycle(NAMES)
    return [_Walk(county, plan, next(people), now).go() for plan in PLANS]


@dataclass
class _Walk:
    """One request on its way; `at` is the moment of the next step."""

    county: County
    plan: Plan
    name: str
    now: datetime

    def __post_init__(self) -> None:
        self.at = self.now - self.plan.days * DAY
        self.clerk = self.county.clerk_of(self.plan.organ)
        self.checker, self.signer = self.county.chain_of(self.plan.organ)

    def later(self, days: int = 1) -> datetime:
        """Go on some days, never beyond now."""
        self.at = min(self.at + days * DAY, self.now - HOUR)
        return self.at

    def go(self) -> Request:
        """Take it in and as far as its end."""
        request = self._taken_in()
        if self.plan.end == "arrived":
            return request
        request = self._registered(request)
        detour = {
            "correct": self._corrected, "consult": self._consulted, "extend": self._extended,
            "excess": self._explained, "charge": self._charged, "search": self._searched,
        }.get(self.plan.detour)  # fmt: skip
        request = detour(request) if detour else request
        return request if self.plan.end == "detour" else self._answered(request)

    def _taken_in(self) -> Request:
        organisation = self.plan.kind != "person"
        applicant = Applicant(
            name=FIRMS[self.plan.kind] if organisation else self.name,
            document="其他证件",
            document_number=f"演示{self.plan.kind}{self.name if not organisation else ''}",
            phone="0999-0000000",
            address="青禾县演示路1号",
            contact_person=self.name if organisation else "",
        )
        by_post = self.plan.channel.startswith("post")
        application = Application(
            applicant=applicant,
            kind=self.plan.kind,
            description=self.plan.wanted,
            channel=self.plan.channel,
            form="paper" if by_post else "electronic",
            pickup="post" if by_post else "email",
        )
        return operations.take_in(
            self.county.organs[self.plan.organ], application, by=self.clerk, at=self.at
        ).request

    def _registered(self, request: Request) -> Request:
        confirmed = request.received_on is None
        step = operations.confirm if confirmed else operations.register
        return step(request, by=self.clerk, at=self.at + HOUR)

    def _corrected(self, request: Request) -> Request:
        request = operations.ask_correction(request, CORRECTION, by=self.clerk, at=self.later(2))
        if self.plan.end == "detour":
            return request
        self._reached(request, "correction")
        if self.plan.code == "A21":
            return request
        return operations.correct(
            request, f"{self.plan.wanted}（2025年）", by=self.clerk, at=self.later(4)
        )

    def _reached(self, request: Request, mark: str) -> None:
        at = self.later(1)
        operations.note_reached(
            request, mark, on=at.date(), way="post", proof=PROOF, by=self.clerk, at=at
        )

    def _consulted(self, request: Request) -> Request:
        asked = Asked(
            party="third_party", name="青禾县某工程队", contact="青禾县演示路9号", parts="报价明细"
        )
        request = operations.consult(request, asked, by=self.clerk, at=self.later(1))
        if self.plan.end == "detour":
            return request
        self._reached(request, "c1")
        opinion = "consents" if self.plan.code == "A2" else "objects"
        words = "" if opinion == "consents" else "报价明细是商业秘密，公开会损害竞争地位"
        return operations.end_consultation(
            request, "c1", opinion, words, by=self.clerk, at=self.later(5)
        )

    def _extended(self, request: Request) -> Request:
        return operations.extend(
            request, reason="需要核对历年档案", by=self.signer, at=self.later(6)
        )

    def _explained(self, request: Request) -> Request:
        facts = "今年第三十余件，内容多数相同"
        request = operations.note_excess(request, facts, by=self.clerk, at=self.later(1))
        request = operations.ask_reasons(request, REASONS, by=self.clerk, at=self.later(1))
        if self.plan.end == "detour":
            return request
        return operations.take_reasons(
            request, "想了解情况", accepted=False, by=self.clerk, at=self.later(4)
        )

    def _charged(self, request: Request) -> Request:
        facts = "今年第三十余件，本次要求复制二百页"
        request = operations.note_excess(request, facts, by=self.clerk, at=self.later(1))
        request = operations.charge(
            request, method="by_page", count=200, by=self.clerk, at=self.later(1)
        )
        if self.plan.end == "detour" and self.plan.code != "A22":
            return request
        self._reached(request, "fee")
        if self.plan.code == "A22":
            return request
        return operations.pay(request, receipt="财票000123", by=self.clerk, at=self.later(5))

    def _searched(self, request: Request) -> Request:
        return operations.search(
            request, places="档案室、公文系统、财政一体化平台", words=self.plan.wanted[:12],
            period="2015年至今", found="没有检索到", by=self.clerk, at=self.later(2),
        )  # fmt: skip

    def _answered(self, request: Request) -> Request:
        if self.plan.code == "A21":
            return operations.close_uncorrected(
                request, facts="至今没有收到补正", by=self.clerk, at=self.later(50)
            )
        if self.plan.code == "A22":
            return operations.close_unpaid(
                request, facts="至今没有缴费", by=self.clerk, at=self.later(60)
            )
        if self.plan.end == "withdrawn":
            return operations.withdraw(
                request, reason="申请人来电，已经从网站上找到", by=self.clerk, at=self.later(2)
            )
        return self._replied(request)

    def _replied(self, request: Request) -> Request:
        chosen = answer(self.plan.code)
        grounds = tuple(row.code for row in chosen.grounds[-1:])
        files = ((self._copy(), chosen.partial),) if chosen.gives_copies else ()
        draft = Draft(
            code=chosen.code,
            grounds=grounds,
            text=ANSWERS[chosen.code],
            discretion="公开会影响正常的行政管理，与申请人权益没有直接关系",
            files=files,
        )
        at = self.later(3)
        operations.write_reply(request, draft, by=self.clerk, at=at)
        if self.plan.end == "spot":
            return operations.answer_on_spot(request, proof="当场签收", by=self.clerk, at=at)
        request = operations.propose(request, by=self.clerk, at=at)
        return self._signed(request, self.plan.end)

    def _copy(self) -> SealedFile:
        text = f"{self.plan.wanted}\n（演示文件）\n".encode()
        return operations.keep_copy(BytesIO(text), name="副本.txt", by=self.clerk, at=self.at)

    def _signed(self, request: Request, end: str) -> Request:
        if end == "reviewing":
            return request
        request = operations.pass_review(
            request, opinion="合法，不涉密", by=self.checker, at=self.later(1)
        )
        if end == "signing":
            return request
        request = operations.sign(request, by=self.signer, at=self.later(1))
        if end == "signed":
            return request
        request = operations.serve(
            request, way="post", proof=PROOF, by=self.clerk, at=self.later(1)
        )
        return operations.file(request, by=self.clerk, at=self.later(3)) if end == "" else request
