"""Signed notes and checkpoints."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.note import BadNote, Checkpoint, PublicKey, Signer, opened, split

SIGNER = Signer("gk.example.test/ledger", bytes(range(32)))
HEAD = Checkpoint("gk.example.test/ledger", 3, b"r" * 32)
NOTE = SIGNER.sign(HEAD.text)


def test_checkpoint_looks_like_the_specification_says():
    origin, size, root, gap, line, end = NOTE.split("\n")
    assert (origin, size, gap, end) == ("gk.example.test/ledger", "3", "", "")
    assert base64.b64decode(root) == b"r" * 32
    dash, name, signature = line.split(" ")
    assert (dash, name) == ("\u2014", "gk.example.test/ledger")
    raw = base64.b64decode(signature)
    assert (raw[:4], len(raw)) == (SIGNER.public.hash, 68)


def test_key_of_the_note_of_the_specification():
    # the public example of the format, made by another implementation
    key = PublicKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert opened(note.encode(), key).endswith("your problem is.\n")


def test_good_note_opens():
    assert Checkpoint.parse(opened(NOTE.encode(), SIGNER.public)) == HEAD


def test_lines_of_other_keys_mean_nothing():
    other = Signer("gk.example.test/ledger", b"o" * 32).sign(HEAD.text).rpartition("\n\n")[2]
    assert opened((NOTE + other).encode(), SIGNER.public) == HEAD.text
    with pytest.raises(BadNote, match="没有这把密钥"):
        opened(NOTE.encode(), Signer("gk.example.test/ledger", b"x" * 32).public)


@given(st.integers(0, len(NOTE.encode()) - 1), st.integers(1, 255))
def test_no_changed_byte_is_accepted(place, by):
    data = bytearray(NOTE.encode())
    data[place] ^= by
    with pytest.raises(BadNote):
        opened(bytes(data), SIGNER.public)


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff",
        b"text\n",
        b"a\n\n",
        b"a\n\nno dash\n",
        b"a\tb\n\n\xe2\x80\x94 n x\n",
        b"x" * 99999,
    ],
)
def test_what_is_no_note(note):
    with pytest.raises(BadNote):
        split(note)


@pytest.mark.parametrize(
    "text",
    ["", "o\n1\n", "o\n01\nAAAA\n", "o\n-1\nAAAA\n", "o\n1\nAAAA\n", "o\n1\n!\n", "o\n\nAAAA\n"],
)
def test_what_is_no_checkpoint(text):
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


def test_further_lines_of_a_checkpoint_mean_nothing():
    assert Checkpoint.parse(HEAD.text + "later: more\n") == HEAD


def test_keys_are_read_as_written():
    assert PublicKey.parse(SIGNER.public.text + "\n") == SIGNER.public
    assert Signer.parse(SIGNER.text + "\n") == SIGNER


@pytest.mark.parametrize(
    "line",
    ["", "a", "a+b+c", "a b+00000000+AAAA", SIGNER.public.text[:-4], "x" + SIGNER.public.text],
)
def test_what_is_no_public_key(line):
    with pytest.raises(BadNote):
        PublicKey.parse(line)


@pytest.mark.parametrize(
    "line",
    ["", SIGNER.public.text, SIGNER.text[:-4], SIGNER.text.replace("gk.", "gg.")],
)
def test_what_is_no_private_key(line):
    with pytest.raises(BadNote):
        Signer.parse(line)
