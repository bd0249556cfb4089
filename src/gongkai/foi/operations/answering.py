"""The search, the text of the reply, its review and signature, and how it is served."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Letter, Reply, ReplyFile, Request, Search
from gongkai.foi.operations.ending import ended
from gongkai.foi.operations.lettering import Words, clean, issue, prove
from gongkai.foi.operations.stepping import NO_DUTY, day, locked, noted, stepped
from gongkai.kernel import sealed_files
from gongkai.kernel.actor import Actor
from gongkai.kernel.files import Stream
from gongkai.kernel.models import SealedFile
from gongkai.law import foi as law
from gongkai.law.answers import UnknownAnswer, answer
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_events import Delivered, Way
from gongkai.organs import queries as organs


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the clerk writes: type of answer, its grounds, the parts of the letter.

    `discretion` says why what may be withheld is withheld (条例第十六条). `files` are given with
    the reply, the second of each pair says whether it is a masked copy (条例第三十七条).
    """

    code: str
    grounds: tuple[str, ...] = ()
    text: Words = field(default_factory=dict)
    discretion: str = ""
    third_party: bool = False
    overrides: bool = False
    files: tuple[tuple[SealedFile, bool], ...] = ()


def keep_copy(stream: Stream, *, name: str, by: Actor, at: datetime) -> SealedFile:
    """Keep a file that will be given with a reply, for `Draft.files`; only the desk does."""
    if not by.roles & law.DESK:
        raise NotAllowed(NO_DUTY)
    return sealed_files.keep_sealed(stream, name=name, at=at)


def search(
    request: Request, *, places: str, words: str, period: str, found: str, by: Actor, at: datetime
) -> Request:
    """Put a search on record: where, by which words, over which time, with what result."""
    if not all(part.strip() for part in (places, words, found)):
        raise NotAllowed("请写明检索的范围、关键词和结果")
    with transaction.atomic():
        request = stepped(request, "search", by=by, at=at)
        row = Search(
            request=request, number=request.searches.count() + 1, at=at, person_name=by.name
        )
        row.seal({"places": places, "words": words, "period": period, "found": found})
        row.save()
    return request


def write_reply(request: Request, draft: Draft, *, by: Actor, at: datetime) -> Reply:
    """Write the reply, or write it anew; nobody has checked it then.

    Raises NotAllowed for an unknown or closing type and for grounds that are not its own.
    """
    _judge(draft)
    with transaction.atomic():
        request = locked(request, by, *law.DESK)
        if request.state != "handling":
            raise NotAllowed(f"“{request.state_label}”状态下不能拟写答复")
        reply = _in_work(request)
        reply.code, reply.grounds = draft.code, list(draft.grounds)
        reply.third_party, reply.overrides = draft.third_party, draft.overrides
        reply.author_id, reply.written_at = by.someone, at
        reply.checker = reply.signer = reply.checked_at = reply.signed_at = None
        reply.checked = reply.signed = reply.digest = ""
        text = clean(draft.text)
        reply.seal({"text": text, "discretion": draft.discretion.strip()})
        reply.save()
        _drop_files(reply, {file.pk for file, _ in draft.files})
        ReplyFile.objects.bulk_create(
            ReplyFile(reply=reply, file=file, masked=masked) for file, masked in draft.files
        )
        reply.digest = reply.bound(text)
        reply.save(update_fields=["digest"])
        noted(
            request, "write_reply", "拟写答复", basis=law.ANSWER, by=by, at=at,
            detail={"answer": reply.code, "grounds": reply.grounds, "digest": reply.digest},
        )  # fmt: skip
    return reply


def _drop_files(reply: Reply, still: set[int]) -> None:
    """Take the files of the text before away; what is not given again is destroyed."""
    for row in reply.files.select_related("file").order_by("id"):
        if row.file_id not in still:
            sealed_files.destroy(row.file)
        row.delete()


def _judge(draft: Draft) -> None:
    try:
        chosen = answer(draft.code)
    except UnknownAnswer as why:
        raise NotAllowed(str(why)) from None
    if chosen.closing:
        raise NotAllowed(f"“{chosen.title}”由逾期的事实得出，请用对应的步骤办理")
    own = {row.code for row in chosen.grounds}
    if not set(draft.grounds) <= own:
        raise NotAllowed(f"“{chosen.title}”不能以所选的理由作出，请从列出的法定理由中选择")


def _in_work(request: Request) -> Reply:
    """Return the reply that is being written; a new one after one that was given a letter."""
    last = request.reply
    if last is not None and last.letter_id is None:
        return last
    return Reply(request=request, number=last.number + 1 if last else 1)


def propose(request: Request, *, by: Actor, at: datetime) -> Request:
    """Hand the reply to the checking post of the chain."""
    chain = organs.chain(request.organ, localdate(at))
    if not chain.checks or chain.sign is None:
        raise NotAllowed(chain.vacancy)
    return stepped(request, "propose", by=by, at=at, waiting_post=chain.checks[0].post)


def pass_review(request: Request, *, by: Actor, at: datetime, opinion: str = "") -> Request:
    """Pass the review of law, secrecy and privacy; the reply goes to the signing post."""
    sign = organs.chain(request.organ, localdate(at)).sign
    if sign is None:
        raise NotAllowed("签批流程里没有签发岗位，请管理员先在“机构与岗位”里设置")
    with transaction.atomic():
        request = stepped(
            request, "pass_review", by=by, at=at, reason=opinion, waiting_post=sign.post
        )
        reply = _stands(request)
        reply.checker_id, reply.checked_at = by.someone, at
        reply.checked = reply.digest
        reply.save(update_fields=["checker", "checked_at", "checked"])
    return request


def return_from_review(request: Request, *, reason: str, by: Actor, at: datetime) -> Request:
    """Send the reply back to be written again."""
    return stepped(request, "return_from_review", by=by, at=at, reason=reason, waiting_post=None)


def refer(request: Request, text: Words, *, by: Actor, at: datetime, addressee: str) -> Request:
    """Ask the competent department or the secrecy administration to determine (L29)."""
    with transaction.atomic():
        request = stepped(request, "refer", by=by, at=at, reason=text.get("doubt", ""))
        issue(request, "L29", {**text, "addressee": addressee}, by=by, at=at)
    return request


def determine(request: Request, *, reason: str, by: Actor, at: datetime) -> Request:
    """Write down what was determined; the review goes on."""
    return stepped(request, "determine", by=by, at=at, reason=reason)


def sign(request: Request, *, by: Actor, at: datetime) -> Request:
    """Sign the exact reply: it gets its number and cannot be changed any more."""
    with transaction.atomic():
        request = stepped(request, "sign", by=by, at=at, waiting_post=None)
        reply = _stands(request)
        reply.signer_id, reply.signed_at, reply.signed = by.someone, at, reply.digest
        reply.letter = _letter(request, reply, by, at)
        reply.save(update_fields=["signer", "signed_at", "signed", "letter"])
    return request


def return_from_sign(request: Request, *, reason: str, by: Actor, at: datetime) -> Request:
    """Send the reply back with a reason; it has to be checked again."""
    return stepped(request, "return_from_sign", by=by, at=at, reason=reason, waiting_post=None)


def serve(
    request: Request,
    *,
    way: str,
    proof: str,
    by: Actor,
    at: datetime,
    on: date | None = None,
    file: SealedFile | None = None,
) -> Request:
    """Serve the signed reply; `on` is the day that counts for the way, `proof` the receipt."""
    served, chosen = day(on, at), _way(way)
    with transaction.atomic():
        reply = request.reply
        if reply is not None and reply.letter is not None:
            prove(reply.letter, chosen, proof, at=at, file=file)
        return _delivered(request, "serve", served, chosen, by, at)


def answer_on_spot(
    request: Request, *, proof: str, by: Actor, at: datetime, on: date | None = None
) -> Request:
    """Give the reply at the window; only what is public already can be answered so."""
    served = day(on, at)
    with transaction.atomic():
        reply = request.reply
        if reply is not None and reply.letter is None and request.state == "handling":
            reply.letter = _letter(request, reply, by, at)
            reply.signed = reply.digest
            reply.save(update_fields=["letter", "signed"])
            prove(reply.letter, Way.DIRECT, proof, at=at, file=None)
        return _delivered(request, "answer_on_spot", served, Way.DIRECT, by, at)


def _way(way: str) -> Way:
    if way not in {each.value for each in Way}:
        raise NotAllowed("请选择送达方式")
    return Way(way)


def _delivered(request: Request, step: str, on: date, way: Way, by: Actor, at: datetime) -> Request:
    reply = request.reply
    code = reply.code if reply else ""
    gone = Delivered(on=on, way=way) if way.is_lawful else None
    request = stepped(
        request, step, by=by, at=at, events=[gone] if gone else [], **ended(request, code, on)
    )
    Letter.objects.filter(reply=_stands(request)).update(sent_on=on, reached_on=on)
    return request


def _stands(request: Request) -> Reply:
    """The reply the procedure has just judged."""
    reply = request.reply
    assert reply is not None  # noqa: S101  (no step of signing is allowed without a reply)
    return reply


def _letter(request: Request, reply: Reply, by: Actor, at: datetime) -> Letter:
    chosen = reply.answer
    text = dict(reply.text)
    if grounds := reply.ground_rows:
        text["basis"] = text["article"] = "；".join(dict.fromkeys(row.article for row in grounds))
    return issue(request, chosen.letter_id, text, by=by, at=at, answer=chosen)
