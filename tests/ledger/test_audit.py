"""Twenty ways to tamper with a site: ours and the independent verifier agree on each of them."""

import gzip
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from gongkai.ledger import tree
from gongkai.ledger.audit import BadInput, check_folder
from gongkai.ledger.note import Checkpoint, PublicKey, Signer, opened
from gongkai.ledger.sources import Folder
from gongkai.text import shown
from tests.ledger import towers
from tests.people import put_county
from tests.portal.press import Press, put_columns

ROOT = Path(__file__).resolve().parents[2]
VERIFIER = ROOT / "examples" / "verify_site.py"
OTHER = Signer("gongkai.invalid/ledger", b"e" * 32)
PAGE = "xxgk/2026/11/9.html"


# The databases that pytest-django prepares are those that some test asks for by this mark.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def good(tmp_path_factory, django_db_setup, django_db_blocker):
    """A site and, beside it, its public key and the first checkpoint; nothing stays in tables."""
    home = tmp_path_factory.mktemp("tower")
    places = {"files": home / "files", "site": home / "site", "ledger_key": home / "ledger_key"}
    with (
        override_settings(GONGKAI={**settings.GONGKAI, **places}),
        django_db_blocker.unblock(),
        suppress(RolledBack),
        transaction.atomic(),
    ):
        made = towers.build(Press(put_county(), put_columns()), home / "site")
        (home / "corrected").write_text(made["corrected"].address)
        (home / "tombstone").write_text(made["ended"].address)
        raise RolledBack
    shutil.copy(home / "site" / "ledger" / "key.txt", home / "key.txt")
    return home


class RolledBack(Exception):
    """Ends the building of the site."""


def edit(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def swap(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def partial(site: Path, level: str) -> Path:
    """The newest partial tile of a level."""
    found = (site / "ledger" / "tile" / level).glob("*.p/*")
    return max(found, key=lambda path: int(path.name))


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(bytes(data))


def checkpoint(site: Path, change, signer: Signer | None = None) -> None:
    """Write another checkpoint: signed anew, or with the old signature under a changed text."""
    place = site / "ledger" / "checkpoint"
    note = place.read_text()
    text, _, signature = note.rpartition("\n\n")
    changed = change(Checkpoint.parse(text + "\n"))
    place.write_text(signer.sign(changed.text) if signer else f"{changed.text}\n{signature}")


def of(home: Path, name: str) -> str:
    return (home / name).read_text().removeprefix("/")


# ── Each tampers with a copy of the good site and says which fault must be named ────────────


def text_changed(site):
    edit(site / PAGE, b"<p>", "<p>不".encode())
    return "page.text", PAGE


def title_changed(site):
    edit(site / PAGE, b"<h1>", "<h1>关于取消".encode())
    return "page.text", PAGE


def digest_changed_with_the_text(site):
    text_changed(site)
    page = (site / PAGE).read_bytes()
    digest = shown.in_page(page).digest.encode()
    (site / PAGE).write_bytes(re.sub(rb'data-text="\w+"', b'data-text="%s"' % digest, page))
    return "leaf.altered", PAGE


def leaf_back_dated(site):
    page = (site / PAGE).read_bytes()
    page = re.sub(rb'data-at="2026', b'data-at="2025', page)
    (site / PAGE).write_bytes(page)
    return "leaf.altered", PAGE


def shown_day_back_dated(site):
    page = (site / PAGE).read_text()
    (site / PAGE).write_text(
        re.sub(r"(<time [^>]*>)2026年(.{3,7}</time> 起)", r"\g<1>2025年\2", page)
    )
    return "page.date", PAGE


def salt_changed(site):
    page = (site / PAGE).read_bytes()
    (site / PAGE).write_bytes(re.sub(rb'data-salt="....', b'data-salt="0000', page))
    return "leaf.altered", PAGE


def proof_removed(site):
    page = (site / PAGE).read_bytes()
    (site / PAGE).write_bytes(
        re.sub(rb'<section class="proof".*?</section>', b"", page, flags=re.S)
    )
    return "page.unproved", PAGE


def page_deleted(site):
    (site / PAGE).unlink()
    return "page.missing", "xxgk/"


def page_moved(site):
    (site / PAGE).rename(site / "xxgk/2026/11/9009.html")
    return "page.moved", "xxgk/2026/11/9009.html"


def page_doubled(site):
    shutil.copy(site / PAGE, site / "xxgk/2026/11/9009.html")
    return "leaf.twice", "xxgk/2026/11/9009.html"


def pages_swapped(site):
    swap(site / PAGE, site / "xxgk/2026/11/10.html")
    return "page.moved", PAGE


def attachment_changed(site):
    page = (site / of(site.parent, "corrected")).read_text()
    name = re.search(r"files/(\w{64}\.txt)", page)[1]
    (site / "files" / name).write_bytes(b"other")
    return "file.altered", f"files/{name}"


def attachment_deleted(site):
    page = (site / of(site.parent, "corrected")).read_text()
    name = re.search(r"files/(\w{64}\.txt)", page)[1]
    (site / "files" / name).unlink()
    return "file.missing", f"files/{name}"


def attachment_hash_changed(site):
    path = of(site.parent, "corrected")
    page = (site / path).read_text()
    name = re.search(r"files/(\w{64})\.txt", page)[1]
    (site / path).write_text(page.replace(name, "0" * 64))
    return "page.text", path


def tombstone_replaced_by_text(site):
    path = of(site.parent, "tombstone")
    (site / path).write_bytes((site / PAGE).read_bytes())
    return "page.moved", path


def reason_of_a_withdrawal_changed(site):
    path = of(site.parent, "tombstone")
    edit(site / path, "<!--text-->内容有误".encode(), "<!--text-->到期".encode())
    return "page.text", path


def earlier_leaf_denied(site):
    path = of(site.parent, "corrected")
    page = (site / path).read_text()
    (site / path).write_text(re.sub(r'data-earlier="[^"]+"', 'data-earlier=""', page))
    return "leaf.altered", path


def number_beyond_the_log(site):
    page = (site / PAGE).read_text()
    (site / PAGE).write_text(re.sub(r'data-leaf="\d+"', 'data-leaf="9999"', page))
    return "leaf.beyond", PAGE


def tile_changed(site):
    flip(site / "ledger/tile/0/000", 40)
    return "tile.altered", "ledger/tile/0/000"


def upper_tile_changed(site):
    flip(partial(site, "1"), 3)
    return "tile.altered", "ledger/tile/0/000"


def partial_tile_changed(site):
    path = partial(site, "0")
    flip(path, 5)
    return "tile.altered", path.relative_to(site).as_posix()


def tile_deleted(site):
    (site / "ledger/tile/0/000").unlink()
    return "tile.missing", "ledger/tile/0/000"


def tiles_swapped(site):
    swap(site / "ledger/tile/0/000", site / "ledger/tile/entries/000")
    return "tile.length", "ledger/tile/0/000"


def entries_truncated(site):
    path = site / "ledger/tile/entries/000"
    path.write_bytes(path.read_bytes()[:-34])
    return "entries.length", "ledger/tile/entries/000"


def entry_changed(site):
    flip(site / "ledger/tile/entries/000", 34 * 7 + 9)
    return "entries.altered", "ledger/tile/entries/000"


def entries_reordered(site):
    path = site / "ledger/tile/entries/000"
    rows = [path.read_bytes()[i : i + 34] for i in range(0, 34 * 256, 34)]
    rows[3], rows[4] = rows[4], rows[3]
    path.write_bytes(b"".join(rows))
    return "entries.altered", "ledger/tile/entries/000"


def leaves_reordered_throughout(site):
    entries_reordered(site)
    path = site / "ledger/tile/0/000"
    rows = [path.read_bytes()[i : i + 32] for i in range(0, 32 * 256, 32)]
    rows[3], rows[4] = rows[4], rows[3]
    path.write_bytes(b"".join(rows))
    return "tile.altered", "ledger/tile/0/000"


def entry_length_lied(site):
    flip(site / "ledger/tile/entries/000", 1)
    return "entries.length", "ledger/tile/entries/000"


def signed_by_another_key(site):
    checkpoint(site, lambda head: head, OTHER)
    (site / "ledger/key.txt").write_text(OTHER.public.text)
    return "checkpoint.signature", "ledger/checkpoint"


def root_forged(site):
    checkpoint(site, lambda head: Checkpoint(head.origin, head.size, b"f" * 32))
    return "checkpoint.signature", "ledger/checkpoint"


def size_forged(site):
    checkpoint(site, lambda head: Checkpoint(head.origin, head.size - 1, head.root))
    return "checkpoint.signature", "ledger/checkpoint"


def checkpoint_of_an_older_size(site):
    shutil.copy(site.parent / "old", site / "ledger/checkpoint")
    return "leaf.beyond", of(site.parent, "corrected")


def checkpoint_deleted(site):
    (site / "ledger/checkpoint").unlink()
    return "checkpoint.missing", "ledger/checkpoint"


def root_of_another_log_under_the_true_key(site):
    signer = Signer.parse((site.parent / "ledger_key").read_text())
    checkpoint(site, lambda head: Checkpoint(head.origin, head.size, b"f" * 32), signer)
    return "root", "ledger/checkpoint"


def origin_of_another_log(site):
    signer = Signer.parse((site.parent / "ledger_key").read_text())
    checkpoint(site, lambda head: Checkpoint("other", head.size, head.root), signer)
    return "checkpoint.origin", "ledger/checkpoint"


def packed_copy_changed(site):
    page = site / PAGE
    (site / f"{PAGE}.gz").write_bytes(gzip.compress(page.read_bytes().replace(b"<p>", b"<p>x", 1)))
    return "page.packed", f"{PAGE}.gz"


def packed_copy_broken(site):
    (site / f"{PAGE}.gz").write_bytes(b"no gzip at all")
    return "page.packed", f"{PAGE}.gz"


TAMPERED = [
    *(packed_copy_changed, packed_copy_broken),
    *(text_changed, title_changed, digest_changed_with_the_text, leaf_back_dated, salt_changed),
    *(shown_day_back_dated, proof_removed, page_deleted, page_moved, page_doubled, pages_swapped),
    *(attachment_changed, attachment_deleted, attachment_hash_changed, tombstone_replaced_by_text),
    *(reason_of_a_withdrawal_changed, earlier_leaf_denied, number_beyond_the_log, tile_changed),
    *(upper_tile_changed, partial_tile_changed, tile_deleted, tiles_swapped, entries_truncated),
    *(entry_changed, entries_reordered, leaves_reordered_throughout, entry_length_lied),
    *(signed_by_another_key, root_forged, size_forged, checkpoint_of_an_older_size),
    *(checkpoint_deleted, root_of_another_log_under_the_true_key, origin_of_another_log),
]


@pytest.fixture
def copy(good, tmp_path):
    """A copy of the good site to tamper with."""
    for name in ("key.txt", "old", "corrected", "tombstone", "ledger_key"):
        shutil.copy(good / name, tmp_path / name)
    shutil.copytree(good / "site", tmp_path / "site")
    return tmp_path / "site"


def ours(site: Path, since: bytes = b""):
    return check_folder(Folder(site), (site.parent / "key.txt").read_text(), since)


def theirs(site: Path, *words) -> subprocess.CompletedProcess:
    line = [sys.executable, VERIFIER, site, "--key", site.parent / "key.txt", *words]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_good_site_is_found_good_by_both(copy):
    report = ours(copy, (copy.parent / "old").read_bytes())
    assert report.faults == ()
    assert (report.tombstones, report.key_from) == (2, "file")
    assert report.pages < report.size < 512
    done = theirs(copy, "--since", copy.parent / "old")
    assert (done.returncode, done.stdout) == (0, "全部相符\n"), done.stderr


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__)
def test_tampered_site_is_found_out_by_both(copy, tamper):
    code, place = tamper(copy)
    found = {(fault.code, fault.place) for fault in ours(copy).faults}
    assert (code, place) in found
    done = theirs(copy)
    assert done.returncode == 1
    assert done.stdout.strip()
    assert done.stderr == ""


def test_independent_verifier_stands_alone():
    source = VERIFIER.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 200
    named = set(re.findall(r"^(?:import|from) (\w+)", source, re.MULTILINE))
    assert named <= sys.stdlib_module_names


def test_site_that_starts_a_second_history_is_found_out(copy):
    signer = Signer.parse((copy.parent / "ledger_key").read_text())
    old = Checkpoint.parse(opened((copy.parent / "old").read_bytes(), signer.public))
    other = signer.sign(Checkpoint(old.origin, old.size, b"o" * 32).text).encode()
    longer = signer.sign(Checkpoint(old.origin, 10**6, b"o" * 32).text).encode()
    assert [f.code for f in ours(copy, other).faults] == ["checkpoint.rewritten"]
    assert [f.code for f in ours(copy, longer).faults] == ["checkpoint.older"]
    for note in (other, longer):
        (copy.parent / "since").write_bytes(note)
        done = theirs(copy, "--since", copy.parent / "since")
        assert (done.returncode, "接不上" in done.stdout) == (1, True)


def test_missing_tile_makes_an_older_checkpoint_unprovable(copy):
    partial(copy, "0").unlink()
    codes = {fault.code for fault in ours(copy, (copy.parent / "old").read_bytes()).faults}
    assert {"tile.missing", "checkpoint.rewritten"} <= codes


def test_empty_missing_entries_are_named_by_the_page(copy):
    partial(copy, "entries").unlink()
    codes = {fault.code for fault in ours(copy).faults}
    assert "entries.missing" in codes


def test_stray_files_among_the_tiles_are_named(copy):
    (copy / "ledger/tile/0/777").write_bytes(b"x")
    (copy / "ledger/tile/notes.txt").write_bytes(b"x")
    small = min((copy / "ledger/tile/0/001.p").iterdir(), key=lambda path: int(path.name))
    flip(small, 3)
    found = [(fault.code, fault.place) for fault in ours(copy).faults]
    assert found == [
        ("tile.altered", small.relative_to(copy).as_posix()),
        ("tile.stray", "ledger/tile/0/777"),
        ("tile.stray", "ledger/tile/notes.txt"),
    ]


def test_partial_tile_may_be_replaced_by_the_full_one(copy):
    path = partial(copy, "0")
    (copy / "ledger/tile/0/001").write_bytes(path.read_bytes() + bytes(8192 - path.stat().st_size))
    path.unlink()
    assert "tile.missing" not in {fault.code for fault in ours(copy).faults}


def test_unknown_hash_is_named(copy):
    edit(copy / PAGE, b'data-hash="sha256"', b'data-hash="md5"')
    assert ("leaf.unknown", PAGE) in {(f.code, f.place) for f in ours(copy).faults}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'data-salt="', b'data-salt="zz'),
        (b'data-salt="', b'data-salt="00'),
        (b'data-leaf="', b'data-leaf="-'),
        (b'data-since="', b'data-since="x'),
        (b'data-act="', b'data-art="'),
        (b'<section class="proof"', b'<section class="proof"></section><section class="proof"'),
    ],
)
def test_proof_that_cannot_be_read_is_none(copy, old, new):
    edit(copy / PAGE, old, new)
    found = [(fault.code, fault.place) for fault in ours(copy).faults]
    assert ("page.unproved", PAGE) in found


@pytest.mark.parametrize("mark", [b"<h1>", b"</h1>", b"<!--text-->", b"<!--/text-->"])
def test_marks_stand_once(copy, mark):
    edit(copy / PAGE, mark, mark + mark)
    assert [f.code for f in ours(copy).faults] == ["page.text", "page.missing"]
    assert theirs(copy).returncode == 1


def test_key_of_the_site_serves_when_none_is_given(copy):
    report = check_folder(Folder(copy))
    assert (report.key_from, report.faults) == ("site", ())
    key = PublicKey.parse(report.key)
    assert (
        report.root
        == Checkpoint.parse(opened((copy / "ledger/checkpoint").read_bytes(), key)).root.hex()
    )
    assert report.root != tree.EMPTY.hex()


def test_what_cannot_be_checked_is_bad_input(copy):
    with pytest.raises(BadInput, match="以前保存的签名页"):
        ours(copy, b"no note")
    (copy / "ledger/key.txt").write_text("nonsense")
    with pytest.raises(BadInput, match="不是公钥"):
        check_folder(Folder(copy))
    (copy / "ledger/key.txt").unlink()
    with pytest.raises(BadInput, match="没有公钥"):
        check_folder(Folder(copy))
