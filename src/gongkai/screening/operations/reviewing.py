"""The checklist of an office and a reviewer's answers about one exact text."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.organs.models import Organ
from gongkai.screening.models import Checklist, Review
from gongkai.screening.queries import STANDARD_QUESTIONS, checklist

REVIEW_BASIS = "《政府信息公开条例》第十七条"
JUDGEMENTS = ("fit", "unfit")


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
