"""Short ways to a request in the state a test needs, by the product's own operations."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from gongkai.foi import operations
from gongkai.foi.models import Bureau, Request
from gongkai.foi.operations import Applicant, Application, Asked, Draft, Paper, Submitted
from gongkai.kernel import sealed_files
from gongkai.kernel.actor import Actor
from gongkai.kernel.models import SealedFile
from gongkai.law.answers import answer
from gongkai.law.letter_contents import contents
from gongkai.organs.models import Organ
from tests.people import CHINA, County

AT = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
DAY = timedelta(days=1)
IDENTITY = "110101199003074258"
TOKEN = "a-random-text-of-the-form-1"
HOME_ADDRESS = "203.0.113.7"
ZHOU = {
    "name": "周先生",
    "document": "居民身份证",
    "document_number": IDENTITY,
    "phone": "13900000001",
    "address": "青禾县柳溪镇桃溪村8号",
}
WANTED = "柳溪镇2025年农村危房改造补助对象名单和发放金额"
WAY, PROOF = "post", "挂号信 XA12345678901"
CORRECTION = {
    "items": "请写明需要哪一年的名单",
    "guidance": "可以写明年份或者文号",
    "period": "自收到之日起15个工作日",
    "consequence": "逾期不补正的，视为放弃申请",
    "restart": "答复期限自收到补正之日起计算",
}
REASONS = {"facts": "本月第12件", "questions": "为什么申请", "period": "7个工作日"}


def at(on: date, hour: int = 9) -> datetime:
    """A moment of a day in China."""
    return datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)


def kept(data: bytes = b"a,b\n1,2\n", name: str = "a.csv") -> SealedFile:
    return sealed_files.keep_sealed(BytesIO(data), name=name, at=AT)


def paper(data: bytes = b"a,b\n1,2\n", name: str = "a.csv", kind: str = "paper") -> Paper:
    return Paper(kind, name, BytesIO(data))


@dataclass
class Office:
    """柳溪镇: 李办 handles, 冯综 sits at the window, 赵审 reviews, 王主任 signs."""

    county: County

    def actor(self, name: str, on: date | None = None) -> Actor:
        return self.county.actor(name, on or AT.date())

    @property
    def clerk(self) -> Actor:
        return self.actor("李办")

    def bureau(self, organ: Organ | None = None, **over: Any) -> Bureau:
        given: dict[str, Any] = {
            "name": "党政综合办公室",
            "word": "青柳依复",
            "contact": "党政综合办公室，0500-6000001",
            "reconsideration_organ": "青禾县人民政府",
            "court": "青禾县人民法院",
            "online_filing": "https://example.invalid/fuyi",
            "account": "县财政专户",
        }
        admin = self.actor("韩管")
        return operations.set_bureau(organ or self.county.liuxi, by=admin, at=AT, **given | over)

    @property
    def window(self) -> Actor:
        return self.actor("冯综")

    @property
    def checker(self) -> Actor:
        return self.actor("赵审")

    @property
    def signer(self) -> Actor:
        return self.actor("王主任")

    def application(self, **over: Any) -> Application:
        who = {**ZHOU, **over.pop("applicant", {})}
        given: dict[str, Any] = {
            "applicant": Applicant(**who),
            "kind": "person",
            "description": WANTED,
            "channel": "in_person",
        }
        return Application(**given | over)

    def taken_in(self, when: datetime = AT, **over: Any) -> Submitted:
        return operations.take_in(
            self.county.liuxi, self.application(**over), by=self.window, at=when
        )

    def submitted(self, when: datetime = AT, token: str = TOKEN, **over: Any) -> Submitted:
        return operations.submit(
            self.county.liuxi,
            self.application(channel="online", **over),
            token=token,
            address=HOME_ADDRESS,
            at=when,
        )

    def handled(self, when: datetime = AT, **over: Any) -> Request:
        request = self.taken_in(when, **over).request
        return operations.register(request, by=self.clerk, at=when)

    def correcting(self, when: datetime = AT, **over: Any) -> Request:
        request = self.handled(when, **over)
        return operations.ask_correction(request, CORRECTION, by=self.clerk, at=when)

    def consulting(self, when: datetime = AT, party: str = "third_party", **over: Any) -> Request:
        return self.consult(self.handled(when, **over), when, party)

    def consult(self, request: Request, when: datetime = AT, party: str = "third_party") -> Request:
        asked = Asked(party=party, name="某某建材商行", contact="柳溪镇街口1号", parts="报价清单")
        return operations.consult(request, asked, by=self.clerk, at=when)

    def excessive(self, when: datetime = AT, **over: Any) -> Request:
        request = self.handled(when, **over)
        return operations.note_excess(request, "本月第12件", by=self.clerk, at=when)

    def explaining(self, when: datetime = AT, **over: Any) -> Request:
        request = self.excessive(when, **over)
        return operations.ask_reasons(request, REASONS, by=self.clerk, at=when)

    def draft(self, code: str = "A2", **over: Any) -> Draft:
        chosen = answer(code)
        asked = contents(chosen.letter_id, chosen)
        text = {part.key: f"{part.name}：略" for part in asked if part.required}
        given: dict[str, Any] = {
            "code": code,
            "grounds": tuple(row.code for row in chosen.grounds[:1]),
            "text": {**text, "reasons": "经查，信息可以公开"},
            "discretion": "公开将影响工作",
        }
        return Draft(**given | over)

    def written(self, request: Request, code: str = "A2", when: datetime = AT, **over: Any) -> None:
        operations.write_reply(request, self.draft(code, **over), by=self.clerk, at=when)

    def proposed(
        self, request: Request | None = None, code: str = "A2", when: datetime = AT, **over: Any
    ) -> Request:
        request = request or self.handled(when)
        self.written(request, code, when, **over)
        return operations.propose(request, by=self.clerk, at=when)

    def reviewed(self, request: Request | None = None, code: str = "A2", **over: Any) -> Request:
        request = self.proposed(request, code, **over)
        return operations.pass_review(request, by=self.checker, at=over.get("when", AT))

    def signed(self, request: Request | None = None, code: str = "A2", **over: Any) -> Request:
        request = self.reviewed(request, code, **over)
        return operations.sign(request, by=self.signer, at=over.get("when", AT))

    def served(self, request: Request | None = None, code: str = "A2", **over: Any) -> Request:
        request = self.signed(request, code, **over)
        return operations.serve(
            request, way=WAY, proof=PROOF, by=self.clerk, at=over.get("when", AT)
        )
