"""Word files: a datum hides in many places, and none may keep it."""

import io
import zipfile

import pytest
from docx import Document

from gongkai.text.document import Place
from gongkai.text.masking import Masking, Swap, masked_copy
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text import documents as made
from tests.text.masking.proof import CARD, ID, PHONE, detect, docx, left, masked, parts

SPLIT = "".join(
    made.run(piece, size=20 + at) for at, piece in enumerate([ID[:6], ID[6:14], ID[14:]])
)
REL = made.relation


def body(content: bytes, name: str = "word/document.xml") -> str:
    return parts(content)[f"/{name}"].decode()


def mask(inner: str, rels: tuple[str, ...] = (), **others) -> str:
    content, _ = masked(docx(inner, rels=rels, **others), Kind.DOCX)
    assert left(content) == []
    Document(io.BytesIO(content))
    return body(content)


def texts(content: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(content)).paragraphs]


def test_number_split_over_runs_keeps_every_look():
    got = mask(made.p(inside=SPLIT))
    looks = [got.count(f'<w:sz w:val="{size}"/>') for size in (20, 21, 22)]
    assert looks == [1, 1, 1]
    assert ">110105</w:t>" in got
    assert ">********</w:t>" in got
    assert ">****</w:t>" in got


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(f'<w:del w:id="1" w:author="甲">{made.run(PHONE)}</w:del>', id="deleted"),
        pytest.param(
            f'<w:del w:id="1"><w:r><w:delText>{PHONE}</w:delText></w:r></w:del>', id="delText"
        ),
        pytest.param(
            f'{made.run("138")}<w:del w:id="1"><w:r><w:delText>0013</w:delText></w:r></w:del>'
            f'<w:ins w:id="2"><w:r><w:t>0013</w:t></w:r></w:ins>{made.run("8000")}',
            id="changed in the middle",
        ),
        pytest.param(
            f'<w:moveFrom w:id="1">{made.run(PHONE)}</w:moveFrom>'
            f'<w:moveTo w:id="2">{made.run(PHONE)}</w:moveTo>',
            id="moved",
        ),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "tel:138001'
            '</w:instrText></w:r><w:r><w:instrText>38000"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{made.run("138")}<w:proofErr w:type="spellStart"/>{made.run("00138000")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            id="field",
        ),
        pytest.param(f'<w:fldSimple w:instr="DATE {PHONE}">{made.run("x")}</w:fldSimple>', id="simple"),
        pytest.param(f'<w:hyperlink w:tooltip="{PHONE}">{made.run("x")}</w:hyperlink>', id="tooltip"),
        pytest.param(f"<w:r><w:t>{ID[:9]}</w:t><w:br/><w:t>{ID[9:]}</w:t></w:r>", id="broken"),
        pytest.param(
            f"<w:r><w:t>{ID[:6]}</w:t><w:noBreakHyphen/><w:t>{ID[6:]}</w:t></w:r>", id="hyphen"
        ),
        pytest.param(f"<w:r><w:t>&#x31;{PHONE[1:]}</w:t></w:r>", id="entity"),
        pytest.param(f"<w:r><w:t><![CDATA[{PHONE}]]></w:t></w:r>", id="literal"),
        pytest.param(f"<!-- {PHONE} --><?note {PHONE}?>", id="comment"),
        pytest.param(made.picture(7, f"证件 {ID}"), id="alternative text"),
        pytest.param(f'<w:bookmarkStart w:id="0" w:name="_{ID}"/>', id="bookmark"),
        pytest.param(
            f'<w:sdt><w:sdtPr><w:alias w:val="{PHONE}"/><w:dataBinding w:xpath="/x"/></w:sdtPr>'
            f"<w:sdtContent>{made.run('x')}</w:sdtContent></w:sdt>",
            id="control",
        ),
        pytest.param(
            f'<w:r><w:rPr><w:rPrChange w:author="{PHONE}"><w:rPr/></w:rPrChange></w:rPr>'
            "<w:t>x</w:t></w:r>",
            id="former look",
        ),
        pytest.param(f'<m:oMath><m:r><m:t>{PHONE}</m:t></m:r></m:oMath>', id="formula"),
        pytest.param(
            f'<w:ruby><w:rt>{made.run(PHONE)}</w:rt><w:rubyBase>{made.run(PHONE)}</w:rubyBase></w:ruby>',
            id="ruby",
        ),
        pytest.param(f'<w:r><w:object><v:shape alt="{PHONE}"/></w:object></w:r>', id="object"),
    ],
)  # fmt: skip
def test_hidden_in_a_paragraph(inner):
    mask(made.p(f"前{PHONE}，", inside=inner))


@pytest.mark.parametrize("number", [ID, PHONE, CARD])
def test_text_box_in_both_renderings(number):
    box = f"<w:txbxContent><w:p><w:r><w:t>{number}</w:t></w:r></w:p></w:txbxContent>"
    got = mask(
        made.p(
            inside="<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert got.count("****") >= 2
    assert "Requires='wps'" in got


def test_renderings_beside_each_other_are_not_read_as_one():
    inside = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>{PHONE}</w:t></mc:Choice>"
        f"<mc:Fallback><w:t>{PHONE}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert mask(made.p(inside=inside)).count("138****8000") == 2


OTHER_PARTS = {
    "word__header1_xml": made.part("hdr", made.p(PHONE)),
    "word__footnotes_xml": made.part("footnotes", f"<w:footnote>{made.p(PHONE)}</w:footnote>"),
    "word__comments_xml": made.part("comments", f"<w:comment w:author='{PHONE}'>{made.p()}</w:comment>"),
    "word__settings_xml": made.part(
        "settings",
        f'<w:docVars><w:docVar w:name="a" w:val="{PHONE}"/></w:docVars>'
        f'<w:mailMerge><w:query w:val="{PHONE}"/></w:mailMerge>',
    ),
    "word__charts__chart1_xml": (
        '<c:chart xmlns:c="c"><c:f>A1</c:f><c:strCache><c:pt><c:v>'
        f"{PHONE}</c:v></c:pt></c:strCache><c:numCache><c:pt><c:v>{PHONE}</c:v></c:pt></c:numCache>"
        '<c:externalData r:id="rId1" xmlns:r="r"/></c:chart>'
    ),
    "docProps__app_xml": f"<Properties><HLinks><v>tel:{PHONE}</v></HLinks></Properties>",
    "docProps__core_xml": f'<cp xmlns:dc="d"><dc:creator>{PHONE}</dc:creator></cp>',
    "docProps__thumbnail_jpeg": b"\xff\xd8\xff" + PHONE.encode(),
    "customXml__item1_xml": f"<a><b c='{PHONE}'/></a>",
    "word__embeddings__list_xlsx": made.archive({"xl/workbook.xml": PHONE}).getvalue(),
    "word__media__image1_emf": b"\1\0\0\0" + PHONE.encode("utf-16-le"),
    "word__media__image2_png": made.PNG + PHONE.encode(),
    "word__diagrams__data1_xml": f'<d xmlns:a="a"><a:p><a:t>138</a:t><a:t>{PHONE[3:]}</a:t></a:p></d>',
}  # fmt: skip


def with_part(key: str):
    name = key.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]
    target = "../" + name if not name.startswith("word/") else name.removeprefix("word/")
    kind = {
        "word__comments_xml": "comments", "word__embeddings__list_xlsx": "package",
        "docProps__thumbnail_jpeg": "thumbnail", "customXml__item1_xml": "customXml",
    }.get(key, "image")  # fmt: skip
    inside = "" if kind != "image" else made.picture(5)
    return docx(
        made.p("甲", inside=inside), rels=(REL(5, kind, target),), **{key: OTHER_PARTS[key]}
    )


@pytest.mark.parametrize("key", OTHER_PARTS)
def test_hidden_in_another_part(key):
    content, report = masked(with_part(key), Kind.DOCX)
    assert left(content) == []
    assert not report.is_same
    assert texts(content)[0] == "甲"


def test_what_is_left_out_is_told():
    told = {key: masked(with_part(key), Kind.DOCX)[1] for key in OTHER_PARTS}
    assert told["word__comments_xml"].dropped == ("批注",)
    assert told["word__embeddings__list_xlsx"].dropped == ("嵌入的文件",)
    assert told["docProps__thumbnail_jpeg"].dropped == ("缩略图",)
    assert told["customXml__item1_xml"].dropped == ("自定义 XML 数据",)
    assert told["word__media__image2_png"].notes == (
        "有 1 张图片的文件里含有个人信息，已换成空白图片。",
        "有 1 张图片里的文字没有检查，请逐张看一遍。",
    )
    assert [d.mask for d in told["word__header1_xml"].masked] == ["138****8000"]
    assert str(told["word__header1_xml"].masked[0].place) == "页眉 第1段"


def test_runs_outside_paragraphs_are_read_one_by_one_and_together():
    apart = f"<a><t>{PHONE}</t><t>{PHONE}</t><t>，</t><t>110105</t><t>{ID[6:]}</t></a>"
    file = docx(made.p("甲"), rels=(REL(5, "theme", "theme1.xml"),), word__theme1_xml=apart)
    content, _ = masked(file, Kind.DOCX)
    assert left(content) == []
    assert body(content, "word/theme1.xml") == (
        "<a><t>138****8000</t><t>138****8000</t><t>，</t><t>110105</t><t>************</t></a>"
    )


def test_link_target_and_unnamed_relationships():
    external = (
        f'<Relationship Id="rId7" Type="{made.OFFICE}/hyperlink" Target="tel:{PHONE}" '
        'TargetMode="External"/>'
    )
    gone = f'<Relationship Id="rId8" Type="{made.OFFICE}/image" Target="media/old.png"/>'
    file = docx(
        made.p(inside=f'<w:hyperlink r:id="rId7">{made.run("打")}</w:hyperlink>' + SPLIT),
        rels=(external, gone),
        word__media__old_png=made.PNG,
    )
    content, _ = masked(file, Kind.DOCX)
    assert left(content) == []
    assert "/word/media/old.png" not in parts(content)
    assert "tel:138xxxx8000" in body(content, "word/_rels/document.xml.rels")


def test_part_named_after_a_person_is_renamed_with_what_points_to_it():
    name = f"media/{ID}.png"
    file = docx(
        made.p("甲", inside=made.picture(7)),
        rels=(REL(7, "image", name.replace("110105", "%31%310105")),),
        **{f"word__media__{ID}_png": made.PNG},
    )
    content, report = masked(file, Kind.DOCX)
    assert left(content) == []
    assert parts(content)["/word/media/110105xxxxxxxxxxxx.png"] == made.PNG
    assert 'Target="media/110105xxxxxxxxxxxx.png"' in body(content, "word/_rels/document.xml.rels")
    assert report.notes == ("有 1 张图片里的文字没有检查，请逐张看一遍。",)


def test_clean_file_is_copied_byte_for_byte():
    inner = made.p(
        "青禾县2026年3月5日", inside='<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    )
    file = docx(inner, word__comments_xml=made.part("comments", made.p("看过")))
    content, report = masked(file, Kind.DOCX)
    assert content == file.getvalue()
    assert report.is_same
    assert report.masked == ()


def test_untouched_bytes_stay_as_they_were():
    inner = made.p("甲", extra="<w:lang w:val='zh-CN'  />") + made.p(PHONE)
    got = mask(inner)
    assert got == made.part("document", f"<w:body>{inner}</w:body>").replace(PHONE, "138****8000")


def test_changes_are_accepted_and_remarks_removed():
    row = "<w:tr><w:trPr><w:del w:id='9'/></w:trPr>" + made.cell(PHONE) + "</w:tr>"
    gone = f"<w:tbl>{row}</w:tbl>"
    kept = (
        "<w:tbl>"
        + row
        + "<w:tr>"
        + made.cell("留")
        + "<w:tc><w:tcPr><w:cellDel/></w:tcPr>"
        + made.p("删")
        + "</w:tc></w:tr></w:tbl>"
    )
    inner = made.p(
        "一",
        inside='<w:ins w:id="1" w:author="甲"><w:r><w:t>二</w:t></w:r></w:ins><w:commentRangeStart w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    content, report = masked(docx(inner + gone + kept), Kind.DOCX)
    document = Document(io.BytesIO(content))
    assert left(content) == []
    assert report.dropped == ("修订痕迹（按接受修订处理）",)
    assert [p.text for p in document.paragraphs] == ["一二"]
    assert [[c.text for c in row.cells] for t in document.tables for row in t.rows] == [["留", ""]]
    assert "comment" not in body(content)
    assert "甲" not in body(content)


def test_cells_by_place():
    inner = made.table(
        [made.cell("姓名"), made.cell("住址", span=2), made.cell("电话")],
        [made.cell("张 三"), made.cell("柳溪镇3号", span=2), made.cell(PHONE)],
    )
    cells = {
        Place(table=1, row=2, column=1): [Swap("张三", "张*")],
        Place(table=1, row=2, column=2): [Swap("柳溪镇3号", "柳溪镇")],
        Place(table=1, row=2, column=4): [Swap(PHONE, "138********")],
        Place(table=1, row=1, column=1): [Swap("姓名", "姓名"), Swap(" ", "x")],
        Place(table=9, row=1, column=1): [],
        Place(paragraph=3): [Swap("李四", "李*")],
    }
    content, report = masked(docx(inner + made.p("李　四")), Kind.DOCX, cells)
    document = Document(io.BytesIO(content))
    rows = [[c.text for c in row.cells] for row in document.tables[0].rows]
    assert rows[1] == ["张 *", "柳溪镇", "柳溪镇", "138********"]
    assert [p.text for p in document.paragraphs] == ["李*"]
    assert left(content, ("张三", "李四", "柳溪镇3号")) == []
    assert "张 *" in [d.mask for d in report.masked]


def test_inner_tables_are_counted_before_the_outer():
    inner = "<w:tbl><w:tr>" + made.cell("内") + "</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>{inner}{made.p('外')}</w:tc></w:tr></w:tbl>"
    cells = {
        Place(table=1, row=1, column=1): [Swap("内", "*")],
        Place(table=2, row=1, column=2): [Swap("外", "#")],
    }
    content, _ = masked(docx(outer), Kind.DOCX, cells)
    assert left(content, ("内", "外")) == []


def test_odd_tables():
    grid = "<w:gridSpan w:val='2'/><w:gridBefore w:val='x'/>"
    table = f"<w:tbl>{grid}<w:tc>{made.p(PHONE)}</w:tc><w:tr>{grid}<w:trPr/>{made.cell('甲')}</w:tr></w:tbl>"
    merged = (
        '<w:tbl><w:tr><w:td rowspan="2"/>' + made.cell("乙") + "</w:tr><w:tr>" + made.cell("丙")
    )
    cells = {Place(table=2, row=2, column=2): [Swap("丙", "*")]}
    content, _ = masked(docx(table + merged + "</w:tr></w:tbl>" + made.p("丙")), Kind.DOCX, cells)
    assert left(content) == []
    assert body(content).count("丙") == 1


def test_copies_of_a_cell_go_from_caches():
    chart = (
        '<c:chart xmlns:c="c"><c:strCache><c:v>张三</c:v><c:v>张三丰</c:v></c:strCache></c:chart>'
    )
    file = docx(
        made.table([made.cell("张三"), made.cell("甲")])
        + made.p("张三街", inside="<c r:id='rId5'/>"),
        rels=(REL(5, "chart", "charts/chart1.xml"),),
        word__charts__chart1_xml=chart,
    )
    content, _ = masked(file, Kind.DOCX, {Place(table=1, row=1, column=1): [Swap("张三", "张*")]})
    assert "<c:v>张*</c:v><c:v>张三丰</c:v>" in body(content, "word/charts/chart1.xml")
    assert texts(content) == ["张三街"]


@pytest.mark.parametrize(
    "cells",
    [
        {Place(table=1, row=1, column=1): [Swap("李四", "李*")]},
        {Place(table=2, row=1, column=1): [Swap("张三", "张*")]},
    ],
)
def test_another_file_than_was_read_is_refused(cells):
    out = io.BytesIO()
    with pytest.raises(BadFile, match="重新检查"):
        masked_copy(docx(made.table([made.cell("张三")])), Kind.DOCX, out, Masking(detect, cells))
    assert out.getvalue() == b""


def test_a_copy_that_still_tells_is_refused():
    out = io.BytesIO()
    with pytest.raises(BadFile, match="仍然发现"):
        masked_copy(docx(made.p("张三")), Kind.DOCX, out, Masking(detect, {}, {"张三": "张三丰"}))
    assert out.getvalue() == b""


def test_remark_of_the_zip_is_not_copied():
    file = docx(made.p("甲"))
    with zipfile.ZipFile(file, "a") as archive:
        archive.comment = PHONE.encode()
    content, report = masked(file, Kind.DOCX)
    assert left(content) == []
    assert texts(content) == ["甲"]
    assert not report.is_same


def test_wide_part_stays_wide():
    header = (
        '<?xml version="1.0" encoding="UTF-16"?><w:hdr '
        + made.NAMES
        + f"><w:p><w:r><w:t>{PHONE}</w:t></w:r></w:p></w:hdr>"
    )
    file = docx(
        made.p("甲"),
        rels=(REL(6, "header", "header1.xml"),),
        word__header1_xml=header.encode("utf-16"),
    )
    content, _ = masked(file, Kind.DOCX)
    assert left(content) == []
    assert "138****8000" in parts(content)["/word/header1.xml"].decode("utf-16")
