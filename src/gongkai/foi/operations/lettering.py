"""Issuing letters: text, number, freezing; the made files; how each reached somebody."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Attachment, Bureau, Letter, Pickup, Request
from gongkai.foi.models.clock import choices_of
from gongkai.foi.models.letter import digest_of
from gongkai.foi.operations.stepping import day, happened, locked, noted
from gongkai.kernel import sealed_files
from gongkai.kernel.actor import Actor
from gongkai.kernel.models import SealedFile
from gongkai.kernel.numbering import next_number
from gongkai.law import foi as law
from gongkai.law import letters, remedies
from gongkai.law.answers import Answer
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Forum, Remedy
from gongkai.law.request_events import Reached, Way
from gongkai.law.roles import Role

Words = Mapping[str, Any]
"""Part of `law.letters` → its words: a text, the points of a list, the rows of a table."""


class Made(Protocol):
    """A letter as files: what `typeset.letters.make` returns."""

    @property
    def docx(self) -> bytes:
        """To be edited and kept."""
        ...

    @property
    def pdf(self) -> bytes:
        """To be printed and served."""
        ...


def issue(
    request: Request,
    code: str,
    text: Words,
    *,
    by: Actor,
    at: datetime,
    mark: str = "",
    on: date | None = None,
    answer: Answer | None = None,
) -> Letter:
    """Freeze a letter with its number; call it inside the transaction of the act it belongs to.

    `text` maps parts of `law.letters` to words; what the system knows is filled in. Raises
    NotAllowed with the parts that are missing.
    """
    kind, bureau = letters.letter(code), Bureau.objects.filter(organ=request.organ_id).first()
    day_of = on or localdate(at)
    whole = {**common(request, bureau, day_of, answer), **clean(text)}
    kind.check(whole.keys())
    if kind.remedy:
        whole["remedy"] = _remedy(request, bureau, kind, answer, day_of)
    row = Letter(
        request=request,
        number=request.letters.count() + 1,
        code=code,
        mark=mark,
        year=localdate(at).year,
        organ=request.organ_id,
        digest=digest_of(code, whole),
        made_at=at,
        made_by=by.name,
        sent_on=None if kind.decision else on or localdate(at),
    )
    if kind.numbered:
        row.series = bureau.word if bureau else f"{request.organ.short_name}依复"
        row.seq = next_number(request.organ_id, f"foi.letter:{row.series}", row.year)
    row.seal({"text": whole})
    row.save()
    return row


def common(
    request: Request, bureau: Bureau | None, on: date, answer: Answer | None
) -> dict[str, Any]:
    """Return the parts every letter has: to whom, from whom, when, about what, on what basis."""
    name = str(request.applicant.opened().get("name", ""))
    received = f"，{_chinese(request.received_on)}收到" if request.received_on else ""
    wanted = request.wanted.order_by("-number").first()
    asked = wanted.opened()["description"] if wanted else ""
    parts = {
        "addressee": name or "申请人",
        "body": request.organ.name,
        "date": _chinese(on),
        "contact": bureau.contact if bureau else request.organ.phone or "见政府信息公开指南",
        "request": f"申请编号{request.number}{received}。申请内容：{asked}",
        "asked": asked,
    }
    return {**parts, "basis": answer.basis} if answer else parts


def _remedy(
    request: Request, bureau: Bureau | None, kind: letters.Letter, answer: Answer | None, on: date
) -> str:
    """Return the clause a letter ends with. Raises NotAllowed until organ and court are set."""
    key = answer.remedy.value if answer else kind.remedy
    if key not in {each.value for each in Remedy}:
        return remedies.text(key, on)
    if bureau is None:
        raise NotAllowed("还没有设置公开工作机构、行政复议机关和管辖法院，请管理员先设置")
    forum = Forum(bureau.reconsideration_organ, bureau.court, bureau.online_filing)
    online = request.pickup in (Pickup.ONLINE, Pickup.EMAIL)
    ways = choices_of(request.organ_id)
    return remedies.clause(Remedy(key), forum, on, online=online, choices=ways)


def _chinese(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def clean(text: Words) -> dict[str, Any]:
    """Return the words without blanks around them, and without the parts that say nothing."""
    told = {
        part: words.strip() if isinstance(words, str) else words for part, words in text.items()
    }
    return {part: words for part, words in told.items() if words}


def keep_files(letter: Letter, made: Made, *, by: Actor, at: datetime) -> Letter:
    """Keep the made files of a letter, sealed, once. Raises NotAllowed when they are there."""
    with transaction.atomic():
        request = locked(letter.request, by, Role.CLERK, Role.WINDOW, Role.SIGNER)
        letter = Letter.objects.select_for_update().get(pk=letter.pk)
        if letter.pdf_id:
            raise NotAllowed("这份文书的文件已经生成，不能替换")
        name = f"{letter.name}"
        docx = sealed_files.keep_sealed(io.BytesIO(made.docx), name=f"{name}.docx", at=at)
        pdf = sealed_files.keep_sealed(io.BytesIO(made.pdf), name=f"{name}.pdf", at=at)
        letter.docx, letter.pdf = docx, pdf
        letter.save(update_fields=["docx", "pdf"])
        noted(
            request, "keep_letter", "生成文书", basis=law.SERVICE, by=by, at=at,
            detail={"letter": letter.code, "number": letter.number, "digest": letter.digest},
        )  # fmt: skip
    return letter


def prove(letter: Letter, way: Way, proof: str, *, at: datetime, file: SealedFile | None) -> None:
    """Write down how a letter goes and the proof of it; part of the act that serves it."""
    letter.way = way
    letter.seal({**letter.opened(), "proof": proof.strip()})
    letter.proof = file
    letter.save(update_fields=["way", "sealed", "key_number", "proof"])
    if file is not None:
        kind = Attachment.Kind.PROOF
        Attachment.objects.create(request=letter.request, kind=kind, file=file, at=at)


def note_reached(
    request: Request,
    mark: str,
    *,
    on: date,
    way: str,
    proof: str,
    by: Actor,
    at: datetime,
    file: SealedFile | None = None,
) -> Request:
    """Write down that the notice of correction, the fee notice or a consultation arrived.

    Its receiver's period runs from that day; without a proof nothing is taken as arrived.
    """
    if way not in {each.value for each in Way}:
        raise NotAllowed("请选择送达方式")
    if not Way(way).is_lawful:
        raise NotAllowed(Way(way).counts_from)
    if not proof.strip():
        raise NotAllowed("请登记送达凭证")
    with transaction.atomic():
        request = locked(request, by, *law.DESK)
        happened(request, Reached(on=day(on, at), letter=mark), by=by, at=at)
        letter = request.letters.filter(mark=mark).latest("number")
        prove(letter, Way(way), proof, at=at, file=file)
        letter.reached_on = on
        letter.save(update_fields=["reached_on"])
        noted(
            request, "note_reached", "登记送达", basis=law.SERVICE, by=by, at=at,
            detail={"letter": mark, "on": on.isoformat(), "way": way},
        )  # fmt: skip
    return request
