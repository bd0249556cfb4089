"""Each column of a list judged by the law of its kind, and the public table that comes of it."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai.kernel.detector import VALIDATORS
from gongkai.law.public_lists import PublicLists, Treatment, treated
from gongkai.screening.importers import TooLooseChoice, plan_of, public_table
from gongkai.text import personal
from gongkai.text.documents.every import read_document
from gongkai.text.signature import Kind

ON = date(2026, 11, 20)
HEAD = [
    "序号", "户主姓名", "身份证号", "所在村组", "家庭人数", "保障类别", "保障金额", "银行卡号",
    "致贫原因", "配偶姓名", "民族", "工作单位", "来源", "备注", "空列",
]  # fmt: skip
ROWS = [
    [7, "张建国", "11010119900307001X", "桃溪村1组", 2, "A类", 500, "6222021234567890128",
     "因病", "王秀英", "汉族", "无", "网格", "", ""],
    [8, "欧阳春", "110101199003070028", "桃溪村2组15号", 1, "因残", 300, "6222021234567890136",
     "因残", "", "汉族", "", "", "电话13900001111", ""],
]  # fmt: skip
USUAL = {
    "序号": "shown", "户主姓名": "shown", "身份证号": "forbidden", "所在村组": "shown",
    "家庭人数": "shown", "保障类别": "shown", "保障金额": "shown", "银行卡号": "forbidden",
    "致贫原因": "forbidden", "配偶姓名": "forbidden", "民族": "forbidden", "工作单位": "forbidden",
    "来源": "forbidden", "备注": "forbidden", "空列": "forbidden",
}  # fmt: skip


def planned(head=HEAD, rows=ROWS, key="subsistence", own=None, hidden=()):
    book = Workbook()
    for letter in hidden:
        book.active.column_dimensions[letter].hidden = True
    for row in (head, *rows):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    document = read_document(written, Kind.XLSX, "a.xlsx")
    rule = PublicLists({key: own} if own else {}).get(key, ON)
    return plan_of(document, rule, VALIDATORS)


def judged(plan, heading):
    return next(each for each in plan.columns if each.column.heading == heading)


def test_every_column_has_its_treatment_and_reason():
    plan = planned()
    assert {each.column.heading: each.usual for each in plan.columns} == USUAL
    assert all(each.reason for each in plan.columns)
    assert plan.missing == []
    assert judged(plan, "所在村组").reason == "这类名单应当列出，其中 1 处住址遮盖"
    assert judged(plan, "备注").loosest == "forbidden"
    assert plan.notes == [
        "没有认出的列：来源、空列。先不公示，确有依据的请在下面改。",
        "“备注”里有手机号码，整列不公示。",
    ]


def test_the_public_table_holds_what_may_stand_there_and_counts_it():
    table = public_table(planned(), {})
    assert table.headings == ("序号", "户主姓名", "所在村组", "家庭人数", "保障类别", "保障金额")
    assert table.rows == (
        ("1", "张建国", "桃溪村1组", "2", "A类", "500"),
        ("2", "欧阳春", "桃溪村*组**号", "1", "**", "300"),
    )
    assert (table.persons, sorted(table.right)) == (2, [3, 5])
    assert [(each.heading, each.text) for each in table.sums] == [
        ("家庭人数", "3"), ("保障金额", "800"),
    ]  # fmt: skip
    assert [(each.heading, each.number) for each in table.masked] == [
        ("所在村组", 1), ("保障类别", 1),
    ]  # fmt: skip
    assert [each.heading for each in table.dropped] == [
        "身份证号", "银行卡号", "致贫原因", "配偶姓名", "民族", "工作单位", "来源", "备注",
    ]  # fmt: skip
    assert table.names == {"张建国", "欧阳春"}
    assert len(public_table(planned(), {}, most=1).rows) == 1


def test_a_person_may_tighten_and_loosen_only_as_the_law_lets():
    plan = planned()
    name, unit, spouse = (judged(plan, each) for each in ("户主姓名", "工作单位", "配偶姓名"))
    choices = {name.column.at: "masked", unit.column.at: "shown", spouse.column.at: "masked"}
    assert [each.column.heading for each in plan.loosened(choices)] == ["配偶姓名", "工作单位"]
    table = public_table(plan, choices)
    assert [row[1] for row in table.rows] == ["张*国", "欧*春"]
    assert table.masked[0].reason == "比规定更严：遮盖后公示"
    without = public_table(plan, {name.column.at: "forbidden"})
    assert without.dropped[0].reason == "比规定更严：不公示"
    assert table.headings[-2:] == ("配偶姓名", "工作单位")
    assert table.names == frozenset()
    for heading, how in (("身份证号", "masked"), ("配偶姓名", "shown"), ("工作单位", "masked")):
        with pytest.raises(TooLooseChoice, match=heading):
            plan.chosen({judged(plan, heading).column.at: how})


def test_own_rule_masks_names_and_keeps_the_end_of_identity_numbers():
    own = treated({"name": Treatment.MASKED, "identity_number": Treatment.MASKED})
    table = public_table(planned(own=own), {})
    assert table.rows[0][1:3] == ("张*国", "**************001X")
    assert [each.heading for each in table.masked][:2] == ["户主姓名", "身份证号"]


def test_what_the_list_lacks_is_told_and_what_it_needs_not_stays_out():
    plan = planned(
        ["姓名", "村组", "单位", "奖项"], [["张建国", "桃溪村", "x", "一等奖"]], "awards"
    )
    assert {e.column.heading: e.usual.value for e in plan.columns}["村组"] == "forbidden"
    plan = planned(["姓名", "村组"], [["张建国", "桃溪村"]], "subsistence")
    assert plan.notes[0].startswith("没有找到这类名单应有的项目：家庭人数、保障类别、保障金额")
    plan = planned(["配偶姓名", "村组"], [["张建国", "桃溪村"]])
    assert judged(plan, "配偶姓名").usual == "shown"


def test_a_list_of_pupils_shows_no_child_and_a_hidden_column_nothing():
    assert judged(planned(hidden=["B"]), "户主姓名").loosest == "forbidden"
    head = ["学校", "班级", "人数", "金额", "姓名"]
    table = public_table(planned(head, [["一小", "二班", 1, 500, "张小明"]], "pupils"), {})
    assert table.rows == (("一小", "二班", "1", "500", "张**"),)


NUMBERS = st.sampled_from(
    [
        "11010119900307001X",
        "6222021234567890128",
        "13900001111",
        "桃溪路15号3单元201室",
        "肺癌",
        "因病",
    ]
)
WORDS = st.sampled_from(["", "备注", "A类", "桃溪村1组", "张建国", "500", "=1+1"])
CELLS = st.lists(st.lists(NUMBERS | WORDS, min_size=4, max_size=4), min_size=1, max_size=4)
HEADINGS = st.permutations(["金额", "所在村组", "来源", "保障类别", "备注"])


@given(HEADINGS, CELLS)
def test_whatever_stands_where_nothing_is_found_in_the_public_table(headings, cells):
    head = ["姓名", *headings]
    plan = planned(head, [["张建国", "桃溪", *row] for row in cells])
    choices = {each.column.at: each.loosest.value for each in plan.columns}
    table = public_table(plan, choices)
    text = "\n".join("\t".join(row) for row in (table.headings, *table.rows))
    left = [hit for hit in personal.find(text, VALIDATORS) if hit.confidence >= personal.ASKED]
    assert not left
    assert "肺癌" not in text
