"""A list of persons read out of a workbook as offices make them."""

import pytest
from openpyxl.styles import Font

from gongkai.text.document import Document, Table
from gongkai.text.document import Place as At
from gongkai.text.listing import Content, candidates, content_of, reading
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

HEAD = ["序号", "姓名", "身份证号", "村组", "金额", "备注"]
ZHANG = [1, "张建国", "11010119900307001X", "桃溪村1组", 500, ""]
WANG = [2, "王秀英", "110101199003070028", "桃溪村2组", "1,200.50", ""]


def contents(listing):
    return [column.kind or column.content.name for column in listing.columns]


@pytest.mark.parametrize(
    ("heading", "content"),
    [
        ("序号", Content.INDEX),
        ("所在村（社区）", Content.PLACE),
        ("补贴金额（元）", Content.MONEY),
        ("补助项目", Content.CATEGORY),
        ("家庭人数", Content.COUNT),
        ("出生日期", Content.PRIVATE),
        ("决定日期", Content.DATE),
        ("报考单位", Content.ORGANISATION),
        ("性 别", Content.SEX),
        ("准考证号", Content.TICKET),
        ("笔试成绩", Content.GRADE),
        ("案由", Content.MATTER),
        ("说明", Content.REMARK),
        ("乙", Content.UNKNOWN),
    ],
)
def test_a_heading_says_what_its_column_holds(heading, content):
    assert content_of(heading) is content


def test_titles_heading_persons_and_what_is_no_person_are_told_apart(listed):
    listing = listed(
        [
            ["柳溪镇2026年低保名单"],
            ["填报单位：柳溪镇", "2026年9月", "单位：元"],
            HEAD,
            ZHANG,
            HEAD,
            [],
            WANG,
            ["", "", "", "桃溪村3组", 300, ""],
            ["", "合计", "", "", "1,700.5", ""],
            ["备注：名单以审核结果为准"],
            ["审核人：赵审", "", "", "", "日期：9月"],
        ]
    )
    assert listing.titles == ("柳溪镇2026年低保名单", "填报单位：柳溪镇 2026年9月 单位：元")
    assert contents(listing) == ["INDEX", "name", "identity_number", "PLACE", "MONEY", "REMARK"]
    assert [(row.number, row.cells[1]) for row in listing.rows] == [(4, "张建国"), (7, "王秀英")]
    assert [(each.number, each.why) for each in listing.left] == [
        (5, "重复的表头"),
        (8, "没有姓名"),
        (9, "合计行"),
        (10, "说明文字"),
        (11, "说明文字"),
    ]
    assert listing.notes == ("有 1 行是没有姓名的，没有列入：第 8 行。",)
    assert listing.columns[0].holds == "序号"


def test_merged_headings_become_one_row_and_merged_places_hold_for_each(listed):
    def merge(sheet):
        sheet.merge_cells("C1:D1")
        for area in ("A1:A2", "B1:B2", "E1:E2", "A3:A4", "E3:E4"):
            sheet.merge_cells(area)

    rows = [
        ["村组", "户主姓名", "保障情况", "", "金额"],
        ["", "", "人数", "类别", ""],
        ["桃溪村1组", "张建国", 2, "A类", 500],
        ["", "王秀英", 1, "B类", ""],
    ]
    listing = listed(rows, merge)
    assert [column.heading for column in listing.columns] == [
        "村组", "户主姓名", "保障情况人数", "保障情况类别", "金额",
    ]  # fmt: skip
    assert [row.cells for row in listing.rows] == [
        ("桃溪村1组", "张建国", "2", "A类", "500"),
        ("桃溪村1组", "王秀英", "1", "B类", ""),
    ]
    assert "表头有合并的单元格" in listing.notes[-1]


def test_a_heading_merged_over_figures_stays_one_row(listed):
    rows = [["姓名", "金额", ""], ["张建国", 1, 2]]
    listing = listed(rows, lambda sheet: sheet.merge_cells("B1:C1"))
    assert [column.heading for column in listing.columns] == ["姓名", "金额", "金额"]


def test_what_is_hidden_is_left_out_and_told(listed):
    def hide(sheet):
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True
        other = sheet.parent.create_sheet("底册")
        other.append(HEAD)
        other.sheet_state = "hidden"
        sheet.parent.create_sheet("说明").append(["姓名", "村组"])
        sheet["F2"] = "=1+1"

    listing = listed([HEAD, ZHANG, WANG], hide)
    assert [row.number for row in listing.rows] == [2]
    assert [column.hidden for column in listing.columns].index(True) == 2
    notes = "\n".join(listing.notes)
    for words in (
        "还有别的工作表：说明", "隐藏的工作表（底册）", "有 1 列是隐藏的", "有 1 个单元格是公式",
        "有 1 个公式没有算出的数", "有 1 行是隐藏（包括筛选掉）的，没有列入：第 3 行",
    ):  # fmt: skip
        assert words in notes


def test_another_sheet_is_read_when_it_is_named(listed):
    def second(sheet):
        other = sheet.parent.create_sheet("特困")
        other.append(["姓名", "村组"])
        other.append(["李小明", "桃溪村"])

    assert listed([HEAD, ZHANG], second, sheet="特困").rows[0].cells == ("李小明", "桃溪村")
    assert listed([HEAD, ZHANG], second, sheet="没有这张").sheet == "名单"


def test_remarks_and_pale_words_are_told(listed):
    def whiten(sheet):
        sheet["F2"].font = Font(color="FFFFFFFF")

    listing = listed([HEAD, [*ZHANG[:5], "看不见"]], whiten)
    assert listing.notes == ("原表里有批注、隐藏文字或者看不见的内容，新名单里都不带。",)
    assert listing.columns[5].filled == 0


def test_the_same_person_twice_and_a_wrong_total_are_told(listed):
    rows = [HEAD, *([number, *ZHANG[1:]] for number in range(1, 8)), ["合计", "", "", "", 9, ""]]
    listing = listed(rows)
    assert listing.notes == (
        "有 1 组重复：第 2 行、第 3 行、第 4 行、第 5 行、第 6 行等。请核对是不是同一个人列了两次。",
        "“金额”的合计行写 9，逐行相加是 3,500，请核对。",
    )
    pairs = [["姓名", "村组"], *([f"张建{n}", "桃溪村"] for n in "国军华民生才" for _ in "ab")]
    assert "等。请核对" in listed(pairs).notes[0]


def test_columns_without_a_clear_heading_are_told_by_what_they_hold(listed):
    rows = [
        ["姓名", "村组", "", "金额", "备用", "补助类别", "其他", "类别"],
        ["张建国", "桃溪村1组2号", "x", 1, "13800001111", "因残", "有肺癌", "A类"],
        ["王秀英", "桃溪村1组3号", "", 2, "13800002222", "A类", "", "B类"],
    ]
    listing = listed(rows)
    assert listing.columns[2].heading == "C 列（没有表头）"
    assert contents(listing) == [
        "name", "PLACE", "UNKNOWN", "MONEY", "mobile", "CATEGORY", "health", "CATEGORY",
    ]  # fmt: skip
    assert listing.columns[1].found == {"address": 2}
    assert listing.columns[5].found == {"hardship": 1}


@pytest.mark.parametrize(
    ("head", "kind"),
    [(["学校", "姓名"], "minor"), (["学校", "姓名", "岗位"], "name"), (["x" * 30, "姓名"], "name")],
)
def test_names_in_a_list_of_pupils_are_those_of_children(listed, head, kind):
    rows = [[*head, "村组", "金额"], ["第一小学", "张建国", "教师", "桃溪村", 5]]
    listing = listed(rows)
    assert next(c for c in listing.columns if c.heading == "姓名").kind == kind


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["张建国", "李小明"]], "没有找到表头"),
        ([[]], "没有表格"),
        ([HEAD], "没有名单"),
        ([HEAD, ["合计", "", "", "", 1, ""]], "没有名单"),
        ([[*HEAD, *(f"村{n}" for n in range(60))], ZHANG], "66 列"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(listed, rows, words):
    with pytest.raises(BadFile, match=words):
        listed(rows)


def test_a_list_too_long_is_refused(listed, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    with pytest.raises(BadFile, match="2 行，一份名单最多 1 行"):
        listed([HEAD, ZHANG, WANG])


def test_hidden_tables_are_no_candidates_and_a_heading_is_not_asked_for():
    tables = (Table((("a",),), At(sheet="一"), "一"), Table((), At()))
    assert candidates(Document(Kind.XLSX, tables)) == [tables[0]]
