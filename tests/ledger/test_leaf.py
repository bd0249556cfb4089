"""The bytes of a leaf are fixed for ever."""

from datetime import UTC, datetime

import pytest

from gongkai.ledger.leaf import Statement, day_in_words, instant

SAID = Statement(
    "correct",
    "/xxgk/2026/11/5.html",
    "2026-11-20T09:30:00+08:00",
    "2026-11-20T09:30:00+08:00",
    "a" * 64,
    (3, 7),
)


def test_canonical_form_is_one_line_of_json():
    assert SAID.canonical().decode() == (
        '{"act":"correct","at":"2026-11-20T09:30:00+08:00","earlier":[3,7],'
        '"id":"/xxgk/2026/11/5.html","since":"2026-11-20T09:30:00+08:00","text":"' + "a" * 64 + '"}'
    )


@pytest.mark.parametrize(
    ("algorithm", "entry"),
    [
        ("sha256", "dfffcf3e51a42a2654bdc499adee4348a3c3630b852be3f4d80ea371390dc8c0"),
        ("sm3", "cb6fb10bbe4fe73716d83eecdf98a536ee3e8a951940ef83bbc471e5d1a15222"),
    ],
)
def test_entry_is_frozen(algorithm, entry):
    assert SAID.entry(bytes(range(16)), algorithm).hex() == entry


@pytest.mark.parametrize(("salt", "algorithm"), [(b"", "sha256"), (b"s" * 16, "md5")])
def test_there_is_no_other_leaf(salt, algorithm):
    with pytest.raises(ValueError, match="no such leaf"):
        SAID.entry(salt, algorithm)


def test_instants_are_told_in_beijings_time():
    at = datetime(2026, 11, 20, 17, 5, 6, 789, tzinfo=UTC)
    assert instant(at) == "2026-11-21T01:05:06+08:00"
    assert day_in_words(instant(at)) == "2026年11月21日"
