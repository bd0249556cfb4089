"""What can happen to a request for information that its clock depends on, as immutable facts.

Source: 政府信息公开条例 (国务院令第711号) arts. 29-36; 国办函〔2020〕109号 for the fee;
国办公开办函〔2016〕235号 for delivery. Every event has the day it happened on; nothing here
knows the day of today. `request_clock` reads a list of them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """How a request arrives (arts. 29, 31)."""

    IN_PERSON = "in_person"
    ORAL = "oral"
    POST_SIGNED = "post_signed"
    POST_PLAIN = "post_plain"
    ONLINE = "online"
    FAX = "fax"
    EMAIL = "email"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return _CHANNELS[self][0]

    @property
    def needs_confirmation(self) -> bool:
        """Whether only a confirmation with the applicant makes it received (art. 31)."""
        return self not in {Channel.IN_PERSON, Channel.ORAL, Channel.POST_SIGNED}

    @property
    def receipt(self) -> str:
        """Which day counts as the day of receipt, in Chinese."""
        return _CHANNELS[self][1]


_CHANNELS: dict[Channel, tuple[str, str]] = {
    Channel.IN_PERSON: ("当面提交", "提交之日为收到申请之日"),
    Channel.ORAL: ("口头申请", "代为填写的申请提交之日为收到申请之日"),
    Channel.POST_SIGNED: ("邮寄（签收）", "签收之日为收到申请之日"),
    Channel.POST_PLAIN: ("邮寄（平常信函）", "收到当日与申请人确认，确认之日为收到申请之日"),
    Channel.ONLINE: ("网上提交", "双方确认之日为收到申请之日"),
    Channel.FAX: ("传真", "双方确认之日为收到申请之日"),
    Channel.EMAIL: ("电子邮件", "双方确认之日为收到申请之日"),
}


class Way(StrEnum):
    """How a letter is served (国办公开办函〔2016〕235号第一条至第四条; 民事诉讼法第九十条、第九十五条)."""

    DIRECT = "direct"
    ENTRUSTED = "entrusted"
    POST = "post"
    ELECTRONIC = "electronic"
    ANNOUNCED = "announced"
    COURIER = "courier"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return _WAYS[self][0]

    @property
    def counts_from(self) -> str:
        """Which day ends the reply period, in Chinese; for a courier why it may not be used."""
        return _WAYS[self][1]

    @property
    def is_lawful(self) -> bool:
        """Whether a decision may be served this way."""
        return self is not Way.COURIER


_WAYS: dict[Way, tuple[str, str]] = {
    Way.DIRECT: ("直接送达", "申请人签收之日"),
    Way.ENTRUSTED: ("委托其他行政机关代为送达", "申请人签收之日"),
    Way.POST: ("邮寄送达", "交邮之日"),
    Way.ELECTRONIC: ("电子送达", "到达申请人系统之日"),
    Way.ANNOUNCED: ("公告送达", "公告发布之日；公告期满视为送达"),
    Way.COURIER: ("快递", "答复是国家公文，应当交邮政企业寄送，不能交快递企业"),
}


class Party(StrEnum):
    """Whose opinion is asked."""

    THIRD_PARTY = "third_party"
    CO_MAKER = "co_maker"
    OTHER_BODY = "other_body"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return _PARTIES[self][0]

    @property
    def rule(self) -> str:
        """The figure that limits the opinion."""
        return f"gi.{self}"

    @property
    def silence_consents(self) -> bool:
        """Whether no answer in time means consent: only of a co-maker (arts. 32, 34)."""
        return self is Party.CO_MAKER

    @property
    def on_silence(self) -> str:
        """What no answer in time means, in Chinese."""
        return _PARTIES[self][1]


_PARTIES: dict[Party, tuple[str, str]] = {
    Party.THIRD_PARTY: ("第三方", "逾期未提出意见，不视为同意，由本机关依法决定是否公开"),
    Party.CO_MAKER: ("共同制作机关", "逾期未提出意见，视为同意公开"),
    Party.OTHER_BODY: ("其他机关", "逾期未提出意见，由本机关依法决定"),
}


class Opinion(StrEnum):
    """What a consulted party says."""

    CONSENTS = "consents"
    PARTLY = "partly"
    OBJECTS = "objects"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {"consents": "同意公开", "partly": "部分同意公开", "objects": "不同意公开"}[self]


class Abandonment(StrEnum):
    """Why a request is no longer processed."""

    UNCORRECTED = "uncorrected"
    UNPAID = "unpaid"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {
            "uncorrected": "申请人逾期不补正",
            "unpaid": "申请人逾期未缴费",
            "withdrawn": "申请人撤回申请",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened `on` a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Event):
    """The request came; `astray`: first to another unit, `on` is when the office got it."""

    channel: Channel
    astray: bool = False

    @property
    def needs_confirmation(self) -> bool:
        """Whether receipt waits for a confirmation (art. 31; 国办公开办函〔2015〕207号第一条)."""
        return self.astray or self.channel.needs_confirmation


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(Event):
    """Office and applicant confirmed the receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(Event):
    """The one notice of correction was sent; `days` working days are given, None the default."""

    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Event):
    """The corrected request was received; `excuse` is the good reason for being late."""

    excuse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAsked(Event):
    """A letter asking `party` for an opinion was sent; `key` names it within the request."""

    party: Party
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Event):
    """The opinion asked by the letter `key` came in."""

    key: str
    opinion: Opinion


CORRECTION, FEE = "correction", "fee"
"""What `Reached.letter` names besides the keys of consultations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached(Event):
    """A letter reached its receiver: CORRECTION, FEE or the key of a consultation."""

    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Event):
    """The applicant was told of the extension that the head approved; None is the longest."""

    approved_on: date
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNotified(Event):
    """The fee notice was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(Event):
    """The fee was paid in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsAsked(Event):
    """The applicant was asked to explain the number or frequency of requests (art. 35)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsGiven(Event):
    """The applicant explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delayed(Event):
    """The reasons hold; the applicant was told that the reply comes by `until` (art. 35)."""

    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered(Event):
    """The reply was served; `on` is the day that counts for `way`."""

    way: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Abandoned(Event):
    """The request is no longer processed."""

    why: Abandonment
