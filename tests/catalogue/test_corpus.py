"""Catalogues that real offices publish are understood; they stand beside the checkout."""

import json

import pytest

from gongkai.catalogue.importers import read_xlsx as read
from gongkai.catalogue.models import LimitAnchor as A
from gongkai.catalogue.models import LimitUnit as U
from gongkai.catalogue.operations import read_limit, tidied
from gongkai.catalogue.operations.intake import import_items
from tests.catalogue.conftest import AT
from tests.catalogue.workbook import workbook

pytestmark = [pytest.mark.corpus, pytest.mark.django_db]
LIMIT_AT = {"dean-snzj": 4, "fengtun-zfwj": 5, "xilinhaote-blg": 4, "gongliu-zj": 3,
            "dongyang-ggflfw": 5, "saihan-hhsz-zdjsxm": 5, "xiashan-youyi-ggwh": 7,
            "cungong-ml": 3}  # fmt: skip
"""In which cell of a row each office writes the limit."""


@pytest.fixture
def rows(corpus):
    text = (corpus / "corpus" / "bzml" / "rows.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def heads(corpus):
    def lines(source):
        text = (corpus / "corpus" / "bzml" / f"{source}.txt").read_text(encoding="utf-8")
        parted = (line.strip().strip("|").split("|") for line in text.splitlines())
        return [[cell.strip() for cell in line] for line in parted]

    return lines


def of(rows, source):
    return [row["cells"] for row in rows if row["src"] == source]


def test_every_limit_is_understood(rows):
    said = {
        row["cells"][LIMIT_AT[row["src"]]]
        for row in rows
        if row["src"] in LIMIT_AT and len(row["cells"]) > LIMIT_AT[row["src"]]
    } - {"同上"}
    assert len(said) >= 9
    assert [text for text in sorted(said) if read_limit(text) is None] == []


def test_limits_of_a_traditional_page_and_of_a_village(rows):
    first = read_limit(of(rows, "fengtun-zfwj")[0][5])
    assert (first.n, first.unit, first.anchor) == (3, U.WORKDAY, A.FORMED)
    quarterly = read_limit(of(rows, "cungong-ml")[0][3])
    assert (quarterly.n, quarterly.unit, quarterly.anchor) == (3, U.MONTH, A.PERIODIC)


def test_a_township_list_with_its_own_two_line_header(rows, heads, county):
    title, head, below, *_ = heads("fengtun-zfwj")
    wide = [*head[:1], "公開事項", None, *head[2:8], None, "公開方式", None, "公開層級", None]
    deep = [None, *below[:2], *[None] * 5, *below[2:]]
    file = workbook(("Sheet1", [title, wide, deep, *of(rows, "fengtun-zfwj")]))
    sheet = read(file)
    assert [f"{error}" for error in sheet.errors if error.column != "领域"] == []
    assert len(sheet.rows) == 3
    assert {content.levels for content in sheet.rows} == {("乡级",)}
    assert {content.mode for content in sheet.rows} == {"主动"}
    assert sheet.rows[0].channels == ("政府网站", "社区/企事业单位/村公示栏（电子屏）")
    assert sheet.rows[2].channels == ("政府网站", "其他：會議")


def test_a_township_list_of_one_item_column_is_imported(rows, heads, county):
    title, head, *_ = heads("dean-snzj")
    cells = [[*row[:8], row[9], row[7]] for row in of(rows, "dean-snzj")]
    wide = [*[name for name in head if name][:7], "全社会", "主动", "乡级"]
    sheet = read(workbook(("Sheet1", [title, wide, *cells])))
    assert [f"{error}" for error in sheet.errors] == []
    assert {content.field for content in sheet.rows} == {"涉农资金"}
    assert {content.channels for content in sheet.rows} == {("政府网站", "公开查阅点")}
    assert len(sheet.rows[0].elements) == 2
    done = import_items(county.town, sheet.rows, by=county.clerk, at=AT)
    assert [row.limit_n for row in done.added] == [20, 20]


def test_same_as_above_and_many_boxes(rows):
    head = ["序号", "一级事项", "二级事项", "公开内容(要素)", "公开依据", "公开时限", "公开主体",
            "公开渠道和载体", "公开层级"]  # fmt: skip
    cells = [[*row[:8], "乡级"] for row in of(rows, "saihan-hhsz-zdjsxm")]
    sheet = read(workbook(("重大建设项目", [head, *cells])))
    assert [f"{error}" for error in sheet.errors] == []
    assert sheet.rows[2].limit_text == sheet.rows[1].limit_text == "及时公开"
    assert sheet.rows[2].basis == sheet.rows[0].basis
    assert "其他：投资项目在线审批监管平台" in sheet.rows[0].channels
    assert [tidied(content) for content in sheet.rows] == list(sheet.rows)


def test_a_village_list_says_which_columns_it_lacks(rows, heads):
    head = heads("cungong-ml")[0]
    sheet = read(workbook(("Sheet1", [head, *of(rows, "cungong-ml")])))
    assert [f"{error}" for error in sheet.errors] == ["第 1 行表头缺少“公开内容（要素）”一列"]
    assert sheet.rows == ()
