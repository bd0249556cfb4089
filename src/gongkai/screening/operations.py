"""Everything that can be done about findings and reviews: one act, one ledger line."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.exemptions import KeepGround
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs.models import Organ
from gongkai.screening.models import Checklist, Finding, Review
from gongkai.screening.queries import KIND_LABELS, STANDARD_QUESTIONS, checklist, find

REVIEW_BASIS = "《政府信息公开条例》第十七条"
PRIVACY_BASIS = "《政府信息公开条例》第十五条；《个人信息保护法》第六条"
JUDGEMENTS = ("fit", "unfit")


class GroundMissing(NotAllowed):
    """A personal datum may stay only on a legal ground."""


def screen(
    subject: str, texts: Mapping[str, str], *, organ: int, by: Actor, at: datetime
) -> list[Finding]:
    """Look through a subject again; answers given before stand, what is gone is marked absent."""
    found = {f.fingerprint: f for f in find(texts)}
    with transaction.atomic():
        known = {f.fingerprint: f for f in Finding.objects.filter(subject=subject)}
        for key, finding in known.items():
            _refresh(finding, found.get(key) is not None, found[key].count if key in found else 0)
        fresh = [
            Finding(
                subject=subject,
                fingerprint=f.fingerprint,
                kind=f.kind,
                place=f.place[:200],
                text=f.text[:200],
                mask=f.mask[:200],
                count=f.count,
            )
            for key, f in found.items()
            if key not in known
        ]
        Finding.objects.bulk_create(fresh)
        if fresh:
            record(
                "screening.screen",
                label="发现个人信息",
                subject=subject,
                by=by,
                at=at,
                organ=organ,
                basis=PRIVACY_BASIS,
                detail={"new": len(fresh), "present": len(found)},
            )
    return fresh


def _refresh(finding: Finding, present: bool, count: int) -> None:
    """A masked number that stands in the text again is open again."""
    changes: dict[str, Any] = {"present": present, "count": count}
    if present and finding.answer == Finding.Answer.MASKED:
        changes |= {"answer": "", "answered_by": None, "answered_at": None}
    Finding.objects.filter(pk=finding.pk).update(**changes)


def keep(
    finding: Finding, *, ground: str, note: str, organ: int, by: Actor, at: datetime
) -> Finding:
    """Let a personal datum stand in public on a legal ground."""
    if ground not in list(KeepGround):
        raise GroundMissing("保留个人信息必须选定公开依据")
    if not KeepGround(ground).covers(finding.kind):
        label = KIND_LABELS[finding.kind]
        raise GroundMissing(f"“{KeepGround(ground).label}”不能作为公开{label}的依据")
    return _answer(
        finding, Finding.Answer.KEPT, ground=ground, note=note, organ=organ, by=by, at=at
    )


def dismiss(finding: Finding, *, note: str, organ: int, by: Actor, at: datetime) -> Finding:
    """Say that a finding is not personal data, and why."""
    if not note.strip():
        raise NotAllowed("请说明为什么这不是个人信息")
    return _answer(finding, Finding.Answer.DISMISSED, note=note, organ=organ, by=by, at=at)


def masked(finding: Finding, *, organ: int, by: Actor, at: datetime) -> Finding:
    """Note that a datum has been masked in the text."""
    return _answer(finding, Finding.Answer.MASKED, organ=organ, by=by, at=at)


def reopen(finding: Finding, *, organ: int, by: Actor, at: datetime) -> Finding:
    """Take an answer back."""
    return _answer(finding, Finding.Answer.OPEN, organ=organ, by=by, at=at)


def _answer(
    finding: Finding,
    answer: Finding.Answer,
    *,
    organ: int,
    by: Actor,
    at: datetime,
    ground: str = "",
    note: str = "",
) -> Finding:
    if not by.roles & {Role.CLERK, Role.CHECKER, Role.SIGNER} or organ not in by.organs:
        raise NotAllowed("您的岗位没有处理个人信息提示的职责")
    with transaction.atomic():
        locked = Finding.objects.select_for_update().get(pk=finding.pk)
        locked.answer, locked.ground, locked.note = answer, ground, note
        locked.answered_by_id = by.person if answer else None
        locked.answered_at = at if answer else None
        locked.save()
        record(
            "screening.answer",
            label=f"{KIND_LABELS[locked.kind]}：{answer.label}",
            subject=locked.subject,
            by=by,
            at=at,
            organ=organ,
            basis=PRIVACY_BASIS,
            reason=note,
            detail={"finding": locked.pk, "answer": answer, "ground": ground},
        )
    return locked


def set_checklist(
    organ: Organ, *, questions: list[dict[str, str]], by: Actor, at: datetime
) -> Checklist:
    """Give an organ a new edition of its checklist; reviews keep the edition they used."""
    if Role.ADMIN not in by.roles or organ.pk not in by.organs:
        raise NotAllowed("只有本机关的管理员可以修改审查清单")
    keys = [q.get("key", "") for q in questions]
    if not questions or len(set(keys)) < len(keys) or not all(q.get("text") for q in questions):
        raise NotAllowed("审查清单至少要有一项，每一项都要写明审查内容，编号不能重复")
    return _new_edition(organ, questions, by, at)


def _new_edition(
    organ: Organ, questions: list[dict[str, str]], by: Actor, at: datetime
) -> Checklist:
    with transaction.atomic():
        last = checklist(organ.pk)
        edition = Checklist.objects.create(
            organ=organ, number=last.number + 1 if last else 1, questions=questions, made_at=at
        )
        record(
            "screening.set_checklist",
            label=f"制定审查清单第{edition.number}版",
            subject=f"organs.organ:{organ.pk}",
            by=by,
            at=at,
            organ=organ.pk,
            basis=REVIEW_BASIS,
        )
    return edition


def review(
    subject: str,
    digest: str,
    *,
    organ: Organ,
    answers: Mapping[str, str],
    content: str,
    timing: str,
    manner: str,
    conclusion: str,
    remark: str = "",
    by: Actor,
    at: datetime,
) -> Review:
    """Write or revise one's review of one exact text; a passed text is never reviewed anew."""
    if Role.CHECKER not in by.roles or organ.pk not in by.organs:
        raise NotAllowed("您的岗位没有“保密审查”的职责")
    if not {content, timing, manner} <= {"", *JUDGEMENTS}:
        raise NotAllowed("内容、时间、方式三项研判只能选“适当”或“不适当”")
    if conclusion and conclusion not in Review.Conclusion.values:
        raise NotAllowed("请从列出的审查结论中选择")
    edition = checklist(organ.pk) or _new_edition(organ, STANDARD_QUESTIONS, by, at)
    asked = {question["key"] for question in edition.questions}
    with transaction.atomic():
        written, _ = Review.objects.update_or_create(
            subject=subject,
            digest=digest,
            person_id=by.someone,
            defaults={
                "checklist": edition,
                "answers": {key: value for key, value in answers.items() if key in asked and value},
                "content": content,
                "timing": timing,
                "manner": manner,
                "conclusion": conclusion,
                "remark": remark,
                "at": at,
            },
        )
        record(
            "screening.review",
            label="填写审查意见",
            subject=subject,
            by=by,
            at=at,
            organ=organ.pk,
            basis=REVIEW_BASIS,
            detail={"digest": digest, "conclusion": conclusion},
        )
    return written
