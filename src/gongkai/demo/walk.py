"""Walking a planned document through the operations, hour by hour."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils.timezone import get_current_timezone
from openpyxl import Workbook

from gongkai.catalogue.models import Column
from gongkai.demo.people import County
from gongkai.demo.plan import Plan
from gongkai.disclosures import access, operations
from gongkai.disclosures.models import Document
from gongkai.disclosures.operations.content import Content, content_of
from gongkai.kernel import files
from gongkai.kernel.actor import CLOCK, Actor
from gongkai.kernel.models import StoredFile
from gongkai.screening import operations as screening
from gongkai.screening import queries as screened
from gongkai.screening.queries import STANDARD_QUESTIONS

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ASSESSMENT: dict[str, Any] = {
    "purpose": "按照规定公示名单，接受群众监督，防止错保、漏保、优亲厚友。",
    "necessity": "不公示姓名和村组，群众无法核对；只列姓名、村组、人数、金额，其他项目都不公开。",
    "risks": "可能被同村人议论，或者被推销、诈骗电话骚扰；不涉及证件号码、账号、电话、病残情况。",
    "measures": "不列证件号码、账号、电话、住址门牌、病残情况和未成年人姓名；公示期满自动撤下；原件留存科室不上网。",
    "conclusion": "measured",
}


class Walk:
    """Walks plans one after another; remembers policies by title, for their interpretations."""

    def __init__(self, county: County, columns: dict[str, Column], now: datetime) -> None:
        self.county = county
        self.columns = columns
        self.now = now
        self.policies: dict[str, Document] = {}

    def go(self, plan: Plan) -> Document:
        """Take one planned document as far as its plan says."""
        at = datetime.combine(plan.formed_on, time(9, 0), get_current_timezone())
        at = min(at, self.now - 8 * HOUR)
        clerk = self.county.clerk_of(plan.organ)
        document = operations.start(
            organ=self.county.organs[plan.organ],
            genre=plan.genre,
            content=self._content(plan, at),
            by=clerk,
            at=at,
            interprets=self.policies.get(plan.interprets),
        )
        if plan.genre == "list":
            self._assess(document, clerk, at)
        if plan.twist == "masked":
            found = screened.open_findings(document.reference)
            document = operations.mask_findings(document, found, seen=1, by=clerk, at=at)
        if plan.genre == "policy":
            self.policies[plan.title] = document
        if plan.twist.startswith("express"):
            return self._express(document, plan, at)
        return self._stop(document, plan, clerk, at)

    def _assess(self, document: Document, clerk: Actor, at: datetime) -> None:
        """The first list of a kind is assessed, the next take that over."""
        column = document.column
        kind = screened.list_kind(column.slug if column else "", document.title, at.date())
        last = screened.last_assessment(document.organ_id, kind.key, document.reference)
        about: dict[str, Any] = {"organ": document.organ_id, "subject": document.reference}
        who: dict[str, Any] = {"title": document.title, "by": clerk, "at": at}
        if last is not None:
            screening.reuse(last, **about, **who)
        elif kind.assessed:
            screening.assess(**about, **who, list_kind=kind.key, **ASSESSMENT)

    def _content(self, plan: Plan, at: datetime) -> Content:
        attachments = (("附表.xlsx", _sheet(plan, at)),) if plan.table else ()
        withheld = plan.stop == "withheld"
        body = plan.body
        if plan.twist in ("personal", "masked"):
            body += "<p>报名联系人手机：13900001111，请在工作时间联系。</p>"
        until = plan.formed_on + timedelta(days=plan.lasts_days) if plan.lasts_days else None
        return Content(
            title=plan.title,
            body=body,
            doc_number=plan.doc_number,
            source=self.county.organs[plan.organ].name,
            summary=plan.title,
            keywords=plan.title[:12],
            formed_on=plan.formed_on,
            display_until=until,
            objection_channel="镇（街道）民政岗位，电话 0999-6000012" if until else "",
            effective_on=plan.formed_on if plan.genre == "policy" else None,
            attribute="closed" if withheld else "active",
            ground="N15" if withheld else "",
            ground_reason="内容是投标单位的报价构成，公开会损害其商业利益，投标单位不同意公开。"
            if withheld
            else "",
            column=self.columns[plan.column],
            attachments=attachments,
        )

    def _stop(self, document: Document, plan: Plan, clerk: Actor, at: datetime) -> Document:
        """Go on until the state in which the plan stops."""
        checker, signer = self.county.chain_of(plan.organ)
        if plan.stop == "drafting":
            return document
        if plan.stop == "discarded":
            return operations.discard(document, by=clerk, at=at + HOUR)
        document = operations.submit(document, by=clerk, at=at + HOUR)
        if plan.stop == "checking":
            return document
        if plan.stop == "returned":
            reason = "检查对象的范围没有写清楚，请补充后再送"
            return operations.return_from_check(
                document, reason=reason, by=checker, at=at + 2 * HOUR
            )
        if plan.stop == "referred":
            reason = "涉及两个部门，能否公开意见不一致，提请县政府办确定"
            return operations.refer(document, reason=reason, by=checker, at=at + 2 * HOUR)
        document = self._checked(document, checker, at + 2 * HOUR)
        if plan.stop == "signing":
            return document
        if plan.stop == "withheld":
            return operations.sign_withholding(document, by=signer, at=at + 4 * HOUR)
        later = self.now + 3 * DAY if plan.stop == "scheduled" else None
        document = operations.sign(document, by=signer, at=at + 4 * HOUR, publish_at=later)
        return document if later else self._public(document, plan, at + 4 * HOUR)

    def _checked(self, document: Document, checker: Actor, at: datetime) -> Document:
        assert document.draft is not None  # noqa: S101 (a submitted document has a text)
        screening.review(
            document.reference,
            document.draft.digest,
            organ=document.organ,
            answers={question["key"]: "ok" for question in STANDARD_QUESTIONS},
            content="fit",
            timing="fit",
            manner="fit",
            conclusion="clear",
            by=checker,
            at=at,
        )
        return operations.pass_check(document, by=checker, at=at)

    def _public(self, document: Document, plan: Plan, at: datetime) -> Document:
        """A policy waits for the interpretation planned with it; both then appear together."""
        if plan.paired:
            return document
        operations.publish_due(by=CLOCK, at=at)
        document = access.visible(self.county.clerk_of(plan.organ)).get(pk=document.pk)
        if document.is_public:
            document = self._afterwards(document, plan, at + 2 * DAY)
        return document

    def _afterwards(self, document: Document, plan: Plan, at: datetime) -> Document:
        clerk = self.county.clerk_of(plan.organ)
        checker, signer = self.county.chain_of(plan.organ)
        at = min(at, self.now - HOUR)
        if plan.lasts_days and plan.stop == "published":
            return self._taken_down(document)
        if plan.stop == "withdrawn":
            reason = "采购结果尚在质疑期内，提前公开，予以撤下"
            return operations.withdraw(document, reason=reason, by=signer, at=at)
        if plan.twist == "repealed":
            return operations.repeal(
                document,
                on=min(self.now - 30 * DAY, self.now).date(),
                reason="所依据的上级文件已经修改，不再适用",
                by=signer,
                at=max(at, self.now - 30 * DAY),
            )
        if plan.twist == "corrected":
            return self._corrected(document, clerk, checker, signer, at)
        return document

    def _taken_down(self, document: Document) -> Document:
        """Lists of persons go by themselves the morning after their posting is over."""
        if document.take_down_on is None:
            return document
        over = datetime.combine(document.take_down_on + DAY, time(0, 5), get_current_timezone())
        return operations.take_down(document, by=CLOCK, at=over) if over < self.now else document

    def _corrected(
        self, document: Document, clerk: Actor, checker: Actor, signer: Actor, at: datetime
    ) -> Document:
        document = operations.begin_correction(
            document,
            reason="第二部分办理时限误写为“七个工作日”，更正为“五个工作日”",
            by=clerk,
            at=at,
        )
        assert document.draft is not None  # noqa: S101 (a public document has a text)
        content = content_of(document.draft)
        body = content.body.replace("在五个工作日内作出答复", "自收到之日起在五个工作日内作出答复")
        document = operations.write(
            document,
            content=replace(content, body=body),
            seen=document.draft.number,
            by=clerk,
            at=at,
            note="更正办理时限",
        )
        document = operations.submit(document, by=clerk, at=at)
        document = self._checked(document, checker, at + HOUR)
        document = operations.sign(document, by=signer, at=at + HOUR)
        operations.publish_due(by=CLOCK, at=at + HOUR)
        return document

    def _express(self, document: Document, plan: Plan, at: datetime) -> Document:
        checker, signer = self.county.chain_of(plan.organ)
        reason = "预警信息须立即发布，分管负责人在现场，来不及逐级办理"
        document = operations.express(document, reason=reason, by=checker, at=at + HOUR)
        operations.publish_due(by=CLOCK, at=at + HOUR)
        document = access.visible(checker).get(pk=document.pk)
        if plan.twist == "express":
            document = operations.countersign(document, by=signer, at=at + 5 * HOUR)
        return document


def _sheet(plan: Plan, at: datetime) -> StoredFile:
    """A small spreadsheet beside a list, as offices attach them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "附表"
    sheet.append([plan.title])
    sheet.append(["说明", "本表与网页所列内容一致，供下载核对"])
    written = BytesIO()
    book.save(written)
    written.seek(0)
    return files.keep(written, name="附表.xlsx", at=at)
