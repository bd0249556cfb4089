"""个人信息保护影响评估: made, taken over from last time, kept for three years; kinds of list set."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.figures import Unit
from gongkai.law.procedure import NotAllowed
from gongkai.law.public_lists import ASSESS, TAKE_DOWN, TooLoose, Treatment, treated
from gongkai.law.roles import Role
from gongkai.screening.models import Assessment, ListRule
from gongkai.screening.queries.lists import list_kinds

WRITTEN = {
    "purpose": "公开的目的和依据",
    "necessity": "必要性",
    "risks": "对个人权益的影响和风险",
    "measures": "保护措施",
}
LONGEST_DAYS = 3660


def assess(
    *,
    organ: int,
    subject: str,
    title: str,
    list_kind: str,
    conclusion: str,
    by: Actor,
    at: datetime,
    reused: Assessment | None = None,
    **written: str,
) -> Assessment:
    """Keep an assessment of one list; an earlier one of the same list stays in the files."""
    _allow(organ, by)
    if list_kind not in {row.key for row in list_kinds(localdate(at))}:
        raise NotAllowed("请选择名单种类")
    if conclusion not in Assessment.Conclusion.values:
        raise NotAllowed("请选择评估结论")
    for name, label in WRITTEN.items():
        if not written.get(name, "").strip():
            raise NotAllowed(f"请填写{label}")
    with transaction.atomic():
        made = Assessment.objects.create(
            organ_id=organ,
            subject=subject,
            title=title[:200],
            list_kind=list_kind,
            conclusion=conclusion,
            person_id=by.someone,
            at=at,
            reused=reused,
            **{name: written[name].strip() for name in WRITTEN},
        )
        _note(made, "screening.assessment.make", "个人信息保护影响评估", by, at)
    return made


def reuse(
    last: Assessment, *, organ: int, subject: str, title: str, by: Actor, at: datetime
) -> Assessment:
    """Take last time's assessment over for a list of the same kind; who does so stands for it."""
    if last.organ_id != organ:
        raise NotAllowed("只能沿用本机关的评估")
    return assess(
        organ=organ,
        subject=subject,
        title=title,
        list_kind=last.list_kind,
        conclusion=last.conclusion,
        by=by,
        at=at,
        reused=last,
        **{name: getattr(last, name) for name in WRITTEN},
    )


def delete_assessment(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    """Destroy a record that has been kept long enough and that no later one rests on."""
    _allow(assessment.organ_id, by)
    until = assessment.keep_until
    if localdate(at) <= until:
        day = f"{until.year}年{until.month}月{until.day}日"
        raise NotAllowed(f"评估记录至少保存三年，{day}以前不能删除")
    if assessment.reuses.exists():
        raise NotAllowed("后来的评估沿用了这一份，不能删除")
    with transaction.atomic():
        _note(assessment, "screening.assessment.delete", "销毁影响评估记录", by, at)
        assessment.delete()


def _note(made: Assessment, act: str, label: str, by: Actor, at: datetime) -> None:
    record(
        act,
        label=label,
        subject=f"screening.assessment:{made.pk}",
        by=by,
        at=at,
        organ=made.organ_id,
        basis=ASSESS,
        detail={"of": made.subject, "conclusion": made.conclusion, "reused": made.reused_id},
    )


def _allow(organ: int, by: Actor) -> None:
    if not by.roles & {Role.CLERK, Role.CHECKER} or organ not in by.organs:
        raise NotAllowed("您的岗位没有做影响评估的职责")


def set_list_rule(
    key: str,
    *,
    period: int,
    unit: str,
    assessed: bool,
    longest: int | None = None,
    treatments: Mapping[str, str] | None = None,
    top: int,
    by: Actor,
    at: datetime,
) -> ListRule:
    """Set how long a kind of list stands, whether it is assessed, and what is masked in it.

    `longest` is in days (0: no limit), `treatments` by kind of personal data (None: as the table
    of the law has it); `top` is the first organ.
    """
    if Role.ADMIN not in by.roles or top not in by.organs:
        raise NotAllowed("名单规则由最上级机关的管理员设置")
    kind = next((row for row in list_kinds(localdate(at)) if row.key == key), None)
    if kind is None or not kind.is_setting:
        raise NotAllowed("请选择可以设置的名单种类")
    _judge_rule(period, unit, longest, treatments or {})
    values: dict[str, Any] = {"period": period, "unit": unit, "assessed": assessed}
    values |= {"longest": longest, "treatments": dict(treatments or {})}
    with transaction.atomic():
        rule, _ = ListRule.objects.update_or_create(kind=key, defaults=values | {"set_at": at})
        record(
            "screening.list_rule.set",
            label="设置名单规则",
            subject=f"screening.listrule:{rule.pk}",
            by=by,
            at=at,
            organ=top,
            basis=TAKE_DOWN,
            reason=kind.title,
            detail=values,
        )
    return rule


def _judge_rule(period: int, unit: str, longest: int | None, treatments: Mapping[str, str]) -> None:
    if unit not in (Unit.CD, Unit.WD) or not 0 <= period <= LONGEST_DAYS:
        raise NotAllowed(f"公示期请填 0 至 {LONGEST_DAYS} 之间的天数")
    if longest and not period <= longest <= LONGEST_DAYS:
        raise NotAllowed(f"最长展示天数不能少于公示期，不能超过 {LONGEST_DAYS} 天")
    if not set(treatments.values()) <= set(Treatment):
        raise NotAllowed("请从列出的处理方式中选择")
    try:
        treated({kind: Treatment(how) for kind, how in treatments.items()})
    except TooLoose as why:
        raise NotAllowed(str(why)) from None
