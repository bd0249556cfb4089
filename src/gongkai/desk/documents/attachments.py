"""The attachments of a draft while its form is open: kept, newly uploaded, taken away.

Each is named by a signed token in the form, so that a file once uploaded need not be sent again
when something else in the form was wrong.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.html import escape

from gongkai.kernel import files, kept
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from gongkai.disclosures.models import Document
    from gongkai.kernel.models import StoredFile

NOT_A_PICTURE = "这不是图片。可以插入 PNG、JPG、WEBP、GIF，其他文件请作为附件上传。"


class Shelf:
    """The files of one draft."""

    def __init__(self, document: "Document", at: datetime) -> None:
        self._at = at
        self._signer = signing.Signer(salt=f"attachment-{document.pk}")
        self._stored: dict[str, StoredFile] = {}
        self._new: list[tuple[str, StoredFile]] = []
        self._pictures: list[StoredFile] = []
        self._saved: list[tuple[str, str]] = []
        version = document.current
        for row in version.attachments.select_related("file") if version else ():
            self._stored[row.file.sha256] = row.file
            self._saved.append((row.name, row.file.sha256))

    def take(self, upload: "UploadedFile[Any]", *, is_picture: bool) -> None:
        """Put an upload into the file store. Raises BadFile."""
        stored = files.keep(upload, name=upload.name or "附件", at=self._at)
        if not is_picture:
            self._stored[stored.sha256] = stored
            self._new.append((upload.name or "附件", stored))
        elif Kind(stored.kind).is_picture:
            self._pictures.append(stored)
        else:
            raise BadFile(NOT_A_PICTURE)

    def picture(self, upload: "UploadedFile[Any]") -> str:
        """Put a picture into the file store and return its name in a text. Raises BadFile."""
        self.take(upload, is_picture=True)
        return _name(self._pictures[-1])

    def choices(self, data: Any) -> list[tuple[str, str]]:
        """Return (token, name) of what is saved, of what an earlier try uploaded, and of new."""
        named = list(self._saved)
        for token in data.getlist("keep") if data is not None else ():
            if (read := self._read(token)) and read not in named:
                named.append(read)
        named += [(name, stored.sha256) for name, stored in self._new]
        return [(self._token(*pair), pair[0]) for pair in dict.fromkeys(named)]

    def saved_tokens(self) -> list[str]:
        """Return the tokens of what is saved."""
        return [self._token(*pair) for pair in self._saved]

    def fresh_tokens(self) -> list[str]:
        """Return the tokens of what was just uploaded."""
        return [self._token(name, stored.sha256) for name, stored in self._new]

    def attachments(self, kept: list[str]) -> "tuple[tuple[str, StoredFile], ...]":
        """Return the chosen files in order, the new ones last."""
        named = [read for token in kept if (read := self._read(token))]
        old = [(name, self._row(name, sha256)) for name, sha256 in named]
        return (*old, *(pair for pair in self._new if (pair[0], pair[1].sha256) not in named))

    def figures(self) -> str:
        """Return the HTML of the new pictures, to stand at the end of the text."""
        return "".join(
            f'<figure><img src="files/{escape(_name(stored))}" alt=""></figure>'
            for stored in self._pictures
        )

    def _token(self, name: str, sha256: str) -> str:
        return self._signer.sign_object([name, sha256])

    def _read(self, token: str) -> tuple[str, str] | None:
        try:
            name, sha256 = self._signer.unsign_object(token)
        except signing.BadSignature:
            return None
        return name, sha256

    def _row(self, name: str, sha256: str) -> "StoredFile":
        """Return the stored file; keeping the same bytes again gives the row they have."""
        if sha256 not in self._stored:
            with kept.path_of(sha256).open("rb") as stream:
                self._stored[sha256] = files.keep(stream, name=name, at=self._at)
        return self._stored[sha256]


def _name(stored: "StoredFile") -> str:
    return f"{stored.sha256}.{stored.kind}"
