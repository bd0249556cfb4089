"""Files are kept once, whole or not at all."""

import errno
import hashlib
import io
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from gongkai.kernel import files
from gongkai.kernel import kept as kept_files
from gongkai.kernel.files import StoreFull, TooLarge, keep, sweep, url_name
from gongkai.kernel.kept import open_file, path_of, verified
from gongkai.kernel.kept import verify as is_intact
from gongkai.kernel.models import StoredFile
from gongkai.text.refusal import BadFile
from tests.kernel.papers import AT

TEXT = "青禾县防汛工作通知\n".encode() * 1000
SHA256 = hashlib.sha256(TEXT).hexdigest()

pytestmark = pytest.mark.usefixtures("db", "home")


def stored_files(home):
    return sorted(path for path in (home / "files").rglob("*") if path.is_file())


def test_file_is_kept_under_its_hash(home):
    stored = keep(io.BytesIO(TEXT), name="通知.txt", at=AT)

    assert (stored.sha256, stored.size, stored.kind) == (SHA256, len(TEXT), "txt")
    assert stored.kept_at == AT
    assert stored_files(home) == [path_of(SHA256)] == [home / "files" / SHA256[:2] / SHA256]
    assert StoredFile.objects.get() == stored
    with open_file(stored) as file:
        assert file.read() == TEXT
    assert str(stored) == f"{SHA256[:12]} (txt, {len(TEXT)})"


def test_file_is_for_the_owner_alone(home):
    keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert stat.S_IMODE(path_of(SHA256).stat().st_mode) == 0o600


def test_same_bytes_are_kept_once(home):
    first = keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    second = keep(io.BytesIO(TEXT), name="另一个名字.txt", at=AT + timedelta(days=1))
    assert first == second
    assert second.kept_at == AT
    assert len(stored_files(home)) == 1


def test_damaged_file_is_mended_by_keeping_it_again():
    stored = keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    path_of(SHA256).write_bytes(b"rotten")
    keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert is_intact(stored)


def test_upload_is_taken_as_it_comes(home):
    stored = keep(SimpleUploadedFile("通知.txt", TEXT), name="通知.txt", at=AT)
    assert stored.sha256 == SHA256


class Trickle:
    """A stream that counts how much it is asked for at once."""

    def __init__(self, data):
        self.data, self.asked = io.BytesIO(data), set()

    def read(self, size):
        self.asked.add(size)
        return self.data.read(min(size, 1000))


def test_stream_is_read_piece_by_piece():
    stream = Trickle(TEXT)
    assert keep(stream, name="通知.txt", at=AT).size == len(TEXT)
    assert stream.asked == {files.CHUNK}


@pytest.mark.parametrize(
    ("size", "limit", "announced", "sentence"),
    [
        (101, 100, False, "文件至少有 101 字节，超过上限 100 字节。"),
        (2049, 2048, False, "文件至少有 2.1 KB，超过上限 2 KB。"),
        (300 << 20, 100 << 20, True, "文件有 300 MB，超过上限 100 MB。"),
        (3 << 29, 1 << 30, True, "文件有 1.5 GB，超过上限 1 GB。"),
    ],
)
def test_too_large_file_is_refused_with_both_sizes(home, size, limit, announced, sentence):
    stream = io.BytesIO() if announced else Trickle(b"x" * size)
    stream.size = size if announced else None
    with pytest.raises(TooLarge, match=sentence):
        keep(stream, name="大.txt", at=AT, limit=limit)
    assert stored_files(home) == []
    assert not StoredFile.objects.exists()


def test_file_of_the_very_limit_is_kept():
    assert keep(io.BytesIO(b"x" * 100), name="小.txt", at=AT, limit=100).size == 100


def test_limit_is_the_setting(settings):
    settings.GONGKAI = {**settings.GONGKAI, "max_upload_bytes": 10}
    with pytest.raises(TooLarge, match="超过上限 10 字节"):
        keep(io.BytesIO(TEXT), name="通知.txt", at=AT)


def test_file_that_is_not_what_it_says_leaves_nothing(home):
    with pytest.raises(BadFile):
        keep(io.BytesIO(b"MZ\x90\x00" + TEXT), name="通知.txt", at=AT)
    assert stored_files(home) == []
    assert not StoredFile.objects.exists()


def test_picture_is_kept_without_what_the_camera_wrote(home):
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x010F] = "QINGHE-CAMERA"
    Image.new("RGB", (30, 20), (9, 99, 9)).save(file, "JPEG", exif=exif)
    file.seek(0)

    stored = keep(file, name="现场.JPG", at=AT)

    data = path_of(stored.sha256).read_bytes()
    assert b"QINGHE-CAMERA" not in data
    assert (stored.kind, stored.size) == ("jpg", len(data))
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored_files(home) == [path_of(stored.sha256)]


def test_broken_picture_leaves_nothing(home):
    with pytest.raises(BadFile, match="图片已损坏"):
        keep(io.BytesIO(b"\xff\xd8\xff\xe0" + TEXT), name="现场.jpg", at=AT)
    assert stored_files(home) == []


def refuse_from(call, code):
    def refuse(*args, **options):
        raise OSError(code, os.strerror(code))

    return (call, refuse)


@pytest.mark.parametrize("call", ["fsync", "replace", "mkdir"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_leaves_nothing_behind(home, monkeypatch, call, code):
    owner = os if call == "fsync" else Path
    with monkeypatch.context() as full:
        full.setattr(owner, *refuse_from(call, code))
        with pytest.raises(StoreFull, match="磁盘空间不足，文件没有保存"):
            keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert stored_files(home) == []
    assert not StoredFile.objects.exists()


def test_disk_that_fills_while_writing_leaves_nothing_behind(home):
    """A real device that is always full stands for the temporary file."""
    if not Path("/dev/full").exists():
        pytest.skip("没有 /dev/full")
    fails = pytest.raises(OSError, match="No space left")
    with Path("/dev/full").open("wb", buffering=0) as file, fails as full:
        files._receive(io.BytesIO(TEXT * 100), file, 1 << 30)
    assert full.value.errno in files._NO_SPACE


def test_other_faults_of_the_disk_are_not_called_full(home, monkeypatch):
    monkeypatch.setattr(os, *refuse_from("fsync", errno.EIO))
    with pytest.raises(OSError, match="Input/output error"):
        keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert stored_files(home) == []


def test_file_is_on_the_disk_before_its_row(monkeypatch):
    seen = []
    real = StoredFile.objects.get_or_create

    def get_or_create(**row):
        seen.append(path_of(row["sha256"]).read_bytes() == TEXT)
        return real(**row)

    monkeypatch.setattr(StoredFile.objects, "get_or_create", get_or_create)
    keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert seen == [True]


def test_name_is_durable_before_the_row(monkeypatch):
    synced = []
    real = os.fsync

    def fsync(handle):
        synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    if not Path("/proc/self/fd").exists():
        pytest.skip("没有 /proc")
    keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert synced[1:3] == [SHA256[:2], "files"]
    assert synced[4:] == [SHA256[:2]]


def test_row_taken_back_leaves_a_file_that_the_next_keeping_uses(home):
    with transaction.atomic():
        keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()

    stored = keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert is_intact(stored)
    assert len(stored_files(home)) == 1


def test_changed_or_lost_bytes_are_noticed():
    stored = keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert is_intact(stored)
    path_of(SHA256).write_bytes(TEXT + b" ")
    assert not is_intact(stored)
    path_of(SHA256).unlink()
    assert not is_intact(stored)
    with pytest.raises(FileNotFoundError):
        open_file(stored)


def test_pages_read_a_file_again_only_when_it_has_changed(monkeypatch):
    stored = keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    read = []
    real = kept_files.digest_of
    monkeypatch.setattr(kept_files, "digest_of", lambda file: read.append(1) or real(file))
    assert verified(stored)
    assert verified(stored)
    assert len(read) == 1

    assert is_intact(stored)
    assert len(read) == 2
    path_of(SHA256).write_bytes(TEXT + b" ")
    assert not verified(stored)
    path_of(SHA256).unlink()
    assert not verified(stored)


def test_address_says_hash_and_format():
    assert url_name(StoredFile(sha256=SHA256, kind="pdf")) == f"{SHA256[:32]}.pdf"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", SHA256.upper(), SHA256 + "\n"])
def test_only_a_hash_has_a_path(name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        path_of(name)


def test_sweep_removes_what_cut_off_uploads_left(home):
    keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    old, fresh = home / "files" / "incoming" / "old", home / "files" / "incoming" / "fresh"
    for path, age in ((old, timedelta(hours=25)), (fresh, timedelta(hours=23))):
        path.write_bytes(b"half a file")
        os.utime(path, times=2 * ((AT - age).timestamp(),))

    assert sweep(AT) == 1
    assert stored_files(home) == sorted([fresh, path_of(SHA256)])
    assert sweep(AT) == 0


def test_sweep_of_an_empty_store_does_nothing():
    assert sweep(AT) == 0


def test_what_is_forgotten_stays_forgotten(home):
    stored = keep(io.BytesIO(TEXT), name="通知.txt", at=AT)
    assert files.forget(stored) is True
    assert files.forget(stored) is True
    assert stored_files(home) == []
