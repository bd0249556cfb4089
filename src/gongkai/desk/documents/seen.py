"""Signing what was looked at: the digest of the page must be the digest of the text."""

from typing import TYPE_CHECKING

from gongkai.law.procedure import NotAllowed

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document


class ChangedSinceShown(NotAllowed):
    """The text is not the one that the signer had before him."""


def digest_of(document: "Document") -> str:
    """Return the digest of the text a signature would bind now."""
    version = document.current
    return version.digest if version else ""


def refuse_changed(document: "Document", seen: str) -> None:
    """Refuse to sign a text that differs from the one shown."""
    if seen != digest_of(document):
        raise ChangedSinceShown(f"《{document.title}》在您打开页面以后改动过，请重新看过再签")
