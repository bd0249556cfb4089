"""The only doors to documents: what an actor may see, and what everybody may read."""

from gongkai.disclosures.models import (
    Autosave,
    CleanUp,
    Document,
    ListDraft,
    SealedOriginal,
    Version,
)
from gongkai.disclosures.models.document import DocumentQuerySet
from gongkai.kernel.actor import Actor

RELATED = ("organ", "draft", "live", "column", "drafter", "waiting_post")


def visible(actor: Actor) -> DocumentQuerySet:
    """Return the documents of the actor's organs; their texts are read when they are asked for."""
    found = Document.objects.filter(organ_id__in=actor.organs).select_related(*RELATED)
    return found.defer("draft__body", "live__body").order_by("-id")


def get(actor: Actor, pk: int) -> Document:
    """Return one visible document; Document.DoesNotExist if there is none."""
    return visible(actor).defer(None).get(pk=pk)


def version(actor: Actor, pk: int, number: int) -> Version:
    """Return one text of a visible document; Version.DoesNotExist if there is none."""
    found = Version.objects.select_related("document", "author", "column", "item")
    return found.get(document__organ_id__in=actor.organs, document=pk, number=number)


def autosave(actor: Actor, document: Document) -> Autosave | None:
    """Return what the actor typed into a draft and did not save."""
    return Autosave.objects.filter(document=document, person=actor.person).first()


def clean_ups(actor: Actor) -> list[CleanUp]:
    """Return the clean-up rounds of the actor's organs, newest first."""
    found = CleanUp.objects.filter(organ_id__in=actor.organs).select_related("organ", "result")
    return list(found.order_by("-opened_at", "-id"))


def clean_up(actor: Actor, pk: int) -> CleanUp:
    """Return one visible round; CleanUp.DoesNotExist if there is none."""
    return CleanUp.objects.select_related("organ").get(pk=pk, organ_id__in=actor.organs)


def list_drafts(actor: Actor) -> list[ListDraft]:
    """Return the lists the actor has begun and not finished, newest first."""
    found = ListDraft.objects.filter(person=actor.person, organ_id__in=actor.organs)
    return list(found.select_related("organ", "column", "file").order_by("-id"))


def list_draft(actor: Actor, pk: int) -> ListDraft:
    """Return one of them; ListDraft.DoesNotExist if there is none."""
    found = ListDraft.objects.filter(person=actor.person, organ_id__in=actor.organs)
    return found.select_related("organ", "column", "file").get(pk=pk)


def original(actor: Actor, document: int, pk: int) -> SealedOriginal:
    """Return the sealed file of a visible document; SealedOriginal.DoesNotExist if there is none."""
    found = SealedOriginal.objects.select_related("document", "file")
    return found.get(pk=pk, document=document, document__organ_id__in=actor.organs)


def public() -> DocumentQuerySet:
    """Return what everybody can read now, newest first."""
    found = Document.objects.public().select_related("organ", "live", "column", "replaced_by")
    return found.order_by("-published_at", "-seq")


def public_document(seq: int) -> Document:
    """Return the public document of an address; Document.DoesNotExist if there is none."""
    return public().get(seq=seq)


def tombstones() -> DocumentQuerySet:
    """Return the withdrawn documents that had an address, newest first."""
    found = Document.objects.tombstones().select_related("organ", "draft", "column")
    return found.order_by("-withdrawn_at", "-seq")
