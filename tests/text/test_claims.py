"""Figures stated in prose: what is read, how figures hang together, where they fail."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.claims import Certainty, Kind, claims, faults, relations
from gongkai.text.claims.claim import INFINITE
from gongkai.text.document import Document, Hidden, Paragraph, Place
from gongkai.text.numbers import spelled
from gongkai.text.severity import Severity
from gongkai.text.signature import Kind as FileKind

SENTENCES = Path(__file__).with_name("claims.txt").read_text(encoding="utf-8").splitlines()


def written(text: str) -> str:
    """The claims of a text as the table of sentences writes them."""
    return "; ".join(
        f"{claim.value.normalize():f}{claim.unit or '无'} {claim.certainty} {claim.subject or '-'}"
        for claim in claims(text)
    )


def failing(text: str) -> list[tuple[str, str, str, str]]:
    return [(f.rule, f.severity, f.left, f.right) for f in faults(claims(text))]


def holding(text: str, kind: Kind) -> list[list[str]]:
    return [
        [claim.text for claim in relation.claims]
        for relation in relations(claims(text))
        if relation.kind is kind and relation.holds
    ]


def test_there_are_enough_sentences():
    assert len(SENTENCES) >= 150


@pytest.mark.parametrize("line", SENTENCES)
def test_sentence(line):
    text, _, expected = line.partition(" |")
    assert written(text) == expected.strip()


@pytest.mark.parametrize("line", SENTENCES)
def test_sound_sentences_have_no_faults(line):
    assert failing(line.partition(" |")[0]) == []


def test_a_claim_tells_all():
    text = "一、总体情况\n（二）依申请公开\n2026年，全县共受理政府信息公开申请12件，办结11件。"
    first, second = claims(text)
    assert text[first.start : first.end] == first.text == "12件"
    assert first.sentence.startswith("2026年，")
    assert text[first.sentence_start :].startswith(first.sentence)
    assert first.section == "一（二）"
    assert first.topic == "依申请公开"
    assert (first.scope.when, first.scope.whose) == ("2026", "全县")
    assert first.scope.acts == ("受理",)
    assert first.scope.is_total
    assert first.is_exact
    assert not first.is_share
    assert (second.lead, second.tail) == ("，办结", "。")
    assert second.scope.acts == ("办结",)
    assert claims("1件结转下年度")[0].scope.acts == ("结转",)
    assert not second.scope.is_total


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("截至6月底共3件", "截至6月底"),
        ("上年3件", "上年"),
        ("上年结转3件", ""),
        ("2025年3件", "2025"),
        ("2026年全年3件", "2026"),
        ("今年3件", "全年"),
        ("第三季度3件", "第三季度"),
        ("共3件", ""),
    ],
)
def test_time_of_a_claim(text, when):
    assert claims(text)[0].scope.when == when


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("70余条", 70, 80), ("300余条", 300, 400), ("3万余元", 30000, 40000), ("近50人", 40, 50),
        ("约100件", 80, 120), ("100件以上", 100, INFINITE), ("100件以下", 0, 100), ("12件", 12, 12),
        ("近0件", -1, 0),
    ],
)  # fmt: skip
def test_bounds(text, low, high):
    assert claims(text)[0].bounds == (low, high)


def test_rounded_figures_may_be_half_a_place_off():
    assert claims("1.2万人")[0].rounded == (11500, 12500)
    assert claims("12人")[0].rounded == (12, 12)
    assert claims("12余人")[0].rounded == (12, 13)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("累计公开345条，网站16条，微博38条，微信26条，其他265条。", ["345条", "16条", "38条", "26条", "265条"]),
        ("承办52件，其中建议29件，提案23件。", ["52件", "29件", "23件"]),
        ("承办52件（建议29件、提案23件），办结50件。", ["52件", "29件", "23件"]),
        ("预决算197条（政府32条、部门165条）、债券4条。", ["197条", "32条", "165条"]),
        ("建议29件、提案23件，合计52件。", ["52件", "29件", "23件"]),
        ("总投资1.5亿元，其中县级1亿元、镇级5000万元。", ["1.5亿元", "1亿元", "5000万元"]),
        ("共70余条，其中教育11条、医疗10条、社保28条、其他26条。", ["70余条", "11条", "10条", "28条", "26条"]),
    ],
)  # fmt: skip
def test_sums_that_hold(text, parts):
    assert parts in holding(text, Kind.SUM)
    assert failing(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("累计公开345条，网站16条，微博38条，其他265条。", ("claims.sum", "uncertain", "345条", "319条")),
        ("共公开345条（网站16条，微博38条，其他265条）。", ("claims.sum", "fault", "345条", "319条")),
        ("公开信息100条，其中网站120条。", ("claims.sum", "fault", "100条", "120条")),
        ("公开信息100条，其中网站60条，微信50条。", ("claims.sum", "uncertain", "100条", "110条")),
        ("建议29件、提案23件，共计53件。", ("claims.sum", "fault", "53件", "52件")),
        ("投入150万元，分别为县级100万元、镇级40万元。", ("claims.sum", "fault", "150万元", "140万元")),
        ("共公开约100条，其中网站20条，其他30条。", ("claims.sum", "uncertain", "100条", "50条")),
        ("由100件增加到120件，增长25%。", ("claims.change", "fault", "25%", "20%")),
        ("由86户减少到80户，减少5户。", ("claims.change", "fault", "5户", "6户")),
        ("今年办理120件，上年同期100件，增长10%。", ("claims.change", "fault", "10%", "20%")),
        ("由100件增加到约120件，增长80%。", ("claims.change", "uncertain", "80%", "20%")),
        ("共收到申请50件，其中网上20件，占45%。", ("claims.share", "fault", "45%", "40%")),
        ("收到申请50件，其中网上20件，占45%。", ("claims.share", "uncertain", "45%", "40%")),
        ("受理申请50件，办结40件，办结率85%。", ("claims.share", "uncertain", "85%", "80%")),
        ("新收申请153件，上年结转4件，合计158件；办结150件。", ("claims.sum", "fault", "158件", "157件")),
        ("办结率达105%。", ("claims.share", "fault", "105%", "100%")),
        ("做好以下三项工作：制度；培训。", ("claims.listed", "uncertain", "三项", "2项")),
        ("做好三项工作：一是制度；二是培训。", ("claims.listed", "fault", "三项", "2项")),
        ("共制定五项制度：\n1.甲。\n2.乙。\n3.丙。\n4.丁。", ("claims.listed", "fault", "五项", "4项")),
        ("一是定三项制度：1.甲。2.乙。", ("claims.listed", "fault", "三项", "2项")),
        ("全镇共有行政村12个，其中贫困行政村35个。", ("claims.sum", "fault", "12个", "35个")),
        ("三是定五项制度：一是甲；二是乙。四是强化。", ("claims.listed", "fault", "五项", "2项")),
        ("共制定三项制度：①甲②乙③丙④丁", ("claims.listed", "fault", "三项", "4项")),
    ],
)  # fmt: skip
def test_contradictions(text, expected):
    assert expected in failing(text)


@pytest.mark.parametrize(
    "text",
    [
        "共召开会议5次，培训6次，印发文件7件。",
        "公开信息100条，其中网站60条。",
        "公开信息100条，其中网站60条，微信30条等。",
        "支出9101万元，其中拨款9101万元，比上年减少2389万元。",
        "收到申请50件；办结60件。",
        "收到75件，其中新收74件、上年结转1件，占总数的99%。",
        "由100件增加到120件，增长20%。",
        "由3件增加到7件，增长133.3%。",
        "由0件增加到7件，增长100%。",
        "由120件减少到100件，下降16.67%。",
        "收入120万元，上年100万元，增长20%，支出减少5%。",
        "收入120万元，支出100万元，增长50%。",
        "网上20件，占40%。",
        "共收到50件，其中网上20件，满意率40%。",
        "约占总数的120%左右。",
        "由甲、乙和丙三部分组成。",
        "由甲、乙、丙等三部分构成。",
        "做好两项工作：一是制度；二是培训。一是学习；二是考核；三是奖励。",
        "做好两项工作：抓学习。",
        "做好两项工作，抓学习：有成效。",
        "做好两项工作：\n一、制度\n二、培训",
        "共接待36批80人次，其中网上30人次、窗口50人次。",
        "公开100条（网站60条）（微信40条），其他5条。",
        "总计60件（甲20件、乙40件）；另有3件。",
        "共公开100条，网站占比60%，微信40条。",
        "全年办理行政许可100件，行政处罚20件，其他事项30件。",
        "共12个村，分为2个大片、5个小组。",
        "全镇共有村民小组12个，其中望湖村党员35个。",
        "公开信息100条，其中网站60条，其他渠道正在建设，微信20条。",
        "受理100件，其中解决住房问题30件，解决其他问题20件。",
        "上年收到50件，今年一、二季度分别为20件、40件。",
        "网站20条，微信30条，共计浏览5000条。",
        "2025年公开100条，2026年网站20条、微信30条，共计50条。",
        "2025年公开100条，2026年网站20条、微信30条，共计60条。",
        "网站20条；微信30条，共计60条。",
        "新收153件，上年结转4件，办结150件，合计157件。",
        "收入120万元，上年收入100万元，支出增长10%。",
        "支出120万元，上年结余100万元，增长50%。",
        "上年收入120万元，去年100万元，增长50%。",
        "共收到申请50件，其中网上20件，占全市的5%。",
        "三是完善三项制度：一是学习；二是公开；三是考核。四是强化宣传。",
        "一是建立两项制度：一是学习；二是公开。二是强化宣传。三是抓考核。",
        "做好三项工作：一是学习，统一是前提；二是公开；三是考核。",
        "做好两项工作：1.投入1.5万元；2.公开12、13项。",
    ],
)
def test_what_is_no_contradiction(text):
    assert [fault for fault in failing(text) if fault[1] == "fault"] == []


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("受理申请50件，办结40件，办结率80%。", Kind.SHARE, ["50件", "40件", "80%"]),
        (
            "新收153件，上年结转4件，合计157件；办结150件，结转7件。",
            Kind.SUM,
            ["157件", "153件", "4件"],
        ),
        ("共公开100条，网站60条，占60%。", Kind.SHARE, ["100条", "60条", "60%"]),
        ("收入120万元，上年100万元，同比增长20%。", Kind.CHANGE, ["100万元", "120万元", "20%"]),
    ],
)
def test_relations_that_hold(text, kind, parts):
    assert parts in holding(text, kind)
    assert failing(text) == []


def test_the_same_figure_twice():
    text = "一、总则\n2026年共主动公开政府信息345条。\n二、公开\n全年累计主动公开政府信息346条。"
    assert failing(text) == [("claims.same", "fault", "345条", "346条")]
    assert failing(text.replace("346", "345")) == []
    assert failing(text.replace("累计", "")) == [("claims.same", "fault", "345条", "346条")]
    vague = text.replace("全年累计", "")
    assert failing(vague) == [("claims.same", "uncertain", "345条", "346条")]
    assert failing(text.replace("全年", "上年")) == []
    assert failing(text.replace("二、公开\n", "二、公开\n全县")) == []
    assert failing("2025年收到申请5件。\n2026年收到申请6件。") == []


def test_denied_here_and_counted_there():
    text = "六、申请\n没有被提起行政诉讼。\n七、诉讼\n本年度诉讼情况一起。\n另有诉讼2件。"
    assert failing(text) == [("claims.same", "uncertain", "没有被提起行政诉讼", "一起")]
    assert failing(text.replace("没有被提起", "依法办理")) == []
    assert failing("六、申请\n没有被提起行政诉讼，诉讼2件。") == []
    assert failing("六、申请\n没有被提起行政诉讼。\n七、诉讼\n2019年诉讼2件。") == []
    assert failing("六、申请\n没有意见，没有收到来信。") == []


def test_parts_announced_and_headings():
    text = (
        "本报告由总体情况、依申请公开、制度建设、存在问题四部分组成。\n一、总体情况\n"
        "二、依申请公开\n三、舆情回应\n四、制度建设\n五、存在问题\n"
    )
    assert failing(text) == [
        ("claims.composition", "uncertain", "四部分", "舆情回应"),
        ("claims.listed", "uncertain", "四部分", "4项"),
    ]
    assert failing(text.replace("三、舆情回应\n", "")) == []


def test_a_document_is_read_as_it_is_seen():
    hidden = Paragraph("收到9件。", Place(paragraph=2), hidden=Hidden.DELETED)
    document = Document(FileKind.TXT, (Paragraph("收到5件。", Place(paragraph=1)), hidden))
    assert [claim.value for claim in claims(document)] == [5]


def test_a_fault_tells_all():
    [fault] = faults(claims("公开信息100条，其中网站120条。"))
    assert fault.severity is Severity.FAULT
    assert (fault.start, fault.end) == (4, 8)
    assert fault.says == "写的是“100条”，各项相加是 120条，请核对。"
    assert [claim.text for claim in fault.claims] == ["100条", "120条"]


@given(st.integers(2, 10**8))
def test_every_number_is_read_in_words_and_figures(number):
    for text in (f"共{number}件。", f"共{number:,}件。", f"共{spelled(number)}件。"):
        [claim] = claims(text)
        assert (claim.value, claim.unit, claim.certainty) == (number, "件", Certainty.EXACT)


@given(st.lists(st.integers(1, 999), min_size=2, max_size=6), st.integers(-3, 3))
def test_sums_are_judged_rightly(parts, off):
    total = sum(parts) + off
    listed = "、".join(f"甲类{part}件" for part in parts[:-1])
    text = f"共受理{total}件，其中{listed}、其他{parts[-1]}件。"
    wrong = [f for f in faults(claims(text)) if f.rule == "claims.sum"]
    assert bool(wrong) == bool(off)


PIECES = ["共", "其中", "12件", "3件", "（", "）", "，", "。", "\n", "一、", "分别为", "占", "5%", "增长", "上年",
          "由", "到", "三项", "：", "一是", "二是", "没有收到", "申请", "诉讼", "合计", "余", "约",
          "万", "元", "其他", "2026年", "组成"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_borne(text):
    found = claims(text)
    for claim in found:
        assert text[claim.start : claim.end] == claim.text
        low, high = claim.bounds
        assert low <= claim.value <= high or low <= high
    for fault in faults(found):
        assert text[fault.start : fault.end]
    assert all(isinstance(claim.value, Decimal) for claim in found)
