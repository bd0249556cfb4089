"""Unsafe zips are refused before anything is built from them."""

import io
import random
import struct
import zipfile

import pytest

from gongkai.text import archive
from gongkai.text.archive import Entry, check_zip, opened
from gongkai.text.refusal import BadFile
from tests.text.documents import archive as made


def test_entries_are_listed_with_their_true_size():
    file = made({"a.txt": "甲", "b/c.txt": b"x" * 200_000})
    assert check_zip(file) == (Entry("a.txt", 3), Entry("b/c.txt", 200_000))


def test_a_bomb_is_refused_without_unpacking_it():
    bomb = made({f"{n}": bytes(30_000_000) for n in range(3)})
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(BadFile, match="大得不正常"):
        check_zip(bomb)


def test_the_absolute_limit(monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 1000)
    assert check_zip(made({"a": random.Random(1).randbytes(1000)}))
    with pytest.raises(BadFile, match="大得不正常"):
        check_zip(made({"a": random.Random(1).randbytes(1001)}))


def test_too_many_entries(monkeypatch):
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)
    with pytest.raises(BadFile, match="有 3 个文件"):
        check_zip(made({"a": "", "b": "", "c": ""}))
    monkeypatch.setattr(archive, "MAX_DIRECTORY", 100)
    with pytest.raises(BadFile, match="文件太多"):
        check_zip(made({"a": "", "b": "", "c": ""}))


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "..\\a", "C:\\a", "\\a"])
def test_paths_that_leave_the_folder(name):
    with pytest.raises(BadFile, match="指向别的文件夹"):
        check_zip(made({name: "x"}))


def test_a_zip_inside_a_zip():
    inner = made({"a": "x"}).getvalue()
    with pytest.raises(BadFile, match="还有压缩包"):
        check_zip(made({"a.zip": inner}))
    assert check_zip(made({"a.zip": inner}), allow_nested=True)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_double_names():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as z:
        z.writestr("a", "1")
        z.writestr("a", "2")
    with pytest.raises(BadFile, match="重名"):
        check_zip(file)


def test_encryption():
    raw = bytearray(made({"a": "x"}).getvalue())
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    with pytest.raises(BadFile, match="密码"):
        check_zip(io.BytesIO(raw))


@pytest.mark.parametrize("cut", [0, 10, 40, 90])
def test_a_file_cut_short(cut):
    raw = made({"a.txt": "x" * 50}).getvalue()
    with pytest.raises(BadFile, match="损坏"):
        check_zip(io.BytesIO(raw[:cut]))


def test_damaged_content():
    raw = bytearray(made({"a.txt": random.Random(1).randbytes(500)}).getvalue())
    raw[100:110] = b"0123456789"
    with pytest.raises(BadFile, match="损坏"):
        check_zip(io.BytesIO(raw))


def outcome(raw: bytes) -> str:
    try:
        return f"{len(check_zip(io.BytesIO(raw)))}。"
    except BadFile as refusal:
        return str(refusal)


def test_every_damaged_byte_gives_an_answer_or_a_refusal():
    raw = made({"a.txt": "甲乙丙" * 20, "b.txt": "丁"}).getvalue()
    for at in range(len(raw)):
        for value in (0, 0xFF, raw[at] ^ 1):
            broken = bytearray(raw)
            broken[at] = value
            assert outcome(broken).endswith("。")


def test_the_larger_of_both_end_records_counts():
    raw = made({"a": "x"}).getvalue()
    end = raw[-22:]
    size, offset = struct.unpack_from("<2L", end, 12)
    big = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + size, 1)
    with pytest.raises(BadFile, match="文件太多"):
        check_zip(io.BytesIO(raw[:-22] + big + locator + end))


def test_a_comment_after_the_end_record():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as z:
        z.writestr("a", "x")
        z.comment = "注".encode() * 100
    assert check_zip(file) == (Entry("a", 1),)


def test_refusals_inside_pass_through():
    with pytest.raises(BadFile, match="自己的"), opened(made({"a": "x"})):
        raise BadFile("自己的。")
