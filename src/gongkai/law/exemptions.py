"""Disclosure attributes, the grounds for not disclosing, and the grounds for keeping a name.

Source: 政府信息公开条例 (GIR) arts. 14-16, 36(7), 37; for personal data 个人信息保护法 (PIPL)
arts. 13, 25, 27, 29. Attributes and end statements: 国办发〔2016〕80号 and local practice.
"""

from dataclasses import dataclass
from enum import StrEnum


class UnknownGround(KeyError):
    """A code that is not in the table."""

    def __init__(self, code: str) -> None:
        super().__init__(f"没有代码为“{code}”的理由")

    def __str__(self) -> str:
        return str(self.args[0])


class Attribute(StrEnum):
    """公开属性, fixed when a document is drafted."""

    ACTIVE = "active"
    ACTIVE_REDACTED = "active_redacted"
    ON_REQUEST = "on_request"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return _ATTRIBUTES[self][0]

    @property
    def statement(self) -> str:
        """The line printed at the end of the document."""
        return _ATTRIBUTES[self][1]

    @property
    def is_public(self) -> bool:
        """Whether a text with this attribute goes to the public, whole or redacted."""
        return self in {Attribute.ACTIVE, Attribute.ACTIVE_REDACTED}

    @property
    def needs_ground(self) -> bool:
        """Whether a coded ground must be given: everything but full disclosure."""
        return self is not Attribute.ACTIVE


_ATTRIBUTES: dict[Attribute, tuple[str, str]] = {
    Attribute.ACTIVE: ("主动公开", "（此件公开发布）"),
    Attribute.ACTIVE_REDACTED: ("删减后公开", "（此件删减后公开）"),
    Attribute.ON_REQUEST: ("依申请公开", "（此件依申请公开）"),
    Attribute.CLOSED: ("不予公开", "（此件不予公开）"),
}


class Force(StrEnum):
    """How strongly the law withholds."""

    MUST_NOT = "must_not"
    MAY = "may"
    OTHER_LAW = "other_law"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"must_not": "不得公开", "may": "可以不予公开", "other_law": "依照其他规定办理"}[
            self
        ]


@dataclass(frozen=True, slots=True)
class Ground:
    """A statutory ground for not disclosing.

    `report_row` is the cell of the annual report (2021 form, table 三) that counts a refusal
    on it. `needs_discretion`: the weighing must be on record (art. 16 says 可以).
    """

    code: str
    label: str
    article: str
    force: Force
    explanation: str
    exception: str
    report_row: str

    @property
    def needs_discretion(self) -> bool:
        """Whether the office had a choice and must record why it used it."""
        return self.force is Force.MAY


@dataclass(frozen=True, slots=True)
class ReserveGround:
    """Why a lawful text is given on request only (依申请公开): outside art. 19 and 20."""

    code: str
    label: str
    article: str
    explanation: str


class KeepGround(StrEnum):
    """A legal ground on which a piece of personal data may stay in a public text.

    Identity numbers, bank cards and private telephone numbers have consent as their only
    ground, and even that is rare.
    """

    PENALTY = "penalty"
    AID_LIST = "aid_list"
    SUBSIDY_LIST = "subsidy_list"
    HOUSING_LIST = "housing_list"
    PUBLIC_LIST = "public_list"
    OFFICIAL_CONTACT = "official_contact"
    APPOINTMENT = "appointment"
    PUBLIC_DUTY = "public_duty"
    TENDER = "tender"
    ALREADY_PUBLIC = "already_public"
    CONSENT = "consent"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return _KEEP[self].label

    @property
    def basis(self) -> str:
        """The law and article."""
        return _KEEP[self].basis

    @property
    def explanation(self) -> str:
        """What may stay on this ground and what may not."""
        return _KEEP[self].explanation

    def covers(self, kind: str) -> bool:
        """Whether a finding of `kind` (`name`, `mobile`, `identity_number`…) may stay on it."""
        kinds = _KEEP[self].kinds
        return not kinds or kind in kinds


@dataclass(frozen=True, slots=True)
class _Keep:
    label: str
    basis: str
    kinds: frozenset[str]
    explanation: str


GROUNDS: tuple[Ground, ...] = (
    Ground(
        "N14a",
        "国家秘密",
        "《政府信息公开条例》第十四条",
        Force.MUST_NOT,
        "依法确定为国家秘密的政府信息。",
        "依法解密后方可公开。",
        "三（三）1",
    ),
    Ground(
        "N14b",
        "法律、行政法规禁止公开",
        "《政府信息公开条例》第十四条",
        Force.MUST_NOT,
        "其他法律或者行政法规明文禁止公开的政府信息，须写明是哪一部法律的哪一条。",
        "",
        "三（三）2",
    ),
    Ground(
        "N14c",
        "可能危及“三安全一稳定”",
        "《政府信息公开条例》第十四条",
        Force.MUST_NOT,
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息。",
        "",
        "三（三）3",
    ),
    Ground(
        "N15",
        "商业秘密、个人隐私等第三方合法权益",
        "《政府信息公开条例》第十五条",
        Force.MUST_NOT,
        "涉及商业秘密、个人隐私等，公开会损害第三方合法权益的政府信息。",
        "第三方同意公开，或者不公开会对公共利益造成重大影响的，予以公开。",
        "三（三）4",
    ),
    Ground(
        "N16a",
        "内部事务信息",
        "《政府信息公开条例》第十六条第一款",
        Force.MAY,
        "人事管理、后勤管理、内部工作流程三类内部事务信息。",
        "法律、法规、规章规定应当公开的，从其规定。",
        "三（三）5",
    ),
    Ground(
        "N16b",
        "过程性信息",
        "《政府信息公开条例》第十六条第二款",
        Force.MAY,
        "履行行政管理职能中形成的讨论记录、过程稿、磋商信函、请示报告四类信息。",
        "法律、法规、规章规定应当公开的，从其规定。",
        "三（三）6",
    ),
    Ground(
        "N16c",
        "行政执法案卷信息",
        "《政府信息公开条例》第十六条第二款",
        Force.MAY,
        "行政执法案卷中的信息。",
        "法律、法规、规章规定应当公开的，从其规定。",
        "三（三）7",
    ),
    Ground(
        "Q36-7",
        "行政查询事项",
        "《政府信息公开条例》第三十六条第七项",
        Force.OTHER_LAW,
        "工商、不动产登记资料等，法律、行政法规对获取另有规定的信息。",
        "按该规定查询。",
        "三（三）8",
    ),
)

RESERVE_GROUNDS: tuple[ReserveGround, ...] = (
    ReserveGround(
        "R19",
        "不属于主动公开范围",
        "《政府信息公开条例》第十九条、第二十七条",
        "不涉及公众利益调整、不需要公众广泛知晓、不需要公众参与决策，也不在法定主动公开的各项之内。",
    ),
    ReserveGround(
        "R27",
        "只涉及特定对象",
        "《政府信息公开条例》第二十七条",
        "只与特定的公民、法人或者其他组织有关，由其申请获取。",
    ),
)

_NAMES = frozenset({"name"})
_CONTACT = frozenset({"landline", "mobile", "email", "name", "address", "social_account"})
_ANY_KIND: frozenset[str] = frozenset()

_KEEP: dict[KeepGround, _Keep] = {
    KeepGround.PENALTY: _Keep(
        "行政处罚决定依法公开",
        "《行政处罚法》第四十八条、《政府信息公开条例》第二十条第六项",
        _NAMES,
        "具有一定社会影响的行政处罚决定。自然人姓名非必要仍应隐去，证件号码、住址、电话一律不留。",
    ),
    KeepGround.AID_LIST: _Keep(
        "社会救助名单依法公示",
        "《社会救助法》、《社会救助暂行办法》",
        _NAMES,
        "低保、特困、临时救助名单可以公示户主姓名、村组、人数、金额；"
        "不得公示证件号码、账号、电话、病残情况和未成年人姓名。",
    ),
    KeepGround.SUBSIDY_LIST: _Keep(
        "财政补贴发放名单依法公示",
        "惠民惠农财政补贴资金管理的有关规定",
        _NAMES,
        "补贴名单可以公示姓名、村组、金额；不得公示证件号码、账号、电话。",
    ),
    KeepGround.HOUSING_LIST: _Keep(
        "住房保障和危房改造名单依法公示",
        "《公共租赁住房管理办法》及农村危房改造的有关规定",
        _NAMES,
        "可以公示姓名、村（社区）、类别；不得公示证件号码、电话、详细住址。",
    ),
    KeepGround.PUBLIC_LIST: _Keep(
        "其他名单依法公示",
        "《个人信息保护法》第十三条第一款第三项",
        _NAMES,
        "法律、法规、规章要求公示的选民、表彰、资助等名单中的姓名；不得公示证件号码、账号、电话、住址。",
    ),
    KeepGround.OFFICIAL_CONTACT: _Keep(
        "公务联系方式",
        "《政府信息公开条例》第二十条第二项",
        _CONTACT,
        "机关职能、办公地址、联系方式、负责人姓名是法定主动公开的内容；"
        "只指办公用的号码、邮箱和账号，私人手机号不在其内。",
    ),
    KeepGround.APPOINTMENT: _Keep(
        "公务员招考录用、人事任免依法公开",
        "《政府信息公开条例》第二十条第十四项",
        _NAMES,
        "招考、录用、任免公告中的姓名；准考证号代替证件号码。",
    ),
    KeepGround.PUBLIC_DUTY: _Keep(
        "执行公务者的姓名",
        "《政府信息公开条例》第二十条、《行政处罚法》第三十九条",
        _NAMES,
        "机关工作人员以职务身份出现的姓名，如签发人、联系人、驻村干部。",
    ),
    KeepGround.TENDER: _Keep(
        "招标采购信息依法公开",
        "《政府采购法》第十一条、《政府信息公开条例》第二十条第九项",
        _CONTACT,
        "采购公告要求载明的联系人、办公电话、中标供应商、评审专家姓名。",
    ),
    KeepGround.ALREADY_PUBLIC: _Keep(
        "本人自行公开或者已依法公开",
        "《个人信息保护法》第十三条第一款第六项、第二十七条",
        frozenset({"name", "landline", "email", "address", "social_account"}),
        "在合理范围内再次使用；本人明确拒绝或者对其权益有重大影响的，不得使用。",
    ),
    KeepGround.CONSENT: _Keep(
        "本人单独同意",
        "《个人信息保护法》第十三条第一款第一项、第二十五条、第二十九条",
        _ANY_KIND,
        "有本人（不满十四周岁的，监护人）单独、书面的同意存卷。",
    ),
}


def ground(code: str) -> Ground:
    """Return the ground for not disclosing with this code. Raises UnknownGround."""
    for row in GROUNDS:
        if row.code == code:
            return row
    raise UnknownGround(code)


def grounds_for(attribute: Attribute) -> tuple[Ground | ReserveGround, ...]:
    """Return the grounds that may support `attribute`, in the order the law tests them.

    ACTIVE needs none; ACTIVE_REDACTED needs one for what is cut out (art. 37); ON_REQUEST
    is either outside the active scope or a text art. 16 allows to hold back; CLOSED needs
    one of arts. 14-16.
    """
    withheld = tuple(row for row in GROUNDS if row.force is not Force.OTHER_LAW)
    if attribute is Attribute.ACTIVE:
        return ()
    if attribute is Attribute.ON_REQUEST:
        return (*RESERVE_GROUNDS, *(row for row in GROUNDS if row.force is not Force.MUST_NOT))
    return withheld


def keep_grounds_for(kind: str) -> tuple[KeepGround, ...]:
    """Return the grounds on which a finding of `kind` may stay in a public text.

    Kinds are those of the screening findings: `name`, `identity_number`, `mobile` and so on.
    """
    return tuple(row for row in KeepGround if row.covers(kind))
