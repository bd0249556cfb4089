"""Catalogues come in whole or with every fault named by its row."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import load_workbook as load

from gongkai.catalogue.importers import grid, reading
from gongkai.catalogue.importers import read_xlsx as read
from gongkai.catalogue.models import Column, Section
from gongkai.text.refusal import BadFile
from tests.catalogue.workbook import HEAD, row, saved, simple, workbook

pytestmark = pytest.mark.django_db


def told(file):
    sheet = read(file)
    return [f"{error}" for error in sheet.errors]


def only(file):
    sheet = read(file)
    assert [f"{error}" for error in sheet.errors] == []
    return sheet.rows[0]


def test_a_plain_row():
    content = only(simple(row()))
    assert content.number == 1
    assert content.key == ("社会救助", "最低生活保障", "审核确认结果")
    assert content.elements == ("保障对象姓名", "保障金额")
    assert content.channels == ("政府网站",)
    assert (content.audience, content.mode) == ("全社会", "主动")
    assert content.levels == ("乡级", "村级")
    assert content.column == ""


def test_two_line_header_in_another_order_with_merged_cells():
    head = ["序号", "公开时限", "公开事项", None, "公开内容\n（要素）", "公开依据", "责任主体",
            "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None]  # fmt: skip
    below = [None, None, "一级事项", "二级事项", None, None, None, None, "全社会",
             "特定群体", "主动", "依申请公开", "县级", "乡、村级"]  # fmt: skip
    first = ["1", "及时", "临时救助", "政策", "救助对象", "《社会救助暂行办法》", "镇政府",
             "政府网站、村公示栏", "√", None, "√", None, None, "√"]  # fmt: skip
    second = ["2", "公示7个工作日", None, "结果", "救助名单", "同上", "同上", "同上", None,
              "√ 申请人", "√", "√", "√", None]  # fmt: skip
    file = workbook(
        ("Sheet1", [["（一）柳溪镇社会救助领域基层政务公开标准目录"], head, below, first, second]),
        merge=("A1:N1", "C2:D2", "I2:J2", "K2:L2", "M2:N2", "A2:A3", "B2:B3"),
    )
    sheet = read(file)
    assert sheet.errors == ()
    one, two = sheet.rows
    assert one.field == two.field == "社会救助"
    assert (one.level1, two.level1) == ("临时救助", "临时救助")
    assert one.channels == ("政府网站", "社区/企事业单位/村公示栏（电子屏）") == two.channels
    assert two.basis == "《社会救助暂行办法》"
    assert two.body == "镇政府"
    assert (one.audience, two.audience) == ("全社会", "特定群体：申请人")
    assert (one.mode, two.mode) == ("主动", "主动、依申请公开")
    assert (one.levels, two.levels) == (("乡级", "村级"), ("县级",))


def test_merged_cells_fill_and_a_later_header_begins_another_field():
    lines = [
        ["社会救助领域基层政务公开标准目录", *[None] * 10],
        HEAD,
        row(),
        row(at0=2, at1=None, at2="保障标准", at4=None),
        [None] * 11,
        ["就业领域基层政务公开标准目录", *[None] * 10],
        HEAD,
        row(at1="就业服务", at2="招聘信息"),
        ["注：公开时限以工作日计。", *[None] * 10],
        [4, *[None] * 10],
    ]
    sheet = read(workbook(("目录", lines), merge=("A1:K1", "B3:B4", "E3:E4", "A6:K6", "A9:K9")))
    assert sheet.errors == ()
    assert [content.key for content in sheet.rows] == [
        ("社会救助", "最低生活保障", "审核确认结果"),
        ("社会救助", "最低生活保障", "保障标准"),
        ("就业", "就业服务", "招聘信息"),
    ]
    assert sheet.rows[1].basis == "《社会救助暂行办法》"


def test_one_column_of_items_stands_for_both_levels():
    head = ["序号", "公开事项", *HEAD[3:]]
    content = only(simple([1, "低保名单", *row()[3:]], head=head))
    assert (content.level1, content.level2) == ("低保名单", "低保名单")


def test_field_from_its_column_or_the_name_of_the_sheet():
    in_column = only(simple([*row(), "五、医疗卫生"], head=[*HEAD, "领域"], title="Sheet1"))
    assert in_column.field == "卫生健康"
    assert only(simple(row(), title="涉农资金领域")).field == "涉农资金"


def test_a_sheet_without_any_field():
    assert told(simple(row(), title="Sheet1")) == [
        "第 2 行“领域”没有填写：请加“领域”一列，或者在表的标题里写明是哪个领域"
    ]


@pytest.mark.parametrize(
    "title", ["青禾县基层政务公开标准目录", "26个领域基层政务公开标准目录", "Sheet1"]
)
def test_titles_that_name_no_field(title):
    lines = [[title], HEAD, row()]
    assert "“领域”没有填写" in told(workbook(("Sheet1", lines)))[0]


def test_every_fault_is_named_by_row_and_column():
    file = simple(
        row(at5="待定"),
        row(at0=2, at2="保障标准", at4=None, at7="□政府网站", at9="公开"),
        row(at0=3, at2="", at3=None, at8=None, at10=None),
    )
    assert told(file) == [
        "第 2 行“公开时限”看不懂：“待定”，请写成“20个工作日内”",
        "第 3 行“公开依据”没有填写：请写明法律法规或者文件的名称",
        "第 3 行“公开渠道和载体”没有填写：请至少勾选一种渠道",
        "第 3 行“公开方式”只能是“主动”或“依申请公开”，现在写的是“公开”",
        "第 4 行“二级事项”没有填写",
        "第 4 行“公开内容（要素）”没有填写：请逐项写明公开哪些内容",
        "第 4 行“公开对象”没有填写：请在“全社会”或“特定群体”下打√",
        "第 4 行“公开层级”没有填写：请在“县级”或“乡、村级”下打√",
    ]


def test_cells_that_are_neither_ticked_nor_empty():
    head = [*HEAD[:8], "全社会", "特定群体", "主动", "依申请", "乡级"]
    cells = [*row()[:8], "大概", "√", "√", "", "或许"]
    assert told(simple(cells, head=head)) == [
        "第 2 行“公开对象”看不懂：“大概”，请打√或者留空",
        "第 2 行“公开层级”看不懂：“或许”，请打√或者留空",
    ]


def test_group_and_mode_by_ticks():
    head = [*HEAD[:8], "全社会", "特定群体", "主动", "依申请", "县级", "乡级", "村级"]
    sheet = read(
        simple(
            [*row()[:8], "√", "√", "", "√", "", "√", "□"],
            [*row(at2="乙")[:8], "是", "项目单位", "√", "", True, "", ""],
            [*row(at2="丙")[:8], "", "□", "", "", "√", "", ""],
            head=head,
        )
    )
    first, second, third = sheet.rows
    assert (first.audience, first.mode, first.levels) == (
        "全社会；特定群体",
        "依申请公开",
        ("乡级",),
    )
    assert (second.audience, second.levels) == ("全社会；特定群体：项目单位", ("县级",))
    assert (third.audience, third.mode) == ("", "")
    assert len(sheet.errors) == 2


def test_without_audience_and_mode_columns_the_usual_is_taken():
    content = only(simple([*row()[:8], "村级"], head=[*HEAD[:8], "公开层级"]))
    assert (content.audience, content.mode, content.levels) == ("全社会", "主动", ("村级",))


def test_mode_in_words():
    assert only(simple(row(at9="主动公开、依申请公开"))).mode == "主动、依申请公开"
    assert only(simple(row(at9="依申请"))).mode == "依申请公开"
    assert told(simple(row(at9=None))) == [
        "第 2 行“公开方式”没有填写：请在“主动”或“依申请公开”下打√"
    ]


def test_missing_columns_are_named_once():
    assert told(simple([1, "a", "b", "c", "及时"], head=[*HEAD[:4], "公开时限"])) == [
        "第 1 行表头缺少“公开依据”一列",
        "第 1 行表头缺少“公开主体”一列",
        "第 1 行表头缺少“公开渠道和载体”一列",
        "第 1 行表头缺少“公开层级”一列",
    ]


def test_no_header_and_no_rows():
    assert told(workbook(("表", [["序号", "姓名"], [1, "甲"]]))) == [reading.NO_HEADER]
    assert told(simple()) == ["表里没有可以导入的事项"]
    assert told(workbook(("空", []))) == [reading.NO_HEADER]


def test_doubles_within_and_across_sheets():
    file = workbook(
        ("社会救助", [HEAD, row(), row(at0=2)]),
        ("救助", [["社会救助领域"], HEAD, row()]),
    )
    assert told(file) == [
        "“社会救助”表第 3 行与第 2 行重复：最低生活保障 / 审核确认结果",
        "“救助”表第 3 行与“社会救助”表第 2 行重复：最低生活保障 / 审核确认结果",
    ]


def test_faults_name_the_sheet_when_there_are_several():
    file = workbook(("社会救助", [HEAD, row()]), ("就业", [HEAD, row(at5="?")]))
    assert told(file) == ["“就业”表第 2 行“公开时限”看不懂：“?”，请写成“20个工作日内”"]


def test_hidden_sheets_are_left_out():
    file = workbook(("社会救助", [HEAD, row()]), ("就业", [HEAD, row(at5="?")]), hidden=("就业",))
    assert len(read(file).rows) == 1


def test_a_level_cannot_be_taken_from_above_another_header():
    lines = [HEAD, row(), HEAD, row(at1=None, at2="别的")]
    assert told(workbook(("社会救助", lines))) == ["第 4 行“一级事项”没有填写"]


def test_columns_are_named_by_name_or_address():
    Column.objects.create(section=Section.STATUTORY, name="社会救助", slug="assistance")
    head = [*HEAD, "对应栏目"]
    assert only(simple([*row(), "社会救助"], head=head)).column == "assistance"
    assert only(simple([*row(), "assistance"], head=head)).column == "assistance"
    assert told(simple([*row(), "无此栏"], head=head)) == [
        "第 2 行“对应栏目”没有名为“无此栏”的栏目，请留空或者填写已有的栏目名称"
    ]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("0505", 505), (7.0, 7), ("一", None), (2.5, None), ("9" * 12, None), (None, None)],
)
def test_numbers(cell, number):
    assert only(simple(row(at0=cell))).number == number


def test_dates_and_truth_values_become_text():
    content = only(simple(row(at4=dt.datetime(2020, 1, 2, 3, 4), at6=dt.date(2024, 5, 6))))
    assert (content.basis, content.body) == ("2020-01-02", "2024-05-06")
    assert told(simple(row(at6=False))) == ["第 2 行“公开主体”没有填写"]


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 1)
    assert told(simple(row(), row(at2="乙"))) == ["一次最多导入 1 项，这里有 2 项，请分开导入"]


# ── Files that are refused ───────────────────────────────────────────────────────────────────


def refused(file, name="目录.xlsx"):
    with pytest.raises(BadFile) as caught:
        read(file, name)
    return f"{caught.value}"


def test_other_files_are_refused():
    assert "另存为 .xlsx" in refused(io.BytesIO("序号,事项".encode()), "目录.csv")
    assert "空" in refused(io.BytesIO(b""))
    assert "内容却是" in refused(io.BytesIO(b"%PDF-1.7"))


def test_a_big_file_is_refused(monkeypatch):
    monkeypatch.setattr(grid, "MAX_BYTES", 1_000_000 - 1)
    assert "超过" in refused(io.BytesIO(bytes(1_000_000)))


def test_a_bomb_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(90_000_000))
    assert "大得不正常" in refused(out)


def test_damaged_content_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
    assert "损坏" in refused(out)


@pytest.mark.parametrize("place", ["A1048576", "XFD2"])
def test_a_far_cell_is_refused_before_the_empty_ones_are_laid_out(place):
    book = load(simple(row()))
    book.worksheets[0][place] = "x"
    assert f"{place} 还有内容" in refused(saved(book))


def test_far_cells_without_content_do_not_matter():
    book = load(simple(row()))
    book.worksheets[0]["A60000"].number_format = "0.00"
    assert len(read(saved(book)).rows) == 1


def test_merged_ranges_beyond_the_content_are_cut():
    file = workbook(("社会救助", [HEAD, row()]), merge=("A2:A60", "P1:Q1"))
    assert len(read(file).rows) == 1


def test_a_heading_over_two_columns_without_second_line_means_the_first():
    head = [*HEAD[:4], None, *HEAD[4:]]
    cells = [*row()[:4], "不读", *row()[4:]]
    content = only(workbook(("社会救助", [head, cells]), merge=("D1:E1",)))
    assert content.elements == ("保障对象姓名", "保障金额")
