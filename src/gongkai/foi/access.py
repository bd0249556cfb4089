"""The only doors to requests: those of the actor's organs; the sealed parts have `looking`."""

from django.db.models import Exists, OuterRef, Q

from gongkai.foi.models import Attachment, Bureau, Consultation, Disposal, Letter, Proposal, Request
from gongkai.foi.models.request import RequestQuerySet
from gongkai.kernel.actor import Actor
from gongkai.law.document_number import DocumentNumber, NotADocumentNumber
from gongkai.law.roles import Role
from gongkai.organs.models import Organ

HANDLES = frozenset({Role.CLERK, Role.CHECKER, Role.SIGNER, Role.WINDOW})
"""Roles whose work needs to know what is asked and by whom."""
SEES = HANDLES | {Role.SUPERVISOR}
"""Roles that see requests at all; an administrator keeps the machine, not the cases."""


def visible(actor: Actor) -> RequestQuerySet:
    """Return the requests of the actor's organs; none for roles that have no part in them."""
    if not actor.roles & SEES:
        return Request.objects.none()
    related = ("organ", "handler", "waiting_post")
    return Request.objects.filter(_of(actor)).select_related(*related).order_by("-id")


def _of(actor: Actor) -> Q:
    """Return the condition of the actor's organs; of many, only those that have requests.

    Departments and villages have none, and one organ left is an equality, for which both databases
    read an index in the order of the list.
    """
    asked = Request.objects.filter(organ=OuterRef("pk"))
    found = Organ.objects.filter(Exists(asked), pk__in=actor.organs).order_by("pk")
    organs = list(found.values_list("pk", flat=True))
    return Q(organ_id=organs[0]) if len(organs) == 1 else Q(organ_id__in=organs)


def get(actor: Actor, pk: int) -> Request:
    """Return one visible request; Request.DoesNotExist if there is none."""
    return visible(actor).get(pk=pk)


def named(actor: Actor, reference: str) -> Request | None:
    """Return the visible request other packages call by this reference; None if there is none."""
    kind, _, pk = reference.partition(":")
    if kind != Request._meta.label_lower or not pk.isdecimal():
        return None
    return visible(actor).filter(pk=int(pk)).first()


def answered_by(actor: Actor, organ: int, number: str) -> Request | None:
    """Return the visible request that an office answered by the letter of this 文号, if one."""
    try:
        told = DocumentNumber.parse(number)
    except NotADocumentNumber:
        return None
    found = Letter.objects.filter(
        organ=organ, series=told.prefix, year=told.year or 0, seq=told.serial
    ).first()
    return visible(actor).filter(pk=found.request_id).first() if found else None


def may_read(actor: Actor) -> bool:
    """True for roles that may read what is asked and, by a recorded look, who asks."""
    return bool(actor.roles & HANDLES)


def letter(actor: Actor, pk: int, number: int) -> Letter:
    """Return one letter of a visible request; Letter.DoesNotExist if there is none."""
    found = Letter.objects.select_related("request__organ", "docx", "pdf")
    return found.get(request__in=visible(actor), request=pk, number=number)


def attachment(actor: Actor, pk: int, key: int) -> Attachment:
    """Return one paper of a visible request; Attachment.DoesNotExist if there is none."""
    found = Attachment.objects.select_related("request", "file")
    return found.get(request__in=visible(actor), request=pk, pk=key)


def consultation(actor: Actor, pk: int, mark: str) -> Consultation:
    """Return one consultation of a visible request; Consultation.DoesNotExist if none."""
    found = Consultation.objects.select_related("request", "organ")
    return found.get(request__in=visible(actor), request=pk, mark=mark)


def bureau(organ: Organ) -> Bureau | None:
    """Return the disclosure bureau of an office; None where it has not been set up."""
    return Bureau.objects.filter(organ=organ).select_related("head").first()


def proposals(actor: Actor) -> list[Proposal]:
    """Return the proposals of the actor's organs, newest first."""
    found = Proposal.objects.filter(organ_id__in=actor.organs).select_related("organ", "made_by")
    return list(found.order_by("-id"))


def proposal(actor: Actor, pk: int) -> Proposal:
    """Return one visible proposal; Proposal.DoesNotExist if there is none."""
    return Proposal.objects.get(pk=pk, organ_id__in=actor.organs)


def disposals(actor: Actor) -> list[Disposal]:
    """Return the disposal lists of the actor's organs, newest first."""
    found = Disposal.objects.filter(organ_id__in=actor.organs).select_related("organ", "made_by")
    return list(found.order_by("-id"))


def disposal(actor: Actor, pk: int) -> Disposal:
    """Return one visible list; Disposal.DoesNotExist if there is none."""
    return Disposal.objects.get(pk=pk, organ_id__in=actor.organs)
