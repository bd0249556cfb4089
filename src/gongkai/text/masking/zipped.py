"""A masked .docx or .xlsx: written to the side, read back, and handed over only when clean."""

import codecs
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from gongkai.text.archive import check_zip, opened
from gongkai.text.document import Place
from gongkai.text.masking import binary
from gongkai.text.masking.markup import unescape
from gongkai.text.masking.office import Copy, Office
from gongkai.text.masking.orders import MISSING, STAYS, Report, Swap
from gongkai.text.masking.packing import PIECE
from gongkai.text.masking.screen import Screen
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

MAX_ROUNDS = 5
"""A copy is masked again while it tells something, such as a number that is found by another."""
SPOOL = 30_000_000
"""Bytes of a copy that are held in memory rather than on the disk."""


def masked_zip(
    file: BinaryIO,
    kind: Kind,
    out: BinaryIO,
    cells: Mapping[Place, Sequence[Swap]],
    screen: Screen,
) -> Report:
    """Writes the masked copy of ``file`` to ``out``; see `masked_copy`."""
    check_zip(file, allow_nested=True)
    rounds: list[Copy] = []
    current: IO[bytes] = file
    with ExitStack() as stack:
        while True:
            copy = _read(current, kind, screen, cells)
            rounds.append(copy)
            if not copy.is_needed:
                break
            if len(rounds) == MAX_ROUNDS:
                raise BadFile(STAYS)
            made: IO[bytes] = stack.enter_context(SpooledTemporaryFile(SPOOL))
            _write(current, made, copy)
            current = made
            screen.forget()
        if _is_left(current, screen):
            raise BadFile(STAYS)
        current.seek(0)
        shutil.copyfileobj(current, out)
    return _report(rounds)


def _read(
    file: IO[bytes], kind: Kind, screen: Screen, cells: Mapping[Place, Sequence[Swap]]
) -> Copy:
    screen.links = False
    with opened(cast(BinaryIO, file)) as archive:
        office = Office(archive, kind, screen, cells)
        copy = office.read()
    missing = len(cells) - office.found
    if missing:
        raise BadFile(MISSING.format(missing))
    return copy


def _write(current: IO[bytes], made: IO[bytes], copy: Copy) -> None:
    """The file after one round."""
    with opened(cast(BinaryIO, current)) as archive, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for info in archive.infolist():
            if info.filename not in copy.dropped:
                _write_part(archive, info, target, copy)


def _write_part(archive: ZipFile, info: ZipInfo, target: ZipFile, copy: Copy) -> None:
    """One part under its name; what a zip says beside (remarks, extra fields) is not copied."""
    entry = ZipInfo(copy.names.get(info.filename, info.filename), info.date_time)
    entry.external_attr = info.external_attr
    entry.compress_type = ZIP_STORED if info.compress_type == ZIP_STORED else ZIP_DEFLATED
    content = copy.content(info.filename)
    if content is not None:
        target.writestr(entry, content)
        return
    entry.file_size = info.file_size
    with archive.open(info) as source, target.open(entry, "w") as written:
        shutil.copyfileobj(source, written)


def _is_left(file: IO[bytes], screen: Screen) -> bool:
    """As raw as possible: something found before, or a given word, is in a part or its name."""
    with opened(cast(BinaryIO, file)) as archive:
        for info in archive.infolist():
            with archive.open(info) as stream:
                begin = stream.read(64)
                said = _readings(begin, stream) if binary.is_markup(begin) else ()
                if screen.knows(info.filename) or any(map(screen.knows, said)):
                    return True
    return False


def _readings(begin: bytes, stream: IO[bytes]) -> Iterator[str]:
    """A part as it is written and as it is read, in pieces that end where a tag begins."""
    encoding = "utf-16" if begin.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(begin)
    while content := stream.read(PIECE):
        text += decoder.decode(content)
        done, tag, rest = text.rpartition("<")
        yield from _both(done)
        text = tag + rest
    yield from _both(text + decoder.decode(b"", final=True))


def _both(text: str) -> Iterator[str]:
    yield text
    if "&" in text:
        yield unescape(text)


def _report(rounds: list[Copy]) -> Report:
    notes = {note: number for copy in rounds for note, number in copy.notes.items()}
    told = tuple(note.format(number) for note, number in notes.items())
    if len(rounds) == 1:
        return Report(notes=told, is_same=True)
    done = [entry for copy in rounds for entry in copy.done]
    dropped = dict.fromkeys(what for copy in rounds for what in copy.told if what)
    return Report(tuple(done), tuple(dropped), told)
