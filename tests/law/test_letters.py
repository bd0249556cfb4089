"""The catalogue of letters: complete, consistent with the figures, unfinished ones refused."""

import pytest

from gongkai.law.answers import all_answers
from gongkai.law.figures import all_figures
from gongkai.law.letters import UnknownLetter, all_letters, letter
from gongkai.law.procedure import NotAllowed
from gongkai.law.remedies import Remedy

SUFFIXED = {"L5b", "L6b", "L8b"}


def test_the_catalogue_is_complete():
    plain = [row.id for row in all_letters() if row.id not in SUFFIXED]
    assert plain == [f"L{n}" for n in range(32)]
    assert len(all_letters()) == 32 + len(SUFFIXED)


@pytest.mark.parametrize("row", all_letters(), ids=lambda row: row.id)
def test_every_letter_is_whole(row):
    assert row.name
    assert row.trigger
    assert row.recipient
    assert row.needs
    assert row.limit in {"", *(figure.key for figure in all_figures())}
    assert row.remedy in {"", "C", *Remedy}
    assert letter(row.id) is row
    if row.decision:
        assert row.numbered
        assert row.remedy in set(Remedy)
        assert {"basis", "reasons", "request"} <= row.needs.keys()
    if row.numbered:
        assert {"addressee", "body", "date", "contact"} <= row.needs.keys()


def test_procedural_notices_carry_no_remedy():
    without = ["L3", "L4", "L5", "L5b", "L6", "L7", "L8"]
    assert [letter(code).remedy for code in without] == [""] * 7
    assert letter("L25").remedy == "C"
    assert letter("L9").remedy == "B"
    assert [row.id for row in all_letters() if row.optional] == ["L26"]


def test_every_decision_belongs_to_an_answer_a_third_party_or_a_correction():
    carried = {row.letter_id for row in all_answers()}
    decisions = {row.id for row in all_letters() if row.decision}
    assert decisions - carried == {"L9", "L27"}
    assert carried - decisions == {"L26"}


def test_a_letter_without_grounds_is_refused():
    row = letter("L13")
    given = set(row.needs) - {"article", "reasons"}
    assert row.missing(given) == ("事实和理由", "不予公开的条款")
    with pytest.raises(
        NotAllowed, match="《政府信息不予公开告知书》还没有写明：事实和理由、不予公开的条款"
    ):
        row.check(given)
    row.check(set(row.needs))


def test_an_unknown_letter_is_refused():
    with pytest.raises(UnknownLetter, match="没有代码为“L99”的文书"):
        letter("L99")


def test_the_form_never_asks_for_the_purpose():
    assert not any("用途" in name for row in all_letters() for name in row.needs.values())
