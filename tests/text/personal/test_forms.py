"""What the lines and columns around a datum say of it."""

import pytest

from gongkai.text.personal import ASKED, find
from tests.text.personal.checks import CARD, ID, PHONE, V, card, told

FORM = f"姓名：张三\n性别：男\n证件号码：{ID}\n健康状况：肺癌\n"


def test_a_form_is_read_line_by_line():
    assert told(FORM, ASKED) == [("name", "张三"), ("identity_number", ID), ("health", "肺癌")]
    assert told("项目：救助\n健康状况：肺癌", ASKED) == []


def test_a_label_alone_is_no_finding():
    text = f"户主：张三\n{'。' * 300}手机{PHONE}"
    assert told(text, ASKED) == [("mobile", PHONE)]
    assert ("name", "县城") not in told(f"户主：高度，手机{PHONE}")
    assert told(f"户主：张三\n手机{PHONE}\n姓名\t电话\n姓名：李四\t{PHONE}", ASKED)[0] == (
        "name",
        "张三",
    )


@pytest.mark.parametrize("born", ["2015-03-05", "2015年3月", "2015.3", "201503"])
def test_a_birthday_in_a_row_tells_a_child(born):
    rows = f"序号\t姓名\t出生年月\t金额\n1\t张小明\t{born}\t500\n2\t李强\t1980-01-02\t500"
    assert told(rows, ASKED) == [("minor", "张小明")]


def test_the_parents_of_pupils_are_grown_up():
    rows = f"学生姓名\t出生日期\t学校\t家长姓名\t电话\n张小明\t2015-03-05\t柳溪小学\t张强\t{PHONE}"
    assert told(rows) == [("minor", "张小明"), ("name", "张强"), ("mobile", PHONE)]


def test_columns_of_sums_and_of_organs_ask_nothing():
    assert told("科目\t预算数\t占比\n行政运行\t13812345678\t95%", ASKED) == []
    assert told("姓名\t邮箱\n李明\tqhmzj@qinghe.gov.cn", ASKED) == []
    assert told("地块\t面积\n皖CG2022-43\t4", ASKED) == []


def test_accounts_in_groups():
    assert told("户主张三，账号：1234 5678 9012 3456  7890", ASKED)[-1] == (
        "bank_card",
        "1234567890123456",
    )
    assert told(f"县财政局缴款账号：{card('43', 16)}", ASKED) == []
    assert [hit.kind for hit in find(f"张三，账号：{CARD}", V)] == ["name", "bank_card"]


def test_a_line_in_a_run_of_others():
    assert told("家庭电话 12 0551-6543210", ASKED)[-1] == ("landline", "05516543210")


def test_a_misread_number_behind_a_comma():
    assert told("手机、l38OOl38OOO", ASKED) == [("mobile", PHONE)]


def test_only_names_that_are_joined_are_ill_together():
    assert told("王芳（李强之妻）患肺癌", ASKED) == [("name", "李强"), ("health", "肺癌")]
