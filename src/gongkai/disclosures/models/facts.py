"""The facts about a document that the procedure judges; each is read when a step asks for it.

They stand in for `law.disclosure.DisclosureFacts`: the same names, looked up under the row lock.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from gongkai.kernel.actor import Actor
from gongkai.kernel.kept import verify
from gongkai.kernel.models import StoredFile
from gongkai.law.exemptions import Attribute
from gongkai.law.public_lists import PublicList
from gongkai.organs import queries as organs
from gongkai.screening import queries as screening
from gongkai.screening.models import Review

if TYPE_CHECKING:
    from gongkai.disclosures.models.document import Document
    from gongkai.disclosures.models.version import Version


Whole = Callable[[StoredFile], bool]


class StoredFacts:
    """Everything the table of `law.disclosure` may ask about one document, actor and moment.

    What takes a query is asked once: facts are made for one moment and thrown away.
    `whole` says whether the bytes of a stored file are those that were kept.
    """

    def __init__(
        self, document: "Document", by: Actor, at: datetime, reason: str, whole: Whole
    ) -> None:
        self._document = document
        self._by = by
        self._at = at
        self._reason = reason
        self._whole = whole

    @cached_property
    def _version(self) -> "Version | None":
        return self._document.current

    @cached_property
    def _attribute(self) -> Attribute | None:
        given = self._version.attribute if self._version else ""
        return Attribute(given) if given else None

    @cached_property
    def _review(self) -> Review | None:
        if self._version is None:
            return None
        return screening.review_of(self._document.reference, self._version.digest, self._by.person)

    @property
    def titled(self) -> bool:
        """There is a title."""
        return bool(self._version and self._version.title)

    @cached_property
    def has_text(self) -> bool:
        """There is a body or an attachment."""
        version = self._version
        return bool(version and (version.body or version.attachments.exists()))

    @property
    def complete(self) -> bool:
        """Column and day of formation are given."""
        return bool(self._version and self._version.column_id and self._version.formed_on)

    @property
    def attribute_given(self) -> bool:
        """The disclosure attribute is chosen."""
        return self._attribute is not None

    @property
    def to_be_public(self) -> bool:
        """The attribute lets the text go to the public."""
        return self._attribute is None or self._attribute.is_public

    @property
    def needs_ground(self) -> bool:
        """The attribute asks for a coded ground."""
        return self._attribute is not None and self._attribute.needs_ground

    @property
    def ground_given(self) -> bool:
        """A ground and the facts behind it are written."""
        return bool(self._version and self._version.ground and self._version.ground_reason)

    @cached_property
    def chain_vacancy(self) -> str:
        """Why the sign-off chain cannot be walked now."""
        chain = organs.chain(self._document.organ, localdate(self._at))
        return chain.vacancy_for(self._document.drafter_id)

    @cached_property
    def _unanswered(self) -> dict[str, int]:
        return screening.open_counts(self._document.reference)

    @property
    def findings_open(self) -> int:
        """Personal data nobody has answered for."""
        return self._unanswered["findings"]

    @property
    def faults_open(self) -> int:
        """Wrong words and figures that must be mended or answered, and are not."""
        return self._unanswered["remarks"]

    @cached_property
    def screened(self) -> bool:
        """No look of the machine through this exact text is still to end."""
        if self._version is None:
            return True
        run = screening.run_of(self._document.reference, self._version.digest)
        return run is None or not run.is_open

    @cached_property
    def secrecy_open(self) -> int:
        """Marks of secrecy found in the text, about which nobody has decided."""
        return screening.stopped_texts(self._document.reference)

    @cached_property
    def assessed(self) -> bool:
        """The effect of a list of persons is assessed, where its kind asks for it."""
        version = self._version
        if self._document.genre != "list" or version is None or version.column is None:
            return True
        if not list_kind_of(self._document, version, localdate(self._at)).assessed:
            return True
        made = screening.assessment_of(self._document.reference)
        return made is not None and made.allows

    @property
    def check_complete(self) -> bool:
        """The actor has answered checklist and judgements about this exact text."""
        return bool(self._review and self._review.complete)

    @property
    def cleared(self) -> bool:
        """The actor's review speaks for publication."""
        return bool(self._review and self._review.clear)

    @cached_property
    def checks_left(self) -> int:
        """How many checks the chain still asks for, the waiting one included."""
        return checks_left(self._document)

    @cached_property
    def actor_wrote(self) -> bool:
        """The actor drafted the document or changed the text since it was last public."""
        if self._by.person == self._document.drafter_id:
            return True
        since = self._document.live.number if self._document.live else 0
        written = self._document.versions.filter(number__gt=since, author=self._by.person)
        return written.exists()

    @cached_property
    def actor_checked(self) -> bool:
        """The actor has checked this exact text."""
        return self._signed_by_actor("check", "concur")

    @cached_property
    def actor_released(self) -> bool:
        """The actor decided the express publication of this text."""
        return self._signed_by_actor("express")

    def _signed_by_actor(self, *acts: str) -> bool:
        mine = self._document.signatures.filter(act__in=acts, person=self._by.person)
        return mine.filter(version=self._version).exists()

    @property
    def actor_in_turn(self) -> bool:
        """The document waits for a post the actor holds."""
        waiting = self._document.waiting_post_id
        return waiting is None or waiting in self._by.posts

    @cached_property
    def intact(self) -> bool:
        """The text still is what was signed."""
        return intact(self._document, self._whole)

    @cached_property
    def time_reached(self) -> bool:
        """The wanted time of publication has come; an interpretation follows its policy."""
        document = self._document
        if document.interprets and document.together and document.interprets.is_public:
            return True
        return document.publish_at is not None and document.publish_at <= self._at

    @cached_property
    def policy_public(self) -> bool:
        """An interpretation has its policy in public."""
        return self._document.interprets is None or self._document.interprets.is_public

    @cached_property
    def interpretation_ready(self) -> bool:
        """No interpretation that must appear with this policy is still unsigned."""
        waiting = ("drafting", "checking", "referred", "signing")
        unready = self._document.interpretations.filter(together=True, state__in=waiting, live=None)
        return self._document.is_public or not unready.exists()

    @property
    def reason_given(self) -> bool:
        """A reason is written."""
        return bool(self._reason.strip())

    @property
    def public(self) -> bool:
        """The document is public now."""
        return self._document.is_public

    @property
    def express(self) -> bool:
        """It was published in an emergency."""
        return self._document.express_at is not None

    @property
    def countersigned(self) -> bool:
        """The second signature of an express publication is given."""
        return self._document.countersigned_at is not None

    @property
    def repealed(self) -> bool:
        """It is declared 失效 or 废止."""
        return self._document.repealed_on is not None


def list_kind_of(document: "Document", version: "Version", on: date) -> PublicList:
    """Return the kind of a list: the one it was made by, else what its column and title say."""
    made = document.originals.order_by("-id").values_list("list_kind", flat=True).first()
    column = version.column.slug if version.column else ""
    return screening.list_kind(column, version.title, on, key=made or "")


def checks_left(document: "Document") -> int:
    """Return how many checks the chain still asks for; 1 when the chain no longer has the post."""
    posts = organs.check_posts(document.organ)
    if document.waiting_post_id not in posts:
        return 1
    return len(posts) - posts.index(document.waiting_post_id)


def intact(document: "Document", whole: Whole = verify) -> bool:
    """True when the text still is what was signed, byte by byte, files on disk included."""
    version = document.draft
    if version is None:
        return True
    attachments = [(row.name, row.file) for row in version.attachments.select_related("file")]
    if version.digest != version.digest_of([(name, file.sha256) for name, file in attachments]):
        return False
    signed = document.signatures.filter(version=version).order_by("id")
    if any(digest != version.digest for digest in signed.values_list("digest", flat=True)):
        return False
    return all(whole(file) for _, file in attachments) and _pictures_whole(version, whole)


def _pictures_whole(version: "Version", whole: Whole) -> bool:
    """True when every picture of the text is in the store with the bytes of its name."""
    wanted = set(version.pictures)
    if not wanted:
        return True
    kept = list(StoredFile.objects.filter(sha256__in=wanted).order_by("id"))
    return len(kept) == len(wanted) and all(whole(stored) for stored in kept)
