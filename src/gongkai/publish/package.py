"""The exchange package: what another web system needs to show the same texts.

    package.json             format, site, organ, since
    articles/<seq>.json      metadata of a public text (docs/exchange-package.md)
    articles/<seq>.html      its body only, pictures as ../files/…
    withdrawn/<seq>.json     address and time of a text to be taken down; nothing of the text
    files/<sha256>.<kind>    attachments and pictures, once each
    SHA256SUMS               every file above, sorted

The same records make the same bytes.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db.models import Q
from django.utils.timezone import localtime

from gongkai.disclosures import access
from gongkai.kernel.kept import path_of
from gongkai.portal import articles
from gongkai.portal.site import site_facts
from gongkai.publish import manifest
from gongkai.publish.manifest import Runs, digest

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document, Version
    from gongkai.disclosures.models.document import DocumentQuerySet

FORMAT = 1
AT_ONCE = 200
_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the earliest a zip can hold, so that equal content is equal bytes."""
_PICTURE = re.compile(r'src="files/([0-9a-f]{64}\.[a-z0-9]+)"')


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a package holds: changes from a day on, of one organ (its slug)."""

    since: date | None = None
    organ: str = ""

    def narrow(self, documents: "DocumentQuerySet", changed: str) -> "DocumentQuerySet":
        """Return those of the documents that are wanted."""
        if self.organ:
            documents = documents.filter(organ__slug=self.organ)
        if self.since:
            documents = documents.filter(Q(**{f"{changed}__date__gte": self.since}))
        return documents.order_by("seq")


@dataclass(slots=True)
class Packed:
    """What was packed."""

    articles: int = 0
    withdrawn: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)


def write(target: Path, wanted: Wanted, on: date) -> Packed:
    """Write a package at one stroke, streaming: only names of members stay in memory.

    `on` is the day whose validity is told. A file the store has lost is left out and told. Raises
    OSError as the disk does.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".package-") as aside:
        folder = Path(aside)
        with ZipFile(folder / "zip", "w", ZIP_DEFLATED) as archive:
            packed = _Packer(archive, Runs(folder, "sums"), folder, on).fill(wanted)
        (folder / "zip").replace(target)
    return packed


class _Packer:
    def __init__(self, archive: ZipFile, runs: Runs, folder: Path, on: date) -> None:
        self.archive, self.runs, self.folder, self.on = archive, runs, folder, on
        self.site = site_facts()
        self.packed = Packed()
        self._files: set[str] = set()

    def fill(self, wanted: Wanted) -> Packed:
        since = wanted.since.isoformat() if wanted.since else ""
        head = {"format": FORMAT, "site": self.site.base_url, "organ": wanted.organ, "since": since}
        self._json("package.json", head)
        found = access.public().select_related("live", "organ", "column", "replaced_by")
        found = found.prefetch_related("live__attachments__file")
        for document in wanted.narrow(found, "revised_at").iterator(chunk_size=AT_ONCE):
            assert document.live is not None  # noqa: S101  what public() means
            self._article(document, document.live)
        gone = wanted.narrow(access.tombstones().defer("draft__body"), "withdrawn_at")
        for document in gone.iterator(chunk_size=AT_ONCE):
            at = localtime(document.withdrawn_at).isoformat()
            told = {"url": self.site.absolute(document.address), "withdrawn_at": at}
            self._json(f"withdrawn/{document.seq}.json", told)
            self.packed.withdrawn += 1
        self._sums()
        return self.packed

    def _article(self, document: "Document", version: "Version") -> None:
        name = f"articles/{document.seq}"
        body = _PICTURE.sub(r'src="../files/\1"', version.body)
        self._json(f"{name}.json", metadata(document, version, self.site.absolute, self.on))
        self._add(f"{name}.html", body.encode())
        for kept in articles.files_of(version):
            self._file(kept.path.removeprefix("/"), kept.sha256)
        self.packed.articles += 1

    def _json(self, name: str, told: dict[str, Any]) -> None:
        self._add(name, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())

    def _add(self, name: str, data: bytes) -> None:
        self.archive.writestr(_member(name, ZIP_DEFLATED), data)
        self.runs.add(name, hashlib.sha256(data).hexdigest())

    def _file(self, name: str, sha256: str) -> None:
        if name in self._files:
            return
        self._files.add(name)
        source = path_of(sha256)
        if not source.is_file() or digest(source) != sha256:
            self.packed.missing.append(name)
            return
        member = _member(name, ZIP_STORED)
        member.file_size = source.stat().st_size
        with source.open("rb") as data, self.archive.open(member, "w") as into:
            shutil.copyfileobj(data, into)
        self.runs.add(name, sha256)
        self.packed.files += 1

    def _sums(self) -> None:
        self.runs.flush()
        sums = self.folder / "SHA256SUMS"
        manifest.merge(sorted(self.folder.glob("sums.*")), sums)
        member = _member(sums.name, ZIP_DEFLATED)
        member.file_size = sums.stat().st_size
        with sums.open("rb") as data, self.archive.open(member, "w") as into:
            shutil.copyfileobj(data, into)


def metadata(document: "Document", version: "Version", absolute: Any, on: date) -> dict[str, Any]:
    """Return what is known of a public text (国办公开办函〔2019〕61号, the head of an item)."""
    replaced = document.replaced_by
    return {
        "id": document.seq,
        "url": absolute(document.address),
        "index_number": document.index_number or "",
        "title": version.title,
        "genre": document.genre,
        "topic": version.topic,
        "column": {"slug": document.column.slug, "name": document.column.name}
        if document.column
        else None,
        "organ": {"slug": document.organ.slug, "name": document.organ.name},
        "source": version.source or document.organ.name,
        "doc_number": version.doc_number,
        "formed_on": _day(version.formed_on),
        "published_at": _time(document.published_at),
        "revised_at": _time(document.revised_at),
        "validity": document.validity(on),
        "effective_on": _day(version.effective_on),
        "expires_on": _day(version.expires_on),
        "repealed_on": _day(document.repealed_on),
        "replaced_by": absolute(replaced.address) if replaced and replaced.live_id else "",
        "display_until": _day(version.display_until),
        "objection_channel": version.objection_channel,
        "disclosure": version.attribute or "active",
        "keywords": [word for word in re.split(r"[,，;；\s]+", version.keywords) if word],
        "summary": version.summary,
        "attachments": list(_attachments(version)),
    }


def _attachments(version: "Version") -> Iterator[dict[str, Any]]:
    for each in version.attachments.all():
        yield {
            "name": each.name,
            "path": f"files/{each.file.sha256}.{each.file.kind}",
            "size": each.file.size,
            "sha256": each.file.sha256,
        }


def _member(name: str, how: int) -> ZipInfo:
    member = ZipInfo(name, _MADE)
    member.compress_type, member.create_system, member.external_attr = how, 3, 0o644 << 16
    return member


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _time(at: Any) -> str:
    return localtime(at).isoformat() if at else ""
