"""Questions about lists of persons on their way from an office's file to a draft."""

from dataclasses import dataclass
from datetime import date

from gongkai.disclosures.models import Document, ListDraft, SealedOriginal
from gongkai.disclosures.models.facts import list_kind_of
from gongkai.kernel import calendars
from gongkai.kernel.detector import VALIDATORS
from gongkai.kernel.kept import open_file
from gongkai.law.public_lists import PublicList
from gongkai.screening import queries as screening
from gongkai.screening.importers import Plan, plan_of
from gongkai.text.document import Document as Read
from gongkai.text.documents.every import read_document
from gongkai.text.listing import candidates
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

LISTS = frozenset({Kind.XLSX, Kind.XLS, Kind.ET, Kind.CSV})
"""The kinds of files a list is made from."""
NOT_A_TABLE = "这不是表格文件。请上传 Excel（.xlsx、.xls）、WPS 表格（.et）或 .csv 文件。"


@dataclass(frozen=True, slots=True)
class Posting:
    """When a list would come down if it were published on a day."""

    until: date | None
    last: date | None
    """The first is the least, the second the most; None where nothing is fixed."""


def list_kind(document: Document, on: date) -> PublicList:
    """Return the kind of a list as it stands now."""
    version = document.current
    if version is None:
        return screening.list_kind("", "", on)
    return list_kind_of(document, version, on)


def read_file(draft: ListDraft) -> Read:
    """Return what the file of a draft says. Raises BadFile."""
    kind = Kind(draft.file.kind)
    if kind not in LISTS:
        raise BadFile(NOT_A_TABLE)
    with open_file(draft.file) as stream:
        return read_document(stream, kind, draft.name)


def plan(draft: ListDraft, on: date, read: Read | None = None) -> Plan:
    """Return what becomes of each column of a draft. Raises BadFile where it holds no list."""
    rule = screening.list_kind_of(draft.list_kind, on)
    return plan_of(read or read_file(draft), rule, VALIDATORS, draft.sheet)


def sheets(read: Read) -> list[str]:
    """Return the names of the sheets that may be the list."""
    return [table.name for table in candidates(read) if table.name]


def posting(draft: ListDraft, on: date) -> Posting:
    """Return how long a list stands that would be published on a day."""
    rule, calendar = screening.list_kind_of(draft.list_kind, on), calendars.current()
    return Posting(rule.ends_on(on, calendar), rule.last_day(on, calendar))


def originals(document: Document) -> list[SealedOriginal]:
    """Return the sealed files of a document, newest first."""
    found = document.originals.select_related("sealed_by", "destroyed_by", "file")
    return list(found.order_by("-id"))
