"""The facts about a request that the procedure judges, read under the row lock.

Each is looked up when a condition asks for it. They stand in for `law.foi.RequestFacts`.
"""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.utils.timezone import localdate

from gongkai.foi.models.bureau import Bureau
from gongkai.foi.models.clock import clock_of
from gongkai.kernel import sealed_files
from gongkai.kernel.actor import Actor
from gongkai.law import foi as law
from gongkai.law.letter_contents import contents
from gongkai.law.request_clock import RequestClock
from gongkai.law.request_events import Opinion, Party, Way
from gongkai.law.request_term import CORRECTION_PERIOD, PAYMENT, Awaited, Letter
from gongkai.organs import queries as organs

if TYPE_CHECKING:
    from gongkai.foi.models.reply import Reply
    from gongkai.foi.models.request import Request

COMMON = frozenset({"addressee", "body", "date", "contact", "request", "basis", "article"})
"""Parts of a letter that the system fills in."""


def facts_of(
    request: "Request", by: Actor, at: datetime, reason: str, *, thorough: bool
) -> law.RequestFacts:
    """Return what the procedure asks about one request, actor and moment.

    Only a `thorough` look reads every file of the reply again; pages do without.
    """
    return cast(law.RequestFacts, StoredFacts(request, by, at, reason, thorough))


class StoredFacts:
    """Everything the table of `law.foi` may ask; made for one moment and thrown away."""

    def __init__(
        self, request: "Request", by: Actor, at: datetime, reason: str, thorough: bool
    ) -> None:
        self._request, self._by, self._reason = request, by, reason
        self._thorough = thorough
        self._on = localdate(at)

    @cached_property
    def _clock(self) -> RequestClock:
        return clock_of(self._request)

    @cached_property
    def _reply(self) -> "Reply | None":
        """The reply in work; one that was served belongs to an earlier round."""
        reply = self._request.reply
        return None if reply and reply.letter and reply.letter.sent_on else reply

    @cached_property
    def _text(self) -> dict[str, Any]:
        return self._reply.text if self._reply else {}

    def _given(self, part: str) -> bool:
        return bool(self._text.get(part))

    # ── Intake and clock ─────────────────────────────────────────────────────────────────────

    @property
    def needs_confirmation(self) -> bool:
        """Only a confirmation makes it received."""
        arrived = self._clock.history.arrived
        return arrived is not None and arrived.needs_confirmation

    @property
    def identified(self) -> bool:
        """Name and contact are known."""
        return self._request.identified

    @property
    def corrections(self) -> int:
        """Whether a correction was asked for."""
        return int(self._clock.history.correction is not None)

    @property
    def correction_lapsed(self) -> bool:
        """The period to correct is over."""
        history = self._clock.history
        return history.awaited is Awaited.CORRECTION and self._over(
            history.correction, CORRECTION_PERIOD
        )

    @property
    def payment_lapsed(self) -> bool:
        """The period to pay is over."""
        history = self._clock.history
        return history.awaited is Awaited.PAYMENT and self._over(history.fee, PAYMENT)

    def _over(self, letter: Letter | None, rule: str) -> bool:
        if letter is None or letter.reached_on is None:
            return False
        return letter.by(rule, self._clock.books).due_on < self._on

    @property
    def excessive(self) -> bool:
        """The facts of an excessive number are on record."""
        return self._request.excess_noted_on is not None

    @property
    def reasons_given(self) -> bool:
        """The applicant has explained."""
        return self._clock.history.reasons_given

    @property
    def reasons_accepted(self) -> bool:
        """The explanation holds."""
        return bool(self._request.reasons_accepted)

    @property
    def fee_notices(self) -> int:
        """Whether a fee was asked for."""
        return int(self._clock.history.fee is not None)

    @property
    def opinions_open(self) -> int:
        """Parties whose opinion is missing and whose period still runs."""
        waits = self._clock.history.consultations
        books = self._clock.books
        return sum(asked.opinion is None and asked.by(books).due_on >= self._on for asked in waits)

    @property
    def extensions(self) -> int:
        """Whether the period was extended."""
        return int(self._clock.history.extended)

    @property
    def in_term(self) -> bool:
        """The reply period is not over."""
        due = self._clock.due
        return due is None or self._on <= due.due_on

    @cached_property
    def actor_heads_office(self) -> bool:
        """The actor heads the bureau: by its setting, else by the signing post of the chain."""
        bureau = Bureau.objects.filter(organ=self._request.organ_id).first()
        if bureau and bureau.head_id:
            return bureau.head_id in self._by.posts
        sign = organs.chain(self._request.organ, self._on).sign
        return sign is not None and sign.post.pk in self._by.posts

    # ── The reply ────────────────────────────────────────────────────────────────────────────

    @property
    def answer_chosen(self) -> bool:
        """A type of answer is chosen."""
        return self._reply is not None

    @property
    def basis_given(self) -> bool:
        """The answer names its article, a refusal its ground."""
        reply = self._reply
        return reply is not None and (bool(reply.grounds) or not reply.answer.grounds)

    @property
    def reasons_written(self) -> bool:
        """Facts and reasons are written."""
        return self._given("reasons")

    @property
    def search_needed(self) -> bool:
        """The answer rests on a search."""
        return self._reply is not None and "search" in self._reply.answer.letter.needs

    @cached_property
    def searched(self) -> bool:
        """A search is on record."""
        return self._request.searches.exists()

    @property
    def third_party_needed(self) -> bool:
        """Rights of a third party are touched."""
        reply = self._reply
        return reply is not None and (reply.third_party or reply.code == "A7")

    @cached_property
    def third_party_asked(self) -> bool:
        """A third party was asked in writing."""
        return self._request.consultations.filter(party=Party.THIRD_PARTY).exists()

    @property
    def discretion_needed(self) -> bool:
        """Something is withheld that might be given."""
        return self._reply is not None and any(
            row.needs_discretion for row in self._reply.ground_rows
        )

    @property
    def discretion_recorded(self) -> bool:
        """Why it is withheld all the same is written."""
        return self._reply is not None and bool(self._reply.opened()["discretion"].strip())

    @cached_property
    def copies_masked(self) -> bool:
        """A partial answer has its masked copies."""
        reply = self._reply
        if reply is None or not reply.answer.partial:
            return True
        return reply.files.filter(masked=True).exists()

    @property
    def correction_needed(self) -> bool:
        """The answer follows a correction."""
        return self._reply is not None and "unclear" in self._reply.answer.letter.needs

    @property
    def explanation_needed(self) -> bool:
        """The answer follows an explanation."""
        return self._reply is not None and "explained" in self._reply.answer.letter.needs

    @property
    def earlier_needed(self) -> bool:
        """The answer points to an earlier one."""
        return self._reply is not None and "earlier" in self._reply.answer.letter.needs

    @property
    def earlier_named(self) -> bool:
        """The earlier answer is named."""
        return self._given("earlier")

    @property
    def on_spot(self) -> bool:
        """The answer may be given at once."""
        return self._reply is not None and self._reply.answer.on_spot

    @property
    def letter_complete(self) -> bool:
        """The letter says everything it must."""
        if self._reply is None:
            return False
        asked, known = self._reply.answer, COMMON | self._text.keys()
        needed = {each.key for each in contents(asked.letter_id, asked) if each.required}
        return not asked.letter.missing(known) and needed <= known

    # ── Who stands for it ────────────────────────────────────────────────────────────────────

    @property
    def actor_wrote(self) -> bool:
        """The actor wrote the reply."""
        return self._reply is not None and self._reply.author_id == self._by.person

    @property
    def actor_checked(self) -> bool:
        """The actor checked the reply."""
        return self._reply is not None and self._reply.checker_id == self._by.person

    @property
    def actor_in_turn(self) -> bool:
        """The request waits for a post the actor holds."""
        waiting = self._request.waiting_post_id
        return waiting is None or waiting in self._by.posts

    @cached_property
    def intact(self) -> bool:
        """The reply still is what was written, checked and signed."""
        reply = self._reply
        if reply is None:
            return False
        if self._thorough and not all(
            sealed_files.whole(row.file) for row in reply.files.select_related("file")
        ):
            return False
        now = reply.bound(self._text)
        return all(seen in ("", now) for seen in (reply.digest, reply.checked, reply.signed))

    @property
    def reason_given(self) -> bool:
        """A reason is written."""
        return bool(self._reason.strip())

    # ── Delivery and after ───────────────────────────────────────────────────────────────────

    @property
    def way_lawful(self) -> bool:
        """The letter goes by a way the law allows."""
        letter = self._reply.letter if self._reply else None
        return letter is None or not letter.way or Way(letter.way).is_lawful

    @property
    def proof_given(self) -> bool:
        """The delivery has its proof."""
        letter = self._reply.letter if self._reply else None
        return letter is not None and bool(letter.opened().get("proof", "").strip())

    @property
    def objection_overridden(self) -> bool:
        """It discloses what a third party objects to."""
        return self._reply is not None and self._reply.overrides

    @cached_property
    def third_party_told(self) -> bool:
        """Every party that objects was told in writing."""
        objecting = self._request.consultations.filter(
            party=Party.THIRD_PARTY, opinion__in=(Opinion.OBJECTS, Opinion.PARTLY)
        )
        return not objecting.filter(told_on=None).exists()

    @property
    def remedy_ordered(self) -> bool:
        """A ruling asks for a new reply."""
        return bool(self._request.ordered_by)
