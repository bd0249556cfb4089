"""Letters that were issued, each with its number, its frozen text and how it reached somebody."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from gongkai.foi.models.request import Request
from gongkai.kernel.models import SealedFile
from gongkai.kernel.sealing import Sealed
from gongkai.law import letters as law
from gongkai.law.request_events import Way

WAYS = [(way.value, way.label) for way in Way]


def digest_of(code: str, text: Mapping[str, Any]) -> str:
    """Return the hash a signature binds: the kind of letter and every part of its text."""
    told = json.dumps([code, dict(text)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


class Letter(Sealed):
    """A letter of `law.letters`; its text is sealed, its `digest` is over that text.

    `mark` is the name the clock knows it by: `correction`, `fee` or the key of a consultation.
    The sealed JSON has `text` (part → words) and, once it reached somebody, `proof`.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField("次序")
    code = models.CharField("文书", max_length=4)
    mark = models.CharField("期限标记", max_length=20, blank=True)
    series = models.CharField("代字", max_length=32, blank=True)
    year = models.PositiveSmallIntegerField("年份")
    seq = models.PositiveIntegerField("序号", null=True)
    organ = models.BigIntegerField("机关")
    digest = models.CharField("文本摘要", max_length=64)
    docx = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("制作时间")
    made_by = models.CharField("经办人", max_length=64)
    sent_on = models.DateField("发出日期", null=True)
    way = models.CharField("送达方式", max_length=16, choices=WAYS, blank=True)
    reached_on = models.DateField("送达日期", null=True)
    proof = models.ForeignKey(SealedFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["request", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="letter_number_once"),
            models.UniqueConstraint(
                fields=["organ", "series", "year", "seq"],
                name="letter_series_once",
                condition=Q(seq__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.doc_number}".strip()

    @property
    def place(self) -> str:
        """The row by its request and number."""
        return f"foi.letter:{self.request_id}:{self.number}"

    @property
    def kind(self) -> law.Letter:
        """The kind of letter."""
        return law.letter(self.code)

    @property
    def name(self) -> str:
        """The name of the letter."""
        return self.kind.name

    @property
    def doc_number(self) -> str:
        """The number it bears, such as 青柳依复〔2026〕3号; empty for a letter without one."""
        return f"{self.series}〔{self.year}〕{self.seq}号" if self.seq else ""

    @property
    def text(self) -> dict[str, Any]:
        """Its parts as they were frozen: texts, points of a list, rows of a table."""
        text: dict[str, Any] = self.opened()["text"]
        return text

    @property
    def is_intact(self) -> bool:
        """True when the text still is what was frozen."""
        return digest_of(self.code, self.text) == self.digest
