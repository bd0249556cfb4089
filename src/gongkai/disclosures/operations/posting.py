"""Lists of persons come down by themselves when their posting is over (个人信息保护法第十九条)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.disclosures.models import Document, Genre, Version
from gongkai.disclosures.models.facts import list_kind_of
from gongkai.disclosures.operations.afterwards import withdraw
from gongkai.kernel import calendars
from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.law.withholding import Extent
from gongkai.screening import operations as screening
from gongkai.screening.operations.register import PRIVACY


def taken_down_on(document: Document, version: Version | None, on: date) -> date | None:
    """Return the last day a list published on a day stands: as its kind and it itself say.

    None for what is no list, and for a list nobody has set an end to.
    """
    if document.genre != Genre.LIST or version is None or version.column is None:
        return None
    kind = list_kind_of(document, version, on)
    return kind.taken_down_on(on, version.display_until, calendars.current())


def take_down_due(*, by: Actor, at: datetime) -> tuple[list[Document], list[tuple[Document, str]]]:
    """Take down every list whose posting is over; return what went, and what was refused and why."""
    done: list[Document] = []
    refused: list[tuple[Document, str]] = []
    over = Document.objects.public().filter(take_down_on__lt=localdate(at))
    for document in over.order_by("take_down_on", "id"):
        try:
            done.append(take_down(document, by=by, at=at))
        except NotAllowed as why:
            refused.append((document, str(why)))
    return done, refused


def take_down(document: Document, *, by: Actor, at: datetime) -> Document:
    """Take one list down at the end of its posting, and enter it into the register."""
    last, title = document.take_down_on, document.title
    if last is None or last >= localdate(at):
        raise NotAllowed("这份名单的公示期还没有结束")
    day = f"{last.year}年{last.month}月{last.day}日"
    reason = f"公示期满（公示至{day}），依照《个人信息保护法》第十九条撤下"
    with transaction.atomic():
        document = withdraw(document, reason=reason, by=by, at=at)
        screening.register(
            organ=document.organ_id,
            subject=document.reference,
            title=title,
            extent=Extent.EXPIRED,
            ground=PRIVACY,
            reason=reason,
            reviewer=document.checker_id,
            decider=document.signer_id,
            by=by,
            at=at,
        )
    return document
