"""The list of a release says what stands in it, whoever asks."""

import shutil
import subprocess

import pytest

from gongkai.publish import manifest
from gongkai.publish.manifest import Runs, verify
from gongkai.publish.site import publish
from tests.portal.press import AT, fill
from tests.publish.trees import pages


@pytest.fixture
def built(press, folder):
    fill(press)
    return publish(folder, AT).release


def test_every_change_of_a_release_is_found(built):
    (built / "robots.txt").unlink()
    (built / "about.html").write_text("other")
    (built / "more.html").write_text("more")
    assert verify(built) == [
        "内容不符的文件：about.html",
        "多出的文件：more.html",
        "缺少的文件：robots.txt",
    ]


def test_release_without_a_manifest_is_told(built):
    (built / "SHA256SUMS").unlink()
    assert verify(built) == ["没有清单，或者清单是别的格式"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="没有 sha256sum")
def test_sha256sum_agrees(built):
    line = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    done = subprocess.run(line, cwd=built, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    names = [line[66:] for line in (built / "SHA256SUMS").read_text().splitlines()]
    assert names == sorted(pages(built))


def test_log_tells_what_was_published_since(press, folder, built):
    document = press.publish("新的一条")
    publish(folder, AT)
    since = manifest.changes(built)
    assert set(since) > {document.address[1:], document.address[1:] + ".gz", "index.html"}
    assert verify(built) == []
    press.withdraw(document)
    publish(folder, AT)
    assert f"gone{document.address}" in manifest.changes(built)
    assert verify(built) == []


def test_torn_end_of_the_log_is_nothing(press, folder, built):
    before = dict(manifest.files(built))
    press.publish("新的一条")
    publish(folder, AT)
    log = built / "SHA256SUMS.log"
    text = log.read_bytes()
    for size in (len(text) - 1, len(text) // 2, 10, 0):
        log.write_bytes(text[:size])
        assert dict(manifest.files(built)) == before
    lines = text.splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0], lines[1].replace(b"+", b"-"), *lines[2:]]))
    assert dict(manifest.files(built)) == before


def test_compacted_manifest_says_the_same(press, folder, built):
    press.publish("新的一条")
    press.withdraw(press.publish("撤下的一条"))
    publish(folder, AT)
    before = list(manifest.files(built))
    manifest.compact(built)
    assert list(manifest.files(built)) == before
    assert (built / "SHA256SUMS.log").read_bytes() == b""
    assert verify(built) == []


def test_long_log_is_compacted_in_a_pause(press, folder, built, monkeypatch):
    monkeypatch.setattr("gongkai.publish.site.LOG_LEAST", 0)
    for number in range(25):
        press.publish(f"新的第{number}条")
        publish(folder, AT)
        if (built / "SHA256SUMS.log").stat().st_size > (built / "SHA256SUMS").stat().st_size:
            break
    publish(folder, AT)
    assert (built / "SHA256SUMS.log").read_bytes() == b""
    assert verify(built) == []


def test_manifest_is_sorted_however_many_pieces_it_is_made_of(tmp_path, monkeypatch):
    monkeypatch.setattr(manifest, "LINES_AT_ONCE", 2)
    names = ["b", "a/c", "a-b", "a", "z/1", "a/b", "a/b"]
    for share, part in enumerate((names[:3], names[3:])):
        runs = Runs(tmp_path, f"share-{share}")
        for name in part:
            runs.add(name, "0" * 64)
        runs.flush()
    manifest.merge(tmp_path.glob("share-*"), tmp_path / "out")
    found = [line[66:] for line in (tmp_path / "out").read_text().splitlines()]
    assert found == sorted(set(names))


def test_files_are_walked_in_the_order_of_whole_paths(tmp_path):
    for name in ("a/b", "a-b", "a.b", "a/c/d", "b"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert list(manifest.walk(tmp_path)) == ["a-b", "a.b", "a/b", "a/c/d", "b"]
