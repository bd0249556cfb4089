"""Statutory figures: dated, cited, and fixed unless local or unchecked."""

from datetime import date
from itertools import pairwise

import pytest

from gongkai.law.figures import (
    Confidence,
    Figures,
    FixedByLaw,
    NoFigure,
    Unit,
    all_figures,
    figure,
)

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("key", "on", "text"),
    [
        ("gi.active", ON, "20个工作日"),
        ("gi.reply", date(2018, 6, 1), "15个工作日"),
        ("gi.reply", date(2019, 5, 14), "15个工作日"),
        ("gi.reply", date(2019, 5, 15), "20个工作日"),
        ("gi.fee_payment", ON, "30日"),
        ("gi.year_report_dept", ON, "1月31日前"),
        ("gi.year_report_gov", ON, "3月31日前"),
        ("opinion.reply", ON, "48小时"),
        ("remedy.suit", ON, "6个月"),
        ("village.general", ON, "1个季度"),
        ("pia.retention", ON, "3年"),
        ("law.penalty_withdraw", ON, "3个工作日"),
    ],
)
def test_a_figure_is_that_of_the_day(key, on, text):
    assert figure(key, on).text == text


def test_a_figure_cites_its_article():
    found = figure("gi.correction", ON)
    assert found.article == "《政府信息公开条例》第三十条"
    assert (found.unit, found.value, found.anchor) == (Unit.WD, 7, "received")
    assert found.confidence is Confidence.VERIFIED
    assert found.confidence.label == "已核对原文"
    assert (found.since, found.until) == (date(2019, 5, 15), None)
    assert figure("decision.comment", ON).at_least
    assert figure("decision.hearing_material", ON).before


def test_no_two_figures_of_a_key_hold_on_one_day():
    for earlier, later in pairwise(all_figures()):
        if earlier.key == later.key:
            dated = sorted((earlier, later), key=lambda f: f.since or date.min)
            assert dated[0].until is not None
            assert dated[0].until < (dated[1].since or date.min)
    keys = [row.key for row in all_figures()]
    assert [key for n, key in enumerate(keys) if key in keys[:n] and keys[n - 1] != key] == []


def test_what_is_not_ruled_is_refused():
    with pytest.raises(NoFigure, match=r"没有名为“gi\.nothing”的期限"):
        figure("gi.nothing", ON)
    with pytest.raises(NoFigure, match="2007年1月1日没有关于“答复申请”的规定"):
        figure("gi.reply", date(2007, 1, 1))


def test_an_office_sets_what_the_law_leaves_open():
    own = Figures(overrides={"rating.fix": 10, "gi.fee_payment": 20})
    assert own.figure("rating.fix", ON).text == "10个工作日"
    assert own.figure("gi.fee_payment", ON).value == 20
    assert own.figure("gi.active", ON) == figure("gi.active", ON)
    assert figure("rating.fix", ON).value == 5


def test_an_override_of_an_unchecked_past_leaves_the_law_of_today():
    own = Figures(overrides={"gi.reply": 10})
    assert own.figure("gi.reply", date(2018, 6, 1)).value == 10
    assert own.figure("gi.reply", ON).value == 20


@pytest.mark.parametrize(
    ("overrides", "refusal", "sentence"),
    [
        ({"gi.nothing": 3}, NoFigure, "没有名为“gi.nothing”的期限"),
        (
            {"gi.correction": 3},
            FixedByLaw,
            "“告知补正”的期限由《政府信息公开条例》第三十条规定，不能改",
        ),
        ({"rating.fix": 0}, ValueError, "“差评整改”的期限至少是1"),
    ],
)
def test_an_override_that_cannot_be(overrides, refusal, sentence):
    with pytest.raises(refusal, match=sentence):
        Figures(overrides=overrides)
