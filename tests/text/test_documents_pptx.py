"""Presentations: slides in the order of the show, notes, comments, and what is not shown."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.document import Document, Hidden, Picture, Place
from gongkai.text.documents.every import read_document
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text.documents import PNG, archive, relation, relations

NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def root(name: str, body: str, attrs: str = "") -> str:
    return f'<?xml version="1.0"?><p:{name} {NAMES} {attrs}>{body}</p:{name}>'


def p(*runs: str) -> str:
    return f"<a:p>{''.join(f'<a:r><a:t>{run}</a:t></a:r>' for run in runs)}</a:p>"


def shape(body: str, about: str = "", place: str = "") -> str:
    named = f'<p:nvSpPr><p:cNvPr id="2" name="x" {about}/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
    return f"<p:sp>{named}<p:txBody>{body}</p:txBody></p:sp>"


def tc(text: str, attrs: str = "") -> str:
    return f"<a:tc {attrs}><a:txBody>{p(text)}</a:txBody></a:tc>"


def table(*rows: list[str]) -> str:
    told = "".join(f"<a:tr>{''.join(row)}</a:tr>" for row in rows)
    return f"<p:graphicFrame><a:graphic><a:tbl>{told}</a:tbl></a:graphic></p:graphicFrame>"


def pptx(*slides: str, rels: tuple[str, ...] = (), **parts: str | bytes) -> io.BytesIO:
    """The slides in this order, whose files are numbered the other way round."""
    count = len(slides)
    files = {f"ppt/slides/slide{count - at}.xml": slide for at, slide in enumerate(slides)}
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="rId{count - at}"/>' for at in range(count))
    targets = [relation(n, "slide", f"slides/slide{n}.xml") for n in range(1, count + 1)]
    gone = '<p:sldId id="999" r:id="rId99"/>'
    return archive(
        {
            "ppt/presentation.xml": root("presentation", f"<p:sldIdLst>{ids}{gone}</p:sldIdLst>"),
            "ppt/_rels/presentation.xml.rels": relations(*targets),
            "ppt/slides/_rels/slide1.xml.rels": relations(*rels),
        }
        | files
        | {key.replace("__", "/").replace("_xml", ".xml"): said for key, said in parts.items()}
    )


def read(file: io.BytesIO) -> Document:
    return read_document(file, Kind.PPTX, "汇报.pptx")


def told(document: Document) -> list[tuple[str, str, Hidden | None]]:
    return [(said.text, str(said.place), said.hidden) for said in document.said()]


def test_slides_are_read_in_the_order_of_the_show():
    number = '<a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld><a:br/></a:p>'
    made = read(pptx(
        root("sld", shape(p("第一", "页") + p("") + p("下一段")) + shape(number)),
        root("sld", shape(p("藏着")), 'show="0"'),
        root("sld", shape("<a:p><a:r><a:t>末</a:t></a:r><a:br/><a:r><a:t>页</a:t></a:r></a:p>")),
    ))  # fmt: skip
    assert told(made) == [
        ("第一页", "第1页 第1段", None),
        ("下一段", "第1页 第2段", None),
        ("藏着", "第2页 第1段", Hidden.SLIDE),
        ("末\n页", "第3页 第1段", None),
    ]


def test_tables_and_pictures_stand_on_their_slide():
    grid = table(
        [tc("姓名"), tc("号码", 'gridSpan="2"'), tc("", 'hMerge="1"')],
        [tc("甲"), tc("13800138000"), tc("")],
    )
    blip = '<p:pic><p:nvPicPr><p:cNvPr id="3" name="x" descr="合影"/></p:nvPicPr>{}</p:pic>'
    shown = "".join(f'<a:blip r:embed="rId{at}"/>' for at in (1, 2, 9))
    made = read(pptx(
        root("sld", grid + blip.format(shown)),
        rels=(
            relation(1, "image", "../media/a.png"),
            relation(2, "image", "http://example.org/b.png"),
        ),
        **{"ppt/media/a.png": PNG, "ppt/media/b.png": PNG},
    ))  # fmt: skip
    (found,) = made.tables
    assert (found.rows, found.spans) == (
        (("姓名", "号码", ""), ("甲", "13800138000", "")), {(0, 1): (1, 2)},
    )  # fmt: skip
    assert str(found.place_of(1, 1)) == "第1页 第1张表 B2单元格"
    assert Picture("a.png", Place(page=1)) in made.parts
    assert Picture("b.png", Place(part="没有显示的图片")) in made.parts
    assert ("合影", "第1页", Hidden.ALTERNATIVE) in told(made)
    assert ("http://example.org/b.png", "链接", Hidden.TARGET) in told(made)


def test_what_the_show_does_not_show():
    made = read(pptx(
        root("sld", shape(p("看得见"), 'hidden="0"') + shape(p("看不见"), 'hidden="1"')),
        rels=(
            relation(1, "notesSlide", "../notesSlides/n.xml"),
            relation(2, "notesSlide", "../notesSlides/gone.xml"),
            relation(3, "slideLayout", "../slideLayouts/l.xml"),
        ),
        ppt__notesSlides__n_xml=root("notes", shape(p("请找张三"))),
        ppt__slides__old_xml=root("sld", shape(p("旧页"))),
        ppt__slideLayouts__l_xml=root(
            "sldLayout", shape(p("单击此处"), place="<p:ph/>") + shape(p("青禾县"))
        ),
        ppt__comments__c_xml=root("cmLst", "<p:cm><p:text>改一改</p:text></p:cm>"),
        ppt__commentAuthors_xml=root("cmAuthorLst", '<p:cmAuthor name="李四"/><p:extLst/>'),
        ppt__presProps_xml=root("presentationPr", "<p:x>没有</p:x>"),
    ))  # fmt: skip
    assert told(made) == [
        ("看得见", "第1页 第1段", None),
        ("看不见", "第1页 第2段", Hidden.TEXT),
        ("请找张三", "演讲者备注 第1页 第1段", Hidden.COMMENT),
        ("旧页", "没有放映的幻灯片 第1段", Hidden.SLIDE),
        ("青禾县", "母版 第1段", None),
        ("改一改", "批注", Hidden.COMMENT),
        ("李四", "修订和批注的作者", Hidden.PROPERTY),
    ]


def test_a_workbook_behind_a_chart_is_read_too():
    made = read(pptx(root("sld", ""), **{"ppt/embeddings/x.bin": b"?"}))
    assert "x.bin" in made.notes[0]


def test_other_packages_are_refused():
    with pytest.raises(BadFile, match="不是演示文稿"):
        read(archive({"a.xml": "<a/>"}))
    with pytest.raises(BadFile, match="损坏"):
        read(pptx("<p:sld>"))


PIECES = ("<a:tbl>", "</a:tbl>", "<a:tr>", "</a:tr>", "<a:tc>", "</a:tc>", p("字"), "<p:ph/>",
          "<p:sp>", "</p:sp>", "<a:t>", "</a:t>", "<a:br/>", '<a:tc gridSpan="x"/>')  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_slides_put_together_anyhow_are_read_or_refused(pieces):
    with suppress(BadFile):
        assert read(pptx(root("sld", "".join(pieces)))).kind == Kind.PPTX
