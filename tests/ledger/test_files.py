"""The files of the log: few for one leaf, the same in the end whichever way they came."""

import pytest
from django.db import transaction

from gongkai.kernel.models import Entry
from gongkai.ledger import files, key, operations, queries
from gongkai.ledger.audit import check_folder
from gongkai.ledger.models import Head
from gongkai.ledger.note import Checkpoint, opened
from gongkai.ledger.sources import Folder
from tests.ledger.towers import write_log
from tests.portal.press import AT


def log_of(top):
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }


def more(document, count):
    """So many more acts on one document, sealed at once."""
    Entry.objects.bulk_create(
        Entry(
            at=AT,
            act="disclosures.document.repeal",
            label="x",
            subject=document.reference,
            person_name="x",
        )
        for _ in range(count)
    )
    operations.seal(at=AT)


def test_nothing_sealed_is_no_file(db, home, tmp_path):
    assert write_log(tmp_path / "out") == []


def test_one_more_leaf_is_four_files(press, tmp_path):
    document = press.publish()
    more(document, 299)
    write_log(tmp_path)
    more(document, 1)
    assert write_log(tmp_path) == [
        "ledger/tile/entries/001.p/45",
        "ledger/tile/0/001.p/45",
        "ledger/key.txt",
        "ledger/checkpoint",
    ]
    assert write_log(tmp_path) == []


def test_incremental_and_full_come_to_the_same_files(press, tmp_path):
    document = press.publish()
    for count in (1, 2, 250, 1, 1, 1, 30, 260):
        more(document, count)
        if count != 2:  # this size is sealed and never shown
            write_log(tmp_path / "site")
            assert {f.code for f in check_folder(Folder(tmp_path / "site")).faults} == {
                "page.missing"
            }
    write_log(tmp_path / "full")
    assert log_of(tmp_path / "site") == log_of(tmp_path / "full")
    names = log_of(tmp_path / "full")
    assert "ledger/tile/0/000" in names
    assert not any("000.p/" in name and "/1/" not in name for name in names)


def test_checkpoint_is_signed_with_the_key_of_the_log(press, tmp_path):
    press.publish()
    operations.seal(at=AT)
    write_log(tmp_path)
    signer = key.load(queries.known_key())
    head = Checkpoint.parse(opened((tmp_path / "ledger/checkpoint").read_bytes(), signer.public))
    assert head == Checkpoint(signer.name, 1, bytes(queries.head().root))
    assert (tmp_path / "ledger/key.txt").read_text() == f"{signer.public.text}\n"
    assert key.size_of((tmp_path / "ledger/checkpoint").read_bytes()) == 1
    assert key.size_of(b"nonsense") == 0


def test_new_key_signs_the_same_tree_anew(press, home, tmp_path):
    from tests.ledger.test_operations import ADMIN

    press.publish()
    operations.seal(at=AT)
    write_log(tmp_path)
    (home / "ledger_key").unlink()
    with pytest.raises(key.KeyTrouble, match="从备份恢复"):
        files.update(b"")
    assert write_log(tmp_path) == []  # what stands there is signed, and nothing is new
    operations.change_key(reason="丢失", by=ADMIN, at=AT)
    assert write_log(tmp_path) == ["ledger/key.txt", "ledger/checkpoint"]
    assert "checkpoint.signature" not in {
        fault.code for fault in check_folder(Folder(tmp_path)).faults
    }


def test_other_key_in_the_file_is_told(press, home):
    press.publish()
    operations.seal(at=AT)
    known = queries.known_key()
    (home / "ledger_key").unlink()
    assert key.make().public.text != known
    with pytest.raises(key.KeyTrouble, match="不是一直使用的那一把"):
        files.update(b"")


@pytest.mark.parametrize("data", [b"", b"\xff", b"PRIVATE+KEY+a+00000000+AAAA"])
def test_broken_key_file_is_told(press, home, data):
    press.publish()
    operations.seal(at=AT)
    (home / "ledger_key").write_bytes(data)
    with pytest.raises(key.KeyTrouble, match="读不出来"):
        files.update(b"")


def test_key_is_made_once(home):
    first = key.make()
    assert key.make() == first
    assert sorted(path.name for path in home.iterdir()) == ["files", "ledger_key"]


def test_two_that_make_a_key_at_once_have_the_same(home, monkeypatch):
    real, rival = key.Signer, []

    def late(name, seed):
        made = real(name, seed)
        if not rival:
            rival.append(real(name, b"r" * 32))
            key.path().write_text(rival[0].text)
        return made

    late.parse = real.parse
    monkeypatch.setattr(key, "Signer", late)
    assert key.make() == rival[0]


def test_name_of_the_log_is_its_address(home, settings):
    settings.GONGKAI = {**settings.GONGKAI, "base_url": "https://www.example.test/a b+/"}
    assert key.make().name == "www.example.test/ab/ledger"


def test_database_from_an_old_copy_is_not_signed(press, tmp_path):
    """What was signed and shown is continued, or nothing is signed."""
    document = press.publish()
    operations.seal(at=AT)
    write_log(tmp_path)
    copy = transaction.savepoint()
    more(document, 2)
    write_log(tmp_path)
    transaction.savepoint_rollback(copy)
    with pytest.raises(key.KeyTrouble, match="旧备份"):
        files.update(b"")
    more(document, 2)  # the same acts, other salts
    with pytest.raises(key.KeyTrouble, match="接不上"):
        files.update(b"")
    more(document, 5)
    with pytest.raises(key.KeyTrouble, match="接不上"):
        files.update(b"")
    assert Head.objects.count() == 3
