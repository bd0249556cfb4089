"""A document that is made public, as a case."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, cast

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime

from gongkai.catalogue.models import Column
from gongkai.disclosures.models.facts import StoredFacts
from gongkai.kernel.actor import Actor
from gongkai.kernel.case import Case
from gongkai.kernel.kept import verified, verify
from gongkai.law import disclosure as law
from gongkai.organs.models import Organ, Person, Post

if TYPE_CHECKING:
    from gongkai.disclosures.models.version import Version


class Genre(models.TextChoices):
    """What a document is; the form's fields follow it."""

    POLICY = "policy", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    NOTICE = "notice", "公示公告"
    LIST = "list", "名单类公示"
    BUDGET = "budget", "预算决算"
    PLAN = "plan", "规划计划"
    INFORMATION = "information", "一般政府信息"
    RULES = "rules", "公开制度"
    GUIDE = "guide", "公开指南"
    REPORT = "report", "年度报告"
    WARNING = "warning", "预警应急"


OPEN_STATES = ("drafting", "checking", "referred", "signing", "scheduled")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Scopes of documents."""

    def public(self) -> "DocumentQuerySet":
        """Documents that can be read by everybody now."""
        return self.filter(live__isnull=False)

    def tombstones(self) -> "DocumentQuerySet":
        """Documents that were public and are withdrawn."""
        return self.filter(live__isnull=True, withdrawn_at__isnull=False, seq__isnull=False)

    def in_work(self) -> "DocumentQuerySet":
        """Documents somebody still has to do something about."""
        return self.filter(state__in=OPEN_STATES)


def address_of(published_at: datetime, seq: int) -> str:
    """Return the path of a public page: the month of first publication and the number."""
    return path_of(localtime(published_at), seq)


def path_of(day: date, seq: int) -> str:
    """Return the path of a public page by the day, or the local time, of first publication."""
    return f"/xxgk/{day.year}/{day.month:02}/{seq}.html"


def validity_of(
    genre: str,
    repealed_as: str,
    repealed_on: date | None,
    effective_on: date | None,
    expires_on: date | None,
    on: date,
) -> str:
    """Return 有效, 失效, 废止 or 尚未生效 on a day; empty where validity has no meaning."""
    if genre not in (Genre.POLICY, Genre.RULES):
        return ""
    if repealed_on and repealed_on <= on:
        return repealed_as
    if expires_on and expires_on < on:
        return "失效"
    if effective_on and effective_on > on:
        return "尚未生效"
    return "有效"


def _sparse(name: str) -> models.Index:
    """An index of the few rows that have a value: statistics of it say how few."""
    condition = Q(**{f"{name}__isnull": False})
    return models.Index(fields=[name], name=f"document_{name}", condition=condition)


def _differ(left: str, right: str, name: str) -> models.CheckConstraint:
    missing = Q(**{f"{left}__isnull": True}) | Q(**{f"{right}__isnull": True})
    return models.CheckConstraint(name=name, condition=missing | ~Q(**{left: F(right)}))


class Document(Case):
    """A document: `draft` is the text being worked on, `live` the text the public reads.

    The address never changes: it is made of `published_at` and `seq`, given at first publication.
    `column` and `display_until` repeat what the public text says, for indexes.
    """

    procedure = law.PROCEDURE

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="documents", verbose_name="机关")
    department = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name="承办机构"
    )
    genre = models.CharField("类型", max_length=16, choices=Genre.choices)
    drafter = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="拟稿人")
    checker = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="保密审查人"
    )
    signer = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )
    waiting_post = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", verbose_name="待办岗位"
    )
    draft = models.OneToOneField(
        "disclosures.Version", models.PROTECT, null=True, related_name="+", verbose_name="在办文本"
    )
    live = models.OneToOneField(
        "disclosures.Version", models.PROTECT, null=True, related_name="+", verbose_name="公开文本"
    )
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, related_name="documents", verbose_name="栏目"
    )
    doc_number = models.CharField("文号", max_length=64, blank=True)
    opened_at = models.DateTimeField("建稿时间")
    due_on = models.DateField("公开期限", null=True)
    due_provisional = models.BooleanField("期限暂定", default=False)
    publish_at = models.DateTimeField("定时发布", null=True)
    published_at = models.DateTimeField("首次公开时间", null=True)
    revised_at = models.DateTimeField("最近更新时间", null=True)
    display_until = models.DateField("公示截止", null=True)
    take_down_on = models.DateField("公示期最后一天", null=True)
    seq = models.BigIntegerField("公开序号", null=True, unique=True)
    index_number = models.CharField("索引号", max_length=64, null=True, unique=True)
    express_at = models.DateTimeField("紧急公开时间", null=True)
    express_reason = models.TextField("紧急公开理由", blank=True)
    countersigned_at = models.DateTimeField("补签时间", null=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_reason = models.TextField("撤下理由", blank=True)
    correction_reason = models.TextField("更正理由", blank=True)
    returned_reason = models.TextField("退回理由", blank=True)
    repealed_on = models.DateField("失效或废止日期", null=True)
    repealed_as = models.CharField("失效或废止", max_length=8, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name="替代文件"
    )
    interprets = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="interpretations", verbose_name="解读的政策"
    )
    together = models.BooleanField("与政策同步公开", default=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["waiting_post", "due_on"],
                name="document_waiting",
                condition=Q(waiting_post__isnull=False),
            ),
            models.Index(
                fields=["drafter", "due_on"],
                name="document_drafting",
                condition=Q(state="drafting"),
            ),
            models.Index(
                fields=["publish_at"], name="document_scheduled", condition=Q(state="scheduled")
            ),
            models.Index(
                fields=["column", "-published_at"],
                name="document_public",
                condition=Q(live__isnull=False),
            ),
            models.Index(
                fields=["organ", "-published_at"],
                name="document_organ_public",
                condition=Q(live__isnull=False),
            ),
            models.Index(fields=["organ", "state", "-id"], name="document_organ_state"),
            models.Index(
                fields=["genre", "-seq"],
                name="document_genre_public",
                condition=Q(live__isnull=False),
            ),
            *(_sparse(name) for name in ("repealed_on", "interprets", "replaced_by")),
            models.Index(
                fields=["organ", "express_at"],
                name="document_express_open",
                condition=Q(express_at__isnull=False, countersigned_at__isnull=True),
            ),
            models.Index(
                fields=["organ", "display_until"],
                name="document_posted",
                condition=Q(state="published", display_until__isnull=False),
            ),
            models.Index(
                fields=["take_down_on"],
                name="document_take_down",
                condition=Q(live__isnull=False, take_down_on__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            _differ("drafter", "checker", "document_checker_not_drafter"),
            _differ("drafter", "signer", "document_signer_not_drafter"),
            _differ("checker", "signer", "document_signer_not_checker"),
            models.CheckConstraint(
                name="document_state_known", condition=Q(state__in=list(law.PROCEDURE.states))
            ),
            models.CheckConstraint(
                name="document_published_is_live",
                condition=~Q(state="published")
                | Q(
                    live__isnull=False,
                    seq__isnull=False,
                    published_at__isnull=False,
                    index_number__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="document_public_was_signed_by_three",
                condition=~Q(state="published")
                | Q(checker__isnull=False, signer__isnull=False)
                | Q(express_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organ", "doc_number"],
                name="document_number_once",
                condition=~Q(doc_number="") & ~Q(state="discarded"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def facts(self, by: Actor, at: datetime, reason: str = "") -> law.DisclosureFacts:
        """What the procedure asks; see `law.disclosure`."""
        return cast(law.DisclosureFacts, StoredFacts(self, by, at, reason, verify))

    def facts_to_show(self, by: Actor, at: datetime, reason: str = "") -> law.DisclosureFacts:
        """The same for a page: a file that has not changed since it was read is not read again."""
        return cast(law.DisclosureFacts, StoredFacts(self, by, at, reason, verified))

    @property
    def ledger_organ(self) -> int:
        """The ledger line belongs to the document's organ."""
        return self.organ_id

    @property
    def current(self) -> "Version | None":
        """The text in work, else the public one."""
        return self.draft or self.live

    @property
    def title(self) -> str:
        """The title of the current text."""
        return (self.current.title if self.current else "") or "（无标题）"

    @property
    def is_public(self) -> bool:
        """True while everybody can read it."""
        return self.live_id is not None

    @property
    def countersign_open(self) -> bool:
        """True when an express publication still lacks the second signature."""
        return self.express_at is not None and self.countersigned_at is None

    @property
    def address(self) -> str:
        """The path of the public page, never changing; empty before the first publication."""
        return address_of(self.published_at, self.seq or 0) if self.published_at else ""

    def validity(self, on: date) -> str:
        """Return 有效, 失效, 废止 or 尚未生效 on a day; empty where validity has no meaning."""
        version = self.live or self.draft
        if version is None:
            return ""
        dates = (self.repealed_on, version.effective_on, version.expires_on)
        return validity_of(self.genre, self.repealed_as, *dates, on)
