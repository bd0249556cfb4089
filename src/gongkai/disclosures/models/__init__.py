"""Tables of documents, one subject a module."""

from gongkai.disclosures.models.clean_up import CleanUp, Verdict
from gongkai.disclosures.models.document import Document, Genre
from gongkai.disclosures.models.position import Position, ShownFile
from gongkai.disclosures.models.public_list import ListDraft, SealedOriginal
from gongkai.disclosures.models.signature import Notice, Signature
from gongkai.disclosures.models.verification import Verification
from gongkai.disclosures.models.version import Attachment, Autosave, Version

__all__ = [
    "Attachment",
    "Autosave",
    "CleanUp",
    "Document",
    "Genre",
    "ListDraft",
    "Notice",
    "Position",
    "SealedOriginal",
    "ShownFile",
    "Signature",
    "Verdict",
    "Verification",
    "Version",
]
