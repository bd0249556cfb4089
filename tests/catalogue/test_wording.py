"""One spelling for fields, channels, levels, audiences and elements."""

import pytest

from gongkai.catalogue.importers.cells import channels, elements, ticked, unticked
from gongkai.catalogue.operations.standard import FIELD_COLUMNS
from gongkai.catalogue.operations.wording import (
    CHANNEL_NAMES,
    audience_of,
    channel_name,
    field_name,
    fold,
    levels_of,
    tidy,
)
from gongkai.law.kinds import FIELDS

BOARD = "社区/企事业单位/村公示栏（电子屏）"


@pytest.mark.parametrize("field", [field.title for field in FIELDS])
def test_official_fields_keep_their_name_and_have_a_column(field):
    assert field_name(field) == field
    assert field_name(f"（十二）{field}领域基层政务公开标准目录") == field
    assert field in FIELD_COLUMNS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("扶贫", "扶贫（巩固脱贫攻坚成果和乡村振兴）"),
        ("就业创业", "就业"),
        ("医疗卫生领域", "卫生健康"),
        ("财政资金直达", "财政资金直达"),
        ("养老保险", "养老保险"),
        ("7.涉农资金", "涉农资金"),
    ],
)
def test_other_names_of_fields(text, name):
    assert field_name(text) == name


@pytest.mark.parametrize("name", [*CHANNEL_NAMES, "其他：大喇叭", BOARD])
def test_official_channels_keep_their_name(name):
    assert channel_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("政府門戶網站", "政府网站"),
        ("微信公众号", "两微一端"),
        ("纸质载体", "纸质媒体"),
        ("行政服务中心", "政务服务中心"),
        ("村务公开栏", BOARD),
        ("单位/村委会公示栏(电子屏)", BOARD),
        ("发布会听证会", "发布会/听证会"),
        ("会议", "其他：会议"),
        ("其他:大喇叭", "其他：大喇叭"),
        ("其他", "其他"),
    ],
)
def test_other_names_of_channels(text, name):
    assert channel_name(text) == name


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("县级", ("县级",)),
        ("乡、村级", ("乡级", "村级")),
        ("鎮級", ("乡级",)),
        ("镇街级", ("乡级",)),
        ("区级、街道、社区", ("县级", "乡级", "村级")),
        ("社区", ("村级",)),
        ("省级", ()),
    ],
)
def test_levels(text, levels):
    assert levels_of(text) == levels


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("全社会", "全社会"),
        ("社会公众", "全社会"),
        ("特定群众", "特定群体"),
        ("特定群体（项目单位）", "特定群体：项目单位"),
        ("特定群体：申请人（含监护人）", "特定群体：申请人（含监护人）"),
        ("低保对象", "特定群体：低保对象"),
        ("全社会；特定群体：低保对象", "全社会；特定群体：低保对象"),
        ("", ""),
    ],
)
def test_audience(text, audience):
    assert audience_of(text) == audience
    assert audience_of(audience) == audience


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("■政府网站 □政府公报 ■两微一端", ("政府网站", "两微一端")),
        ("☑政府网站☐政府公报", ("政府网站",)),
        ("□政府网站 口两微一端 口公开查阅点", ()),
        ("t政府网站□政府公报 t村公示栏 o电视", ("政府网站", "村公示栏")),
        ("√政府网站\n√其他：大喇叭\n注：可以链接", ("政府网站", "其他：大喇叭")),
        ("■其他：关注：甲", ("其他：关注：甲",)),
        ("■ □", ()),
        ("政府网站、公开查阅点；村公示栏", ("政府网站", "公开查阅点", "村公示栏")),
        ("", ()),
    ],
)
def test_boxes(text, named):
    assert channels(text) == named


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲；乙;丙。", ("甲", "乙", "丙。")),
        ("1、甲 2、乙", ("甲", "乙")),
        ("1.甲；2.乙；3、占比1.5%", ("甲", "乙", "占比1.5%")),
        ("（1）甲\n（2）乙\n\n丙；丁", ("甲", "乙", "丙；丁")),
        ("●甲；子项\n乙 ●丙", ("甲；子项乙", "丙")),
        ("2024年预算", ("2024年预算",)),
        ("", ()),
    ],
)
def test_elements(text, parts):
    assert elements(text) == parts


def test_ticks():
    assert [ticked(text) for text in ("√", "■", "是", "", "□", "无", "可能")] == [
        *[True] * 3, *[False] * 3, None,
    ]  # fmt: skip
    assert [unticked(text) for text in ("√", "□", "√ 申请人", "")] == ["", "", "申请人", ""]


def test_texts_are_kept_clean_and_recognised_folded():
    assert tidy("  甲\x00 \t乙_x000D_\r\n\r\n丙 ") == "甲 乙\n丙"
    assert fold("公開 時限（２０）") == "公开时限(20)"
