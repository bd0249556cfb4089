"""A small site with a log, built once and copied by those who tamper with it."""

import hashlib
from datetime import timedelta
from pathlib import Path

from gongkai.disclosures.operations.positions import settle
from gongkai.kernel.kept import path_of
from gongkai.ledger import files, operations
from gongkai.portal import pages
from gongkai.portal.links import file_name
from gongkai.portal.page import Page
from gongkai.portal.release import MANIFEST
from gongkai.portal.shell import Shell
from gongkai.publish import manifest
from tests.portal.press import AT, ON, Press, fill

MANY = 280
"""Documents, so that the tree has a full tile and a partial one."""


def correct(press: Press, document, title: str, *, at=AT + timedelta(days=1), **text):
    """Put a corrected text in the place of the public one."""
    document.live = document.draft = press.write(document, title, at=at, **text)
    document.revised_at = at
    document.save()
    settle(document, at=at)
    return press.enter(document, "publish")


def write_pages(top: Path) -> None:
    """Render every page into a folder, with the files that belong to them."""
    for each in pages.everything(Shell(ON)):
        place = top / file_name(each.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        data = each.data if isinstance(each, Page) else path_of(each.sha256).read_bytes()
        place.write_bytes(data)


def write_log(top: Path) -> list[str]:
    """Bring the log of a folder up to date as a publisher does; return the paths written."""
    checkpoint = top / "ledger" / "checkpoint"
    new, gone = files.update(checkpoint.read_bytes() if checkpoint.exists() else b"")
    written = []
    for path, data in new:
        place = top / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        written.append(path)
    for path in gone:
        (top / path).unlink()
    return written


def write_manifest(top: Path) -> None:
    """List every file of a folder."""
    found = list(manifest.walk(top))
    hashes = [hashlib.sha256((top / name).read_bytes()).hexdigest() for name in found]
    manifest.write(zip(found, hashes, strict=True), top / MANIFEST)


def build(press: Press, top: Path) -> dict:
    """Write a site of every kind of document, sealed three times; `old` is its first checkpoint."""
    made = fill(press)
    for number in range(MANY):
        press.publish(f"第{number}号公告")
    operations.seal(at=AT)
    write_log(top)
    (top.parent / "old").write_bytes((top / "ledger" / "checkpoint").read_bytes())
    made["corrected"] = press.publish("有附件的公告", files=[("附表.txt", b"first")])
    operations.seal(at=AT)
    write_log(top)
    correct(
        press, made["corrected"], "改正的公告", body="<p>改正。</p>", files=[("附表.txt", b"new")]
    )
    press.withdraw(made["ended"])
    press.enter(made["repealed"], "repeal")
    operations.seal(at=AT)
    write_pages(top)
    write_log(top)
    write_manifest(top)
    return made
