"""Attributes, grounds for not disclosing, grounds for keeping a name."""

import pytest

from gongkai.law.exemptions import (
    GROUNDS,
    RESERVE_GROUNDS,
    Attribute,
    Force,
    KeepGround,
    UnknownGround,
    ground,
    grounds_for,
    keep_grounds_for,
)


@pytest.mark.parametrize(
    ("attribute", "label", "statement", "public"),
    [
        (Attribute.ACTIVE, "主动公开", "（此件公开发布）", True),
        (Attribute.ACTIVE_REDACTED, "删减后公开", "（此件删减后公开）", True),
        (Attribute.ON_REQUEST, "依申请公开", "（此件依申请公开）", False),
        (Attribute.CLOSED, "不予公开", "（此件不予公开）", False),
    ],
)
def test_an_attribute_is_printed_at_the_end(attribute, label, statement, public):
    assert (attribute.label, attribute.statement, attribute.is_public) == (label, statement, public)
    assert attribute.needs_ground == bool(grounds_for(attribute))


def codes(attribute):
    return [row.code for row in grounds_for(attribute)]


def test_each_attribute_has_its_grounds():
    withheld = ["N14a", "N14b", "N14c", "N15", "N16a", "N16b", "N16c"]
    assert codes(Attribute.ACTIVE) == []
    assert codes(Attribute.CLOSED) == codes(Attribute.ACTIVE_REDACTED) == withheld
    assert codes(Attribute.ON_REQUEST) == ["R19", "R27", "N16a", "N16b", "N16c", "Q36-7"]


def test_only_article_16_leaves_a_choice():
    assert [g.code for g in GROUNDS if g.needs_discretion] == ["N16a", "N16b", "N16c"]
    assert ground("N14a").force is Force.MUST_NOT
    assert [force.label for force in Force] == ["不得公开", "可以不予公开", "依照其他规定办理"]


def test_every_ground_has_its_row_in_the_annual_report():
    assert [g.report_row for g in GROUNDS] == [f"三（三）{n}" for n in range(1, 9)]
    assert all(g.article.startswith("《政府信息公开条例》") for g in (*GROUNDS, *RESERVE_GROUNDS))


def test_an_unknown_ground_is_refused():
    assert ground("N15").label == "商业秘密、个人隐私等第三方合法权益"
    with pytest.raises(UnknownGround) as refused:
        ground("N99")
    assert str(refused.value) == "没有代码为“N99”的理由"


def test_identity_numbers_and_cards_stay_only_with_consent():
    for kind in (
        "identity_number",
        "bank_card",
        "passport",
        "plate",
        "health",
        "hardship",
        "minor",
    ):
        assert keep_grounds_for(kind) == (KeepGround.CONSENT,)


def test_names_and_office_telephones_have_grounds():
    assert KeepGround.AID_LIST in keep_grounds_for("name")
    assert KeepGround.AID_LIST not in keep_grounds_for("mobile")
    assert KeepGround.OFFICIAL_CONTACT in keep_grounds_for("landline")
    assert KeepGround("penalty").basis.startswith("《行政处罚法》第四十八条")


@pytest.mark.parametrize("keep", KeepGround)
def test_a_keep_ground_says_what_it_is(keep):
    assert keep.label
    assert keep.basis
    assert keep.explanation.endswith("。")
