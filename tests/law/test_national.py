"""The national rules stand in order of rank, each once."""

from gongkai.law.national import RULES


def test_rules_are_told_by_rank_and_once():
    ranks = [rule.rank for rule in RULES]
    assert list(dict.fromkeys(ranks)) == ["法律", "行政法规", "国务院文件"]
    assert len({rule.name for rule in RULES}) == len(RULES)
