"""清理: open a round, decide document by document, close it and draft the result list."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.html import escape
from django.utils.timezone import localdate

from gongkai.catalogue.models import Column
from gongkai.disclosures.models import CleanUp, Document, Genre, Verdict
from gongkai.disclosures.operations.afterwards import repeal
from gongkai.disclosures.operations.content import Content
from gongkai.disclosures.operations.drafting import start
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.disclosure import CURRENT
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs.models import Organ


def _allow(organ: int, by: Actor, *roles: Role) -> None:
    if not by.roles & set(roles) or organ not in by.organs:
        raise NotAllowed("您的岗位没有办理文件清理的职责")


def open_clean_up(organ: Organ, *, title: str, by: Actor, at: datetime) -> CleanUp:
    """Open a round; an organ has one at a time."""
    _allow(organ.pk, by, Role.CLERK, Role.SIGNER)
    if not title.strip():
        raise NotAllowed("请填写清理的名称，例如“2026年规范性文件清理”")
    try:
        with transaction.atomic():
            made = CleanUp.objects.create(organ=organ, title=title.strip(), opened_at=at)
            _note(made, "开始文件清理", by, at)
    except IntegrityError:
        raise NotAllowed("这个机关还有一次清理没有结束，请先结束它") from None
    return made


def decide(
    clean_up: CleanUp, document: Document, *, decision: str, reason: str, by: Actor, at: datetime
) -> Verdict:
    """Decide about one document; a later decision in the same round replaces the earlier one."""
    _allow(clean_up.organ_id, by, Role.CLERK, Role.SIGNER)
    if clean_up.closed_at is not None:
        raise NotAllowed("这次清理已经结束")
    if decision not in Verdict.Decision.values:
        raise NotAllowed("请选择“继续有效”“拟修改”或者“废止”")
    if document.organ_id != clean_up.organ_id or document.genre not in (Genre.POLICY, Genre.RULES):
        raise NotAllowed("只能清理本机关的政策文件和公开制度")
    if not reason.strip():
        raise NotAllowed("请写明理由")
    with transaction.atomic():
        verdict, _ = Verdict.objects.update_or_create(
            clean_up=clean_up,
            document=document,
            defaults={"decision": decision, "reason": reason, "person_id": by.someone, "at": at},
        )
        _note(clean_up, f"清理：{verdict.get_decision_display()}", by, at, document=document.pk)
    return verdict


def close_clean_up(
    clean_up: CleanUp, *, column: Column | None, drafter: Actor, by: Actor, at: datetime
) -> CleanUp:
    """Apply every verdict, draft the result list in the drafter's name and close the round."""
    _allow(clean_up.organ_id, by, Role.SIGNER)
    with transaction.atomic():
        locked = CleanUp.objects.select_for_update().get(pk=clean_up.pk)
        if locked.closed_at is not None:
            raise NotAllowed("这次清理已经结束")
        verdicts = list(locked.verdicts.select_related("document__live").order_by("id"))
        if not verdicts:
            raise NotAllowed("还没有对任何文件作出处理，不能结束清理")
        on = localdate(at)
        for verdict in verdicts:
            _apply(verdict, on, by, at)
        locked.result = start(
            organ=locked.organ,
            genre=Genre.NOTICE,
            content=_result(locked, verdicts, column, on),
            by=drafter,
            at=at,
            note="文件清理结果",
        )
        locked.closed_at = at
        locked.save(update_fields=["result", "closed_at"])
        _note(locked, "结束文件清理", by, at, documents=len(verdicts))
    return locked


def _apply(verdict: Verdict, on: date, by: Actor, at: datetime) -> None:
    document = verdict.document
    if verdict.decision != Verdict.Decision.REPEAL or document.repealed_on:
        return
    repeal(document, on=on, reason=verdict.reason, by=by, at=at)


def _result(clean_up: CleanUp, verdicts: list[Verdict], column: Column | None, on: date) -> Content:
    rows = "".join(
        f"<tr><td>{number}</td><td>{escape(v.document.title)}</td>"
        f"<td>{escape(v.document.doc_number)}</td><td>{v.get_decision_display()}</td>"
        f"<td>{escape(v.reason)}</td></tr>"
        for number, v in enumerate(verdicts, start=1)
    )
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("序号", "文件名称", "文号", "处理", "理由")
    )
    body = (
        f"<p>{escape(clean_up.organ.name)}对本机关政策文件进行了清理，现将结果公布如下。</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return Content(title=f"{clean_up.title}结果", body=body, formed_on=on, column=column)


def _note(clean_up: CleanUp, label: str, by: Actor, at: datetime, **detail: int) -> None:
    record(
        "disclosures.clean_up",
        label=label,
        subject=f"disclosures.cleanup:{clean_up.pk}",
        by=by,
        at=at,
        organ=clean_up.organ_id,
        basis=CURRENT,
        detail=dict(detail),
    )
