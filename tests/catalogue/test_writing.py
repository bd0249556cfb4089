"""A catalogue written is read back word for word."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from gongkai.catalogue.importers import read_xlsx, write_xlsx
from gongkai.catalogue.models import LEVELS, Column, Item, Mode, Section
from gongkai.catalogue.operations import ItemContent, content_of, read_limit, tidied
from gongkai.catalogue.operations.wording import CHANNEL_NAMES
from tests.catalogue.conftest import content

pytestmark = pytest.mark.django_db


def item(kept, column=None):
    limit = read_limit(kept.limit_text)
    words = {key: getattr(kept, key) for key in ItemContent.__dataclass_fields__}
    words |= {"column": column, "limit_n": limit.n, "limit_anchor": limit.anchor}
    return Item(**words)


def back(items):
    sheet = read_xlsx(io.BytesIO(write_xlsx(items)))
    assert [f"{error}" for error in sheet.errors] == []
    return list(sheet.rows)


def test_round_trip_of_a_catalogue():
    column = Column.objects.create(section=Section.STATUTORY, name="社会救助", slug="assistance")
    kept = [
        tidied(content(number=1, column="assistance")),
        tidied(content(number=2, level2="保障标准", audience="特定群体：申请人", column="")),
        tidied(content(number=9, level1="临时救助", mode="依申请公开", levels=LEVELS)),
        tidied(content(number=10, field="就业", basis="第一行\n第二行", mode=Mode.BOTH)),
        tidied(content(number=11, field="就业", level2="乙", channels=("其他：大喇叭", "公报"))),
        tidied(content(number=12, field="就业", level2="丙", audience="全社会；特定群体")),
    ]
    items = [item(kept[0], column), *(item(row) for row in kept[1:])]
    assert back(items) == kept
    assert [content_of(one) for one in items] == kept


def test_levels_apart_when_a_row_concerns_the_village_alone():
    kept = [tidied(content(number=1, levels=("村级",))), tidied(content(number=2, level2="乙"))]
    data = write_xlsx(item(row) for row in kept)
    heads = [cell.value for cell in load_workbook(io.BytesIO(data)).active[3]]
    assert heads[-4:-1] == ["县级", "乡级", "村级"]
    assert back([item(row) for row in kept]) == kept


def test_the_sheet_is_ready_to_print():
    kept = [tidied(content(number=n, level2=f"事项{n}")) for n in (1, 2)]
    sheet = load_workbook(io.BytesIO(write_xlsx([item(row) for row in kept]))).active
    assert sheet["A1"].value == "基层政务公开标准目录"
    assert [cell.value for cell in sheet[2] if cell.value] == [
        "序号", "领域", "公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体",
        "公开渠道和载体", "公开对象", "公开方式", "公开层级", "对应栏目",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3] if cell.value] == [
        "一级事项", "二级事项", "全社会", "特定群体", "主动", "依申请公开", "县级", "乡、村级",
    ]  # fmt: skip
    merged = {f"{area}" for area in sheet.merged_cells.ranges}
    assert {"A1:P1", "A2:A3", "C2:D2", "J2:K2", "L2:M2", "N2:O2", "B4:B5", "C4:C5"} <= merged
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$2:$3"
    assert "■政府网站\n□政府公报" in sheet["I4"].value
    assert all(sheet.column_dimensions[letter].width >= 5 for letter in "ABCDEFGHIJKLMNOP")


def test_a_text_that_looks_like_a_formula_stays_a_text():
    kept = tidied(content(number=1, basis='=HYPERLINK("http://127.0.0.1")', body="+1"))
    data = write_xlsx([item(kept)])
    assert {cell.data_type for cell in load_workbook(io.BytesIO(data)).active[4]} <= {
        "s",
        "n",
        "inlineStr",
    }
    assert back([item(kept)]) == [kept]


def test_an_empty_catalogue_is_written():
    sheet = read_xlsx(io.BytesIO(write_xlsx([])))
    assert [f"{error}" for error in sheet.errors] == ["表里没有可以导入的事项"]


WORDS = st.text(alphabet="甲乙丙丁；、。，：●√■□=+-1.a（） \n", min_size=1, max_size=12).filter(
    lambda text: any(c in "甲乙丙丁" for c in text)
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.builds(
            content,
            level1=st.sampled_from(["甲", "乙"]),
            level2=WORDS,
            elements=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
            basis=WORDS,
            body=WORDS,
            channels=st.sets(st.sampled_from(CHANNEL_NAMES), min_size=1).map(tuple),
            mode=st.sampled_from(list(Mode.values)),
            levels=st.sets(st.sampled_from(LEVELS), min_size=1).map(tuple),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda row: tidied(row).level2,
    )
)
def test_round_trip_of_any_words(rows):
    kept = [tidied(row.__class__(**fields(row) | {"number": n})) for n, row in enumerate(rows, 1)]
    assert back([item(row) for row in kept]) == kept
    assert [tidied(row) for row in kept] == kept


def fields(row):
    return {key: getattr(row, key) for key in ItemContent.__dataclass_fields__}
