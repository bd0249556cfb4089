"""`gongkai keys` and what the doctor says about them."""

from io import BytesIO

import pytest

from gongkai.cli import doctor
from gongkai.cli.main import main
from gongkai.kernel import keyring, rotation, sealed_files, sealing
from gongkai.kernel.models import SealedFile
from tests.foi.walks import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(home):
    return home / "keys"


def kept():
    return sealed_files.keep_sealed(BytesIO(b"a,b\n"), name="a.csv", at=AT)


def test_before_the_first_request_there_is_no_key(keys, capsys):
    assert main(["keys"]) == 0
    assert "还没有生成" in capsys.readouterr().out
    assert not keys.exists()


def test_the_key_is_changed_and_told(capsys):
    kept()
    assert main(["keys", "rotate"]) == 0
    said = capsys.readouterr().out
    assert "已用第2号密钥重新加密 1 条" in said
    assert "当前第2号，共 2 把" in said
    assert SealedFile.objects.get().key_number == 2


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda keys: keys.unlink(), "不见了"),
        (lambda keys: keys.chmod(0o644), "chmod 600"),
        (lambda keys: keyring.save(sealing.ring().with_new(AT)), "gongkai keys rotate"),
    ],
)
def test_what_is_wanting_is_told_by_command_and_doctor(keys, capsys, spoil, sentence):
    kept()
    spoil(keys)
    assert main(["keys"]) == 1
    assert sentence in capsys.readouterr().out
    assert [good for good, told in doctor.examine() if sentence in told] == [False]
    if "rotate" in sentence:
        assert rotation.behind() == 1
