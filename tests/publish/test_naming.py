"""A staged file gets its name, whatever stands there and whatever the system knows."""

import ctypes
import errno

import pytest

from gongkai.publish import naming


def failing(why):
    def call(*_):
        ctypes.set_errno(why)
        return -1

    return call


@pytest.fixture(params=["own", "none", "unsupported"])
def system(request, monkeypatch):
    """This system, one without the call, and a file system without it."""
    if request.param == "none":
        monkeypatch.setattr(naming, "_renameat2", None)
    elif request.param == "unsupported":
        monkeypatch.setattr(naming, "_renameat2", failing(errno.EINVAL))
    return request.param


@pytest.mark.parametrize("old", [None, b"old"])
def test_place_names_the_staged_file(tmp_path, system, old):
    staged, place = tmp_path / "staged", tmp_path / "公开.html"
    staged.write_bytes(b"new")
    if old is not None:
        place.write_bytes(old)
    naming.put(str(staged), str(place))
    assert place.read_bytes() == b"new"
    assert not staged.exists() or staged.read_bytes() == old


def test_other_faults_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(naming, "_renameat2", failing(errno.ENOSPC))
    with pytest.raises(OSError, match="No space") as told:
        naming.put(str(tmp_path / "a"), str(tmp_path / "b"))
    assert told.value.errno == errno.ENOSPC
