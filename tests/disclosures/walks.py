"""Short ways to a document in the state a test needs, by the product's own operations."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from gongkai.catalogue.models import Column
from gongkai.disclosures import operations
from gongkai.disclosures.models import Document
from gongkai.disclosures.operations.content import Content
from gongkai.kernel import files
from gongkai.kernel.actor import CLOCK, Actor
from gongkai.kernel.models import StoredFile
from gongkai.screening import operations as screening
from gongkai.screening.queries import STANDARD_QUESTIONS
from tests.people import CHINA, County

AT = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)
FORMED = date(2026, 11, 18)
HOUR = timedelta(hours=1)


@dataclass
class Office:
    """柳溪镇: 李办 drafts, 赵审 checks, 王主任 signs."""

    county: County
    column: Column

    def actor(self, name: str, on: date | None = None) -> Actor:
        return self.county.actor(name, on or AT.date())

    @property
    def clerk(self) -> Actor:
        return self.actor("李办")

    @property
    def checker(self) -> Actor:
        return self.actor("赵审")

    @property
    def signer(self) -> Actor:
        return self.actor("王主任")

    def content(self, **over: Any) -> Content:
        given: dict[str, Any] = {
            "title": "关于冬季供水检修的公告",
            "body": "<p>定于下周一检修。</p>",
            "formed_on": FORMED,
            "column": self.column,
        }
        return Content(**given | over)

    def drafted(self, genre: str = "notice", at: datetime = AT, **over: Any) -> Document:
        beside = {key: over.pop(key) for key in ("interprets", "department") if key in over}
        return operations.start(
            organ=self.county.liuxi,
            genre=genre,
            content=self.content(**over),
            by=self.clerk,
            at=at,
            **beside,
        )

    def submitted(self, genre: str = "notice", **over: Any) -> Document:
        return operations.submit(self.drafted(genre, **over), by=self.clerk, at=AT)

    def reviewed(self, document: Document, by: Actor | None = None, **over: Any) -> Document:
        given: dict[str, Any] = {
            "answers": {question["key"]: "ok" for question in STANDARD_QUESTIONS},
            "content": "fit",
            "timing": "fit",
            "manner": "fit",
            "conclusion": "clear",
        }
        screening.review(
            document.reference,
            document.draft.digest,
            organ=document.organ,
            by=by or self.checker,
            at=AT,
            **given | over,
        )
        return document

    def checked(self, genre: str = "notice", **over: Any) -> Document:
        return self.pass_on(self.submitted(genre, **over))

    def pass_on(self, document: Document) -> Document:
        return operations.pass_check(self.reviewed(document), by=self.checker, at=AT)

    def signed(self, genre: str = "notice", **over: Any) -> Document:
        return operations.sign(self.checked(genre, **over), by=self.signer, at=AT)

    def published(self, genre: str = "notice", **over: Any) -> Document:
        document = self.signed(genre, **over)
        operations.publish(document, by=CLOCK, at=AT)
        document.refresh_from_db()
        return document

    def again(self, document: Document, **over: Any) -> Document:
        """Walk a document in correction back to the public."""
        document = operations.submit(document, by=self.clerk, at=AT)
        document = self.pass_on(document)
        document = operations.sign(document, by=self.signer, at=AT)
        operations.publish(document, by=CLOCK, at=AT)
        document.refresh_from_db()
        return document


def kept(data: bytes = b"a,b\n1,2\n", name: str = "a.csv") -> StoredFile:
    return files.keep(BytesIO(data), name=name, at=AT)
