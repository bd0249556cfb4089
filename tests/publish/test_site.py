"""The site is whole and up to date, or it is the old one."""

import errno
import os
from datetime import timedelta
from gzip import decompress as gunzip
from io import StringIO

import pytest
from django.core.management import call_command

from gongkai.kernel.actor import CLOCK
from gongkai.kernel.alone import Busy, alone
from gongkai.kernel.kept import path_of
from gongkai.kernel.ledger_line import record
from gongkai.portal import release
from gongkai.publish import manifest
from gongkai.publish.manifest import verify
from gongkai.publish.site import publish
from tests.portal.press import AT, PICTURE, SECRET, fill, keep
from tests.portal.reading import html_files, read, target
from tests.publish.trees import tree


def test_whole_site_is_as_its_manifest_says(press, folder):
    fill(press)
    done = publish(folder, AT)
    assert done.changed
    assert verify(done.release) == []
    files = dict(manifest.files(done.release))
    assert {"index.html", "index.html.gz", "look/portal.css", "xxgk/2026/11/1.html"} <= files.keys()
    assert done.written == done.files >= len(files)
    assert done.missing == []
    assert release.current(folder) == done.release


def test_no_link_of_the_built_site_is_dead(press, folder):
    fill(press)
    built = publish(folder, AT).release
    dead = [
        f"{name} → {link}"
        for name, text in html_files(built).items()
        for link in read(text).links
        if (found := target(name, link)) is not None and not (built / found).is_file()
    ]
    assert dead == []


def test_files_of_public_texts_only(press, folder):
    made = fill(press)
    built = publish(folder, AT).release
    kinds = sorted(path.suffix for path in (built / "files").iterdir())
    assert kinds == [".pdf", ".png", ".xlsx"]
    picture = keep(PICTURE, "png")
    assert (built / "files" / f"{picture.sha256}.png").read_bytes() == PICTURE
    press.withdraw(made["notice"])
    assert list((publish(folder, AT).release / "files").iterdir()) == []


def test_withdrawn_text_is_nowhere_in_the_build(press, folder):
    document = press.publish(SECRET, body=f"<p>{SECRET}</p>", files=[("a.txt", SECRET.encode())])
    before = publish(folder, AT).release
    assert SECRET in (before / document.address[1:]).read_text()
    press.withdraw(document)
    built = publish(folder, AT).release
    for name, data in tree(built).items():
        assert SECRET.encode() not in (gunzip(data) if name.endswith(".gz") else data), name
    assert release.is_gone(built, document.address[1:])
    assert (built / f"gone{document.address}").read_bytes() == b""


def test_nothing_new_writes_nothing(press, folder):
    press.publish()
    publish(folder, AT)
    before = tree(folder)
    assert not publish(folder, AT).changed
    assert tree(folder) == before


def test_one_publication_changes_the_release_in_place(press, folder):
    press.publish("第一条")
    first = publish(folder, AT)
    document = press.publish("第二条")
    done = publish(folder, AT)
    assert (done.release, done.changed, done.whole) == (first.release, True, False)
    assert "第二条" in (done.release / "index.html").read_text()
    assert "第二条" in (done.release / document.address[1:]).read_text()
    assert 0 < done.written < first.files / 2
    assert verify(done.release) == []


def test_pause_brings_everything_to_the_disk(press, folder):
    press.publish("第一条")
    publish(folder, AT)
    press.publish("第二条")
    publish(folder, AT)
    assert (folder / "journal").stat().st_size > 0
    publish(folder, AT)
    assert (folder / "journal").stat().st_size == 0


def test_drafting_asks_for_no_new_site(press, folder):
    press.publish()
    first = publish(folder, AT)
    for act in ("disclosures.document.write", "disclosures.document.sign", "screening.review"):
        record(act, label="x", subject="x:1", by=CLOCK, at=AT)
    before = tree(first.release)
    assert publish(folder, AT).release == first.release
    assert tree(first.release) == before


def test_entry_that_changes_no_page_makes_no_new_release(press, folder):
    press.publish()
    first = publish(folder, AT)
    record("organs.appoint", label="x", subject="x:1", by=CLOCK, at=AT)
    again = publish(folder, AT)
    assert (again.release, again.changed) == (first.release, False)
    assert [path.name for path in (folder / "releases").iterdir()] == [first.release.name]


def test_line_committed_late_with_a_smaller_number_is_seen(press, folder):
    from gongkai.kernel.models import Entry

    press.publish()
    publish(folder, AT)
    last = Entry.objects.order_by("-id").first()
    Entry.objects.create(
        pk=last.pk + 10,
        at=AT,
        act="disclosures.document.write",
        label="x",
        subject="x:1",
        person_name="x",
    )
    publish(folder, AT)
    late = press.publish("提交得晚的")
    Entry.objects.create(
        pk=last.pk + 5,
        at=AT,
        act="disclosures.document.publish",
        label="x",
        subject=late.reference,
        person_name="x",
    )
    assert "提交得晚的" in (publish(folder, AT).release / "index.html").read_text()


def test_next_day_counts_the_days_again(press, folder):
    document = press.publish(genre="list", display_until=AT.date() + timedelta(days=3))
    publish(folder, AT)
    built = publish(folder, AT + timedelta(days=1)).release
    assert "还剩2天" in (built / document.address[1:]).read_text()


def test_site_facts_are_part_of_the_stamp(press, folder, monkeypatch):
    publish(folder, AT)
    monkeypatch.setenv("GONGKAI_SITE_ICP", "青ICP备00000000号-1")
    built = publish(folder, AT).release
    assert "青ICP备00000000号-1" in (built / "index.html").read_text()


def test_full_build_links_unchanged_bytes(press, folder):
    document = press.publish("第一条")
    first = publish(folder, AT).release
    press.publish("第二条")
    done = publish(folder, AT, whole=True)
    page, style = document.address[1:], "look/base.css"
    for name in (page, style):
        assert (first / name).stat().st_ino == (done.release / name).stat().st_ino
    assert (first / "index.html").stat().st_ino != (done.release / "index.html").stat().st_ino
    assert done.written < done.files / 2


def test_where_links_are_not_possible_bytes_are_written(press, folder, monkeypatch):
    press.publish("第一条")
    publish(folder, AT)
    press.publish("第二条", files=[("a.txt", b"text")])

    def refuse(*_):
        raise OSError(errno.EMLINK, "too many links")

    monkeypatch.setattr(os, "link", refuse)
    done = publish(folder, AT, whole=True)
    assert done.written == done.files
    assert verify(done.release) == []


def test_file_cut_short_in_the_old_release_is_written_anew(press, folder):
    document = press.publish("第一条")
    old = publish(folder, AT).release / document.address[1:]
    os.truncate(old, 10)
    press.publish("第二条")
    assert verify(publish(folder, AT, whole=True).release) == []


def test_two_releases_are_kept(press, folder):
    for number in range(4):
        press.publish(f"第{number}条")
        publish(folder, AT, whole=True)
    assert sorted(path.name for path in (folder / "releases").iterdir()) == ["3", "4"]
    assert (folder / "current").resolve().name == "4"


def test_second_publisher_is_told(press, folder):
    press.publish()
    with alone(folder, "x"), pytest.raises(Busy, match="另一个进程正在生成网站"):
        publish(folder, AT)
    assert publish(folder, AT).changed


def test_where_links_to_folders_are_not_allowed_a_pointer_file_is(press, folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EPERM, "not allowed")

    press.publish()
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.symlink_to", refuse)
        first = publish(folder, AT)
        assert (folder / "current.txt").read_text() == "1"
        assert release.current(folder) == first.release
    press.publish("第二条")
    publish(folder, AT, whole=True)
    assert not (folder / "current.txt").exists()
    assert release.current(folder).name == "2"


def test_lost_or_altered_file_is_left_out_and_told(press, folder):
    document = press.publish(files=[("a.txt", b"lost"), ("b.txt", b"altered")])
    path_of(keep(b"lost", "txt").sha256).unlink()
    path_of(keep(b"altered", "txt").sha256).write_bytes(b"other")
    done = publish(folder, AT)
    assert len(done.missing) == 2
    assert (done.release / document.address[1:]).is_file()
    assert verify(done.release) == []
    press.publish("第二条", files=[("c.txt", b"lost")])
    path_of(keep(b"altered", "txt").sha256).write_bytes(b"other")
    errors = StringIO()
    call_command("publish", out=folder, full=True, verbosity=0, stderr=errors)
    assert "丢失或损坏" in errors.getvalue()


def test_installation_without_offices_has_no_site(db, folder):
    assert publish(folder, AT).release is None
    said = StringIO()
    call_command("publish", out=folder, stdout=said)
    assert "还没有设置机关" in said.getvalue()


def test_command_says_what_it_did(press, folder):
    press.publish()
    said = [StringIO() for _ in range(3)]
    call_command("publish", out=folder, stdout=said[0])
    call_command("publish", out=folder, stdout=said[1])
    call_command("publish", verbosity=0, stdout=said[2])
    assert "个文件，其中新写" in said[0].getvalue()
    assert "没有变化" in said[1].getvalue()
    assert said[2].getvalue() == ""


@pytest.mark.parametrize("text", ["", "{}", '{"other": 1}', "[1]"])
def test_unreadable_state_only_means_a_full_build(press, folder, text):
    press.publish()
    first = publish(folder, AT)
    (folder / "state.json").write_text(text)
    again = publish(folder, AT)
    assert (again.release, again.changed, again.whole) == (first.release, False, True)
