"""Places in the lists of the public site, given in the transaction that makes a text public."""

from datetime import datetime

from gongkai.disclosures.models import Attachment, Document, Genre, Position, ShownFile, Version
from gongkai.kernel.models import StoredFile
from gongkai.kernel.numbering import next_numbers

Kind = Position.Kind
NO_ORGAN = 0
"""The number series of lists belong to no single organ's numbering."""
ListKey = tuple[str, int]


def settle(document: Document, *, at: datetime) -> None:
    """Put a document into the lists it belongs to now, and take it out of all others.

    A list it has been in before gives it the place it had. Call it in the transaction of the act.
    """
    wanted = _lists(document)
    had = {(row.kind, row.of): row for row in document.positions.order_by("id")}
    fresh = sorted(wanted - had.keys())
    series = {key: Position(kind=key[0], of=key[1]).series for key in fresh}
    numbers = next_numbers(NO_ORGAN, sorted(series.values()), 0)
    Position.objects.bulk_create(
        Position(document=document, kind=kind, of=of, number=numbers[series[kind, of]])
        for kind, of in fresh
    )
    back = [row.pk for key, row in had.items() if key in wanted and row.left_at]
    left = [row.pk for key, row in had.items() if key not in wanted and not row.left_at]
    if back:
        Position.objects.filter(pk__in=back).update(left_at=None)
    if left:
        Position.objects.filter(pk__in=left).update(left_at=at)
    _show_files(document)


def _lists(document: Document) -> set[ListKey]:
    if document.live is None:
        return {(Kind.WITHDRAWN, 0)}
    found: set[ListKey] = {(Kind.ALL, 0), (Kind.ORGAN, document.organ_id)}
    if document.genre in (Genre.POLICY, Genre.INTERPRETATION):
        found.add((Kind.POLICY, 0))
    column = document.column
    while column is not None:
        found.add((Kind.COLUMN, column.pk))
        column = column.parent
    return found


def _show_files(document: Document) -> None:
    shown = _files(document.live) if document.live else set()
    had = set(document.shown_files.order_by("id").values_list("file", flat=True))
    if had - shown:
        document.shown_files.filter(file__in=had - shown).delete()
    ShownFile.objects.bulk_create(
        ShownFile(document=document, file_id=file) for file in sorted(shown - had)
    )


def _files(version: Version) -> set[int]:
    attached = Attachment.objects.filter(version=version).order_by("id")
    found = set(attached.values_list("file", flat=True))
    if pictures := version.pictures:
        stored = StoredFile.objects.filter(sha256__in=pictures).order_by("id")
        found |= set(stored.values_list("pk", flat=True))
    return found
