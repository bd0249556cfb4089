"""What an applicant fills in, checked: who he is, what he wants, how he wants it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings

from gongkai.foi.models import Attachment, Form, Pickup
from gongkai.kernel import sealed_files
from gongkai.kernel.files import Stream
from gongkai.kernel.models import SealedFile
from gongkai.kernel.sealing import blind
from gongkai.law.identifiers import is_identity_number
from gongkai.law.procedure import NotAllowed
from gongkai.law.report_three import ApplicantKind
from gongkai.law.request_events import Channel
from gongkai.text.signature import Kind

MOST_WORDS = 5_000
"""Characters the description may have."""
MOST_FIELD = 200
MOST_PAPERS = 5
PAPERS = frozenset(
    {Kind.PDF, Kind.OFD, Kind.DOC, Kind.DOCX, Kind.WPS, Kind.XLS, Kind.XLSX, Kind.ET}
    | {Kind.PNG, Kind.JPG, Kind.WEBP, Kind.TXT, Kind.CSV}
)
"""Kinds of files taken from the public: papers and pictures, nothing that packs or plays."""
IDENTITY_CARD = "居民身份证"
DOCUMENTS = (IDENTITY_CARD, "护照", "港澳台居民居住证", "统一社会信用代码", "其他证件")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who applies (条例第二十九条): name, identity document, contact, and the agent if any."""

    name: str = ""
    document: str = ""
    document_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    contact_person: str = ""
    agent_name: str = ""
    agent_document: str = ""
    agent_number: str = ""
    agent_phone: str = ""

    @property
    def identified(self) -> bool:
        """Whether name and a way to reach the applicant are given."""
        return bool(self.name and (self.phone or self.email or self.address))

    @property
    def mark(self) -> str:
        """The blind mark of the same applicant: by identity document, else by name and contact."""
        if self.document_number:
            return blind("foi.applicant", _plain(self.document_number))
        if not self.identified:
            return ""
        contact = self.phone or self.email or self.address
        return blind("foi.applicant", f"{_plain(self.name)}|{_plain(contact)}")

    def as_json(self) -> dict[str, Any]:
        """What is sealed; empty parts are left out."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A request as it arrives; never asks what the information is for.

    `offered` are references of published items that were shown while it was written.
    """

    applicant: Applicant
    kind: str
    description: str
    channel: str
    form: str = Form.ELECTRONIC
    pickup: str = Pickup.ONLINE
    arrived_on: date | None = None
    astray: bool = False
    offered: tuple[str, ...] = field(default=())

    def check(self) -> None:
        """Raise NotAllowed with a sentence for what nobody could work with."""
        _one_of(self.kind, ApplicantKind, "请选择申请人类型")
        _one_of(self.channel, Channel, "请选择申请是怎样提交的")
        _one_of(self.form, Form, "请选择想要的形式")
        _one_of(self.pickup, Pickup, "请选择获取信息的途径")
        if not self.description.strip():
            raise NotAllowed("请写明需要的政府信息的名称、文号，或者便于查询的其他特征")
        if len(self.description) > MOST_WORDS:
            raise NotAllowed(f"内容描述最多{MOST_WORDS}字，请写得简明一些，其余可以作为附件提交")
        self._check_applicant()

    def _check_applicant(self) -> None:
        given = self.applicant.as_json()
        if any(len(value) > MOST_FIELD for value in given.values()):
            raise NotAllowed(f"申请人信息每一栏最多{MOST_FIELD}字，请核对")
        number = self.applicant.document_number
        if self.applicant.document == IDENTITY_CARD and not is_identity_number(number):
            raise NotAllowed("居民身份证号码不正确，请核对18位号码")
        if self.channel == Channel.ONLINE and not (self.applicant.identified and number):
            raise NotAllowed("请填写申请人的姓名或者名称、身份证明和联系方式（条例第二十九条）")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that comes with a request: `kind` of `Attachment.Kind`, sender's name, its bytes."""

    kind: str
    name: str
    stream: Stream


def kept(papers: Sequence[Paper], *, at: datetime) -> list[tuple[str, SealedFile]]:
    """Seal the papers; inside the transaction of the act. Raises NotAllowed for what is too much.

    BadFile and TooLarge, which say so in a sentence, come from the file store.
    """
    if len(papers) > MOST_PAPERS:
        raise NotAllowed(f"附件最多{MOST_PAPERS}个，请合并后再提交")
    if any(paper.kind not in Attachment.Kind.values for paper in papers):
        raise NotAllowed("请选择附件是身份证明、授权委托书还是申请材料")
    limit = settings.GONGKAI["max_paper_bytes"]
    return [
        (
            paper.kind,
            sealed_files.keep_sealed(
                paper.stream, name=paper.name, at=at, limit=limit, kinds=PAPERS
            ),
        )
        for paper in papers
    ]


def applicant_from(told: Mapping[str, Any]) -> Applicant:
    """Return the applicant from what was sealed."""
    return Applicant(**told)


def _one_of(value: str, table: Any, sentence: str) -> None:
    if value not in {each.value for each in table}:
        raise NotAllowed(sentence)


def _plain(text: str) -> str:
    """Text as it is compared: without spaces, letters in one case."""
    return "".join(text.split()).upper()
