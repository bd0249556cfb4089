"""Columns of persons: told by header, by cells, and what may stay in them."""

import pytest

from gongkai.text.document import Place, Table
from gongkai.text.personal import ASKED, KEPT, find, find_in_table
from tests.text.personal.checks import CARD, ID, PHONE, V, told


def rows(*lines):
    return "\n".join("\t".join(line) for line in lines)


LIST = rows(
    ("柳溪镇低保名单", "", ""),
    ("序号", "户主姓名", "身份证号", "家庭住址", "病种", "致贫原因", "账号", "电话"),
    ("1", "王　芳", "110105194912310021", "望湖村3组12号", "高血压", "缺劳力", "6228481234567890123", "6543210"),
    ("2", "田长鹏", ID, "望湖村3组", "无", "因学", CARD, PHONE),
    ("3", "李*", "1101051949*", "", "健康", "", "", "无"),
    ("合计", "合计", "", "", "", "", "", ""),
)  # fmt: skip


def test_columns_are_understood_by_their_headers():
    assert told(LIST) == [
        ("name", "王芳"), ("identity_number", "110105194912310021"), ("address", "望湖村3组12号"),
        ("health", "高血压"), ("hardship", "缺劳力"), ("bank_card", "6228481234567890123"),
        ("landline", "6543210"), ("name", "田长鹏"), ("identity_number", ID), ("hardship", "因学"),
        ("bank_card", CARD), ("mobile", PHONE),
    ]  # fmt: skip
    assert all(kind != "name" for kind, _ in told(LIST, ASKED))


def test_a_header_of_two_rows_is_read_together():
    text = rows(
        ("户主信息", "", "困难情况", ""),
        ("姓名", "证件号码", "病种", "月数"),
        ("张三", ID, "肺癌", "6"),
        ("李四", "", "", "7"),
    )
    assert [kind for kind, _ in told(text)] == ["name", "identity_number", "health", "name"]


def test_a_second_header_begins_a_second_list():
    text = rows(
        ("姓名", "金额"), ("张三", "5"), ("村组", "户主", "病种"), ("望湖村", " 李四 ", "哮喘")
    )
    assert told(text) == [("name", "张三"), ("name", "李四"), ("health", "哮喘")]


def test_columns_without_header_are_understood_by_their_cells():
    text = rows(
        ("1", "张三", "肺癌", "因病致贫"),
        ("2", "李强", "尿毒症", "缺劳力"),
        ("3", "王芳", "白血病", ""),
        ("4", "赵明", "", "因残致贫"),
    )
    assert [kind for kind, _ in told(text)] == ["name", "health", "hardship"] * 2 + [
        "name",
        "health",
        "name",
        "hardship",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [("1", "张三"), ("2", "李强")],
        [("柳溪", "12"), ("望湖", "13"), ("青禾", "15")],
        [("肺癌", "12"), ("尿毒症", "13"), ("白血病", "15")],
        [("", "12"), ("", "13"), ("甲", "15")],
        [("病种", "人数"), ("肺癌", "3")],
        [("年度", "一般公共预算"), ("2025", "1250")],
        [("姓名", "村", "电话"), ("李*", "柳溪")],
        [("单位", "办公电话"), ("民政局", "6543210")],
        [("姓名",), ("张三",)],
    ],
)
def test_tables_that_ask_nothing(lines):
    assert told(rows(*lines), ASKED) == []


def test_staff_are_named_in_office():
    text = rows(("姓名", "职务", "联系电话"), ("李明", "科长", "6543210"), ("王强", "科员", PHONE))
    assert [(h.kind, h.confidence >= ASKED) for h in find(text, V)] == [
        ("name", False), ("name", False), ("mobile", True)
    ]  # fmt: skip


def test_pupils_are_minors():
    assert told(rows(("姓名", "班级"), ("张小明", "一（2）班")), ASKED) == [("minor", "张小明")]
    assert told(rows(("学生姓名", "金额"), ("张小明", "500")), ASKED) == [("minor", "张小明")]


def test_other_columns():
    text = rows(
        ("姓名", "微信", "车牌号", "护照号", "邮箱", "电话"),
        ("张三", "zhangsan1", "皖A1234X", "AB123456", "张三@例子.中国", "0551-6543210"),
        ("李四", "?", "?", "?", "?", "?"),
    )
    assert [kind for kind, _ in told(text, ASKED)] == [
        "social_account",
        "plate",
        "passport",
        "email",
        "landline",
    ]


def test_a_form_is_read_as_sentences():
    text = rows(("姓名", "张三", "身份证号", ID), ("电话", PHONE, "住址", "望湖村3组12号"))
    assert told(text, ASKED) == [
        ("name", "张三"), ("identity_number", ID), ("mobile", PHONE), ("address", "望湖村3组12号"),
    ]  # fmt: skip


def test_hits_of_a_table_know_their_cells():
    table = Table((("姓名", "电话"), (), ("张\t三", f"手机\n{PHONE}"), ("李四",)), Place(table=1))
    found = [
        (cell.row, cell.column, cell.hit.kind, cell.hit.start, cell.hit.mask)
        for cell in find_in_table(table, V)
    ]
    assert found == [
        (2, 0, "name", 0, "张 *"), (2, 1, "mobile", 3, "138****8000"), (3, 0, "name", 0, "李*"),
    ]  # fmt: skip
    shown = find_in_table(table, V, {**KEPT, "name": None})
    assert shown[-1].hit.mask == "李四"
