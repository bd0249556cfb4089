"""Personal data at rest: what opens, what does not, and how keys change."""

import json
import stat
from datetime import datetime, timedelta
from io import BytesIO
from unittest import mock

import pytest

from gongkai.kernel import keyring, rotation, sealed_files, sealing
from gongkai.kernel.keyring import Key, KeyRing, KeyTrouble
from gongkai.kernel.models import Entry, SealedFile
from gongkai.law.procedure import NotAllowed
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.people import CHINA, SET_UP, county

__all__ = ["county"]

AT = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
LATER = AT + timedelta(hours=2)
SAID = {"name": "周先生", "phone": "13900000001"}


@pytest.fixture(autouse=True)
def keys(home):
    """A key file of the test's own."""
    return home / "keys"


def kept(data: bytes = b"a,b\n1,2\n") -> SealedFile:
    return sealed_files.keep_sealed(BytesIO(data), name="周先生.csv", at=AT)


@pytest.mark.django_db
class TestSealing:
    def test_the_key_file_is_made_once_for_its_owner_alone(self, keys):
        number, sealed = sealing.seal("a:1", SAID)
        assert number == 1
        assert "周先生".encode() not in sealed
        assert sealing.unseal("a:1", number, sealed) == SAID
        assert stat.S_IMODE(keys.stat().st_mode) == 0o600
        assert list(keys.parent.glob(".keys*")) == []

    def test_of_two_that_make_the_file_at_once_one_wins(self):
        first = keyring.make()
        assert keyring.make() == first

    def test_a_ciphertext_opens_only_in_its_place(self):
        number, sealed = sealing.seal("a:1", SAID)
        for place, changed in (("a:2", sealed), ("a:1", sealed[:-1]), ("a:1", b"")):
            with pytest.raises(KeyTrouble, match="密文打不开"):
                sealing.unseal(place, number, changed)

    def test_a_lost_file_is_not_replaced(self, keys):
        kept()
        keys.unlink()
        with pytest.raises(KeyTrouble, match="不见了"):
            sealing.ring()

    @pytest.mark.parametrize("text", ["", "{}", '{"keys": [], "blind": ""}', "[]"])
    def test_a_broken_file_is_told(self, keys, text):
        keys.write_text(text)
        with pytest.raises(KeyTrouble, match="读不出来"):
            sealing.ring()

    def test_a_short_key_is_refused(self, keys):
        sealing.ring()
        told = json.loads(keys.read_text())
        keys.write_text(json.dumps({**told, "blind": "YWJj"}))
        with pytest.raises(KeyTrouble, match="读不出来"):
            sealing.ring()

    def test_an_unknown_key_is_told(self):
        with pytest.raises(KeyTrouble, match="第7号密钥"):
            sealing.unseal("a:1", 7, b"")

    def test_blind_marks_compare_within_a_purpose(self):
        mark = sealing.blind("applicant", "110101")
        assert mark == sealing.blind("applicant", "110101")
        assert len({mark, sealing.blind("query", "110101"), sealing.blind("applicant", "1")}) == 3


@pytest.mark.django_db
class TestFiles:
    def test_a_file_is_sealed_with_its_name(self):
        row = kept()
        assert str(row) == f"{row.token[:8]} (csv, 8)"
        assert sealed_files.read_sealed(row) == b"a,b\n1,2\n"
        assert sealed_files.name_of(row) == "周先生.csv"
        assert sealed_files.whole(row)
        assert b"a,b" not in sealed_files.path_of(row.token).read_bytes()

    def test_a_changed_or_lost_file_is_told(self):
        row = kept()
        sealed_files.path_of(row.token).write_bytes(b"else")
        assert not sealed_files.whole(row)
        sealed_files.path_of(row.token).unlink()
        with pytest.raises(KeyTrouble, match="不在磁盘上"):
            sealed_files.read_sealed(row)

    def test_a_destroyed_file_is_gone_for_good(self, django_capture_on_commit_callbacks):
        row = kept()
        with django_capture_on_commit_callbacks(execute=True):
            sealed_files.destroy(row)
        assert not sealed_files.path_of(row.token).exists()
        with pytest.raises(KeyTrouble, match="已经销毁"):
            sealed_files.read_sealed(row)

    def test_only_the_kinds_asked_for_are_taken(self):
        with pytest.raises(BadFile, match=r"这里不收 \.csv 文件"):
            sealed_files.keep_sealed(BytesIO(b"a,b"), name="a.csv", at=AT, kinds={Kind.PDF})

    def test_what_is_empty_or_too_large_is_refused(self):
        with pytest.raises(BadFile, match="空的"):
            kept(b"")
        with pytest.raises(BadFile, match="上限 1 MB"):
            sealed_files.keep_sealed(
                BytesIO(b"a" * 1_048_577), name="a.txt", at=AT, limit=1_048_576
            )
        announced = mock.Mock(size=50 * 1_048_576)
        with pytest.raises(BadFile, match="上限 20 MB"):
            sealed_files.keep_sealed(announced, name="a.txt", at=AT)
        announced.read.assert_not_called()


@pytest.mark.django_db
class TestRotation:
    def test_everything_is_sealed_anew_and_the_old_key_goes_when_nobody_can_hold_it(self):
        rows = [kept() for _ in range(3)]
        done = rotation.rotate(by=SET_UP, at=AT)
        assert (done.current, done.rows, done.dropped, done.kept) == (2, 3, (), (1, 2))
        assert rotation.behind() == 0
        assert {row.key_number for row in SealedFile.objects.all()} == {2}
        assert all(sealed_files.whole(SealedFile.objects.get(pk=row.pk)) for row in rows)
        done = rotation.rotate(by=SET_UP, at=LATER)
        assert (done.current, done.dropped, done.kept) == (3, (1,), (2, 3))
        assert Entry.objects.get(act="kernel.rotate_keys", at=LATER).detail["dropped"] == [1]

    def test_a_run_cut_off_is_taken_up(self, monkeypatch):
        monkeypatch.setattr(rotation, "BATCH", 2)
        for _ in range(5):
            kept()
        seal, left = SealedFile.seal, iter(range(3))

        def killed(row: SealedFile, content: dict) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            seal(row, content)

        with mock.patch.object(SealedFile, "seal", killed), pytest.raises(KeyboardInterrupt):
            rotation.rotate(by=SET_UP, at=AT)
        assert rotation.behind() in (2, 3)
        done = rotation.rotate(by=SET_UP, at=LATER)
        assert (done.current, done.dropped) == (2, (1,))
        assert rotation.behind() == 0

    def test_a_key_in_use_stays(self):
        row = kept()
        ring = sealing.ring().with_new(AT)
        keyring.save(ring)
        assert row.opened()["name"] == "周先生.csv"
        assert rotation.behind() == 1
        assert rotation._unused(ring, LATER) == set()

    def test_the_current_key_is_never_taken_away(self):
        ring = KeyRing((Key(1, b"1" * 32), Key(2, b"2" * 32)), b"3" * 32)
        assert ring.without({1, 2}).keys == (Key(2, b"2" * 32),)

    def test_only_the_administrator_changes_keys(self, county):
        with pytest.raises(NotAllowed, match="只有管理员"):
            rotation.rotate(by=county.actor("李办"), at=AT)
