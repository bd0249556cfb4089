"""Where a document stands in the lists of the public site, and which files its text shows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongkai.disclosures.models.document import Document
from gongkai.kernel.models import StoredFile


class Position(models.Model):
    """The place of a document in one list: given once, counted from the oldest, kept for ever.

    A document that leaves a list (withdrawn, or moved to another column) leaves a gap there; when
    it comes back it stands where it stood. So the page of a list is a range of numbers.
    """

    class Kind(models.TextChoices):
        """What a list gathers; `of` says of which column or organ."""

        ALL = "all", "全部"
        COLUMN = "column", "栏目"
        ORGAN = "organ", "机关"
        POLICY = "policy", "政策与解读"
        WITHDRAWN = "withdrawn", "已撤下"

    document = models.ForeignKey(Document, models.PROTECT, related_name="positions")
    kind = models.CharField("列表", max_length=16, choices=Kind.choices)
    of = models.BigIntegerField("栏目或者机关", default=0)
    number = models.BigIntegerField("位置")
    left_at = models.DateTimeField("移出时间", null=True)

    class Meta:
        ordering: ClassVar = ["kind", "of", "number"]
        indexes: ClassVar = [
            models.Index(
                fields=["kind", "of", "number"],
                name="position_shown",
                condition=Q(left_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "of", "number"], name="position_number_once"),
            models.UniqueConstraint(fields=["document", "kind", "of"], name="position_once"),
            models.CheckConstraint(name="position_number_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.of}: {self.number}"

    @property
    def series(self) -> str:
        """The name of the number series of the list."""
        return f"{self.kind}:{self.of}"


class ShownFile(models.Model):
    """A picture or attachment of the text that the public reads now."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="shown_files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["document", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "file"], name="shown_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.file_id}"
