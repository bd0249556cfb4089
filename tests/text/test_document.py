"""Documents tell where each piece stands and why it is not seen."""

import pytest

from gongkai.text.document import Document, Hidden, Paragraph, Picture, Place, Table
from gongkai.text.signature import Kind


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place(), "正文"),
        (Place(paragraph=3), "第3段"),
        (Place(page=2, paragraph=1), "第2页 第1段"),
        (Place(part="页眉", paragraph=1), "页眉 第1段"),
        (Place(sheet="名单", row=12, column=28), "工作表“名单” AB12单元格"),
        (Place(table=2, row=4), "第2张表 第4行"),
    ],
)
def test_a_place_is_told_in_words(place: Place, told: str) -> None:
    assert str(place) == told


def table() -> Table:
    return Table(
        rows=(("姓名", "金额"), ("甲", "")),
        place=Place(sheet="名单"),
        hidden_rows=frozenset({1}),
        hidden_columns=frozenset({1}),
        row_numbers=(3, 7),
        first_column=2,
    )


def test_a_cell_leads_back_to_its_place_in_the_file() -> None:
    assert table().place_of(1, 1) == Place(sheet="名单", row=7, column=3)
    assert Table((("一",),), Place(table=1)).place_of(0, 0) == Place(table=1, row=1, column=1)


def test_a_cell_is_hidden_by_its_row_its_column_or_its_sheet() -> None:
    assert [table().why_hidden(*at) for at in ((0, 0), (1, 0), (0, 1))] == [
        None,
        Hidden.ROW,
        Hidden.COLUMN,
    ]
    assert Table((("一",),), Place(), hidden=Hidden.SHEET).why_hidden(0, 0) == Hidden.SHEET


def test_a_document_says_all_and_shows_what_is_seen() -> None:
    secret = Table((("暗",),), Place(sheet="底稿"), hidden=Hidden.SHEET)
    document = Document(
        Kind.XLSX,
        (
            Paragraph("标题", Place(paragraph=1), level=1),
            Paragraph("记得删", Place(part="批注"), hidden=Hidden.COMMENT),
            table(),
            secret,
            Picture("照片.png", Place()),
        ),
    )
    assert document.text == "标题\n姓名"
    assert document.tables == (table(), secret)
    assert [(said.text, said.hidden) for said in document.said()] == [
        ("标题", None),
        ("记得删", Hidden.COMMENT),
        ("姓名", None),
        ("金额", Hidden.COLUMN),
        ("甲", Hidden.ROW),
        ("暗", Hidden.SHEET),
    ]
