"""The facts about a document that the procedure judges; read afresh under the row lock."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.kernel.files import verify
from gongkai.kernel.models import StoredFile
from gongkai.law.disclosure import DisclosureFacts
from gongkai.law.exemptions import Attribute
from gongkai.organs import queries as organs
from gongkai.screening import queries as screening

if TYPE_CHECKING:
    from gongkai.disclosures.models.document import Document
    from gongkai.disclosures.models.version import Version


def facts_of(document: "Document", by: Actor, at: datetime, reason: str) -> DisclosureFacts:
    """Return everything the table of `law.disclosure` may ask."""
    version = document.current
    review = screening.review_of(document.reference, version.digest, by.person) if version else None
    attribute = Attribute(version.attribute) if version and version.attribute else None
    return DisclosureFacts(
        titled=bool(version and version.title),
        has_text=bool(version and (version.body or version.attachments.exists())),
        complete=bool(version and version.column_id and version.formed_on),
        attribute_given=attribute is not None,
        to_be_public=attribute is None or attribute.is_public,
        needs_ground=attribute is not None and attribute.needs_ground,
        ground_given=bool(version and version.ground and version.ground_reason),
        chain_vacancy=_vacancy(document, at),
        findings_open=screening.open_findings(document.reference).count(),
        check_complete=bool(review and review.complete),
        cleared=bool(review and review.clear),
        checks_left=checks_left(document, at),
        actor_wrote=_wrote(document, by),
        actor_checked=_checked(document, by),
        actor_released=_released(document, by),
        actor_in_turn=document.waiting_post_id is None or document.waiting_post_id in by.posts,
        intact=intact(document),
        time_reached=_time_reached(document, at),
        policy_public=document.interprets is None or document.interprets.is_public,
        interpretation_ready=not unready_interpretations(document),
        reason_given=bool(reason.strip()),
        public=document.is_public,
        express=document.express_at is not None,
        countersigned=document.countersigned_at is not None,
        repealed=document.repealed_on is not None,
    )


def _vacancy(document: "Document", at: datetime) -> str:
    if document.state != "drafting":
        return ""
    return organs.chain(document.organ, localdate(at)).vacancy_for(document.drafter_id)


def checks_left(document: "Document", at: datetime) -> int:
    """Return how many checks the chain still asks for, the waiting one included."""
    if document.state != "checking":
        return 1
    posts = [link.post.pk for link in organs.chain(document.organ, localdate(at)).checks]
    if document.waiting_post_id not in posts:
        return 1
    return len(posts) - posts.index(document.waiting_post_id)


def _wrote(document: "Document", by: Actor) -> bool:
    """True when the actor drafted the document or changed the text since it was last public."""
    if by.person == document.drafter_id:
        return True
    since = document.live.number if document.live else 0
    return document.versions.filter(number__gt=since, author=by.person).exists()


def _checked(document: "Document", by: Actor) -> bool:
    if document.draft_id is None or by.person is None:
        return False
    acts = ("check", "concur")
    return document.signatures.filter(
        version=document.draft_id, act__in=acts, person=by.person
    ).exists()


def _released(document: "Document", by: Actor) -> bool:
    version = document.live_id or document.draft_id
    return document.signatures.filter(version=version, act="express", person=by.person).exists()


def _time_reached(document: "Document", at: datetime) -> bool:
    if document.interprets and document.together and document.interprets.is_public:
        return True
    return document.publish_at is not None and document.publish_at <= at


def unready_interpretations(document: "Document") -> "list[Document]":
    """Return the interpretations that must appear with this policy and are not signed yet."""
    waiting = ("drafting", "checking", "referred", "signing")
    return list(document.interpretations.filter(together=True, state__in=waiting, live=None))


def intact(document: "Document") -> bool:
    """True when the text still is what was signed, byte by byte, files on disk included."""
    version = document.draft
    if version is None or document.state not in ("checking", "signing", "scheduled"):
        return True
    signed = document.signatures.filter(version=version).values_list("digest", flat=True)
    if not version.text_intact or any(digest != version.digest for digest in signed):
        return False
    return document.state == "checking" or files_intact(version)


def files_intact(version: "Version") -> bool:
    """True when every attachment and picture on disk still has the bytes of its name."""
    wanted = {sha256 for _, sha256 in version.listed_attachments()} | set(version.pictures)
    kept = list(StoredFile.objects.filter(sha256__in=wanted).order_by("id"))
    return len(kept) == len(wanted) and all(verify(stored) for stored in kept)
