"""Word files: everything a reader saw comes along, and what does not is said."""

import io
import random
import re
import zipfile
from datetime import date
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.text import html, word, wordxml
from gongkai.text.refusal import BadFile
from gongkai.text.word import OLD_WORD, read_docx
from tests.text.documents import (
    PNG,
    W,
    archive,
    cell,
    docx,
    ole,
    p,
    part,
    picture,
    relation,
    run,
    table,
)

SHA = sha256(PNG).hexdigest()
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def source_letters(file: io.BytesIO) -> str:
    """The characters of w:t in the body that are not deleted, without white space."""
    with zipfile.ZipFile(file) as z:
        root = ET.fromstring(z.read("word/document.xml"))
    for parent in root.iter():
        for child in list(parent):
            if child.tag in {f"{WORDS}del", f"{WORDS}moveFrom"}:
                parent.remove(child)
    return "".join("".join(node.text or "" for node in root.iter(f"{WORDS}t")).split())


def letters(text: str) -> str:
    return "".join(text.split())


def level(at: int, kind: str, pattern: str, start: object = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = part(
    "numbering",
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}'
    f"{level(1, 'japaneseCounting', '（%2）')}"
    f"{level(2, 'decimal', '%3.')}{level(3, 'decimal', '%4', 'x')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "%1.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{level(0, "decimal", "第%1条")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="x"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


def test_a_notice_as_offices_write_it():
    file = docx(
        p("青禾县柳溪镇人民政府文件", align="center", size=72)
        + p("柳政发[2026]5号", align="center", size=32)
        + p("关于做好春季", align="center", size=44)
        + p("政务公开工作的通知", align="center", size=44)
        + p("各村（社区）：")
        + p("一、总体要求")
        + p("各村要按时公开。")
        + table(
            [cell("村名", 2), cell("金额")],
            [cell("柳东村", merge="restart"), cell("一组"), cell("300", align="right")],
            [cell("", merge="continue"), cell("二组"), cell("")],
        )
        + p("", inside=picture(7, "分布图"))
        + p("青禾县柳溪镇人民政府", align="right")
        + p("2026年3月5日", align="right"),
        rels=(relation(7, "image", "media/a.png"),),
        word__media__a_png=PNG,
    )
    made = read_docx(file)
    assert made.title == "关于做好春季政务公开工作的通知"
    assert (made.found_number, made.found_date) == ("柳政发〔2026〕5号", date(2026, 3, 5))
    assert made.notes == ()
    assert [(i.sha256, i.data, i.ext) for i in made.images] == [(SHA, PNG, "png")]
    assert made.html == (
        '<p class="c">青禾县柳溪镇人民政府文件</p><p class="c">柳政发[2026]5号</p>'
        '<p class="c">关于做好春季</p><p class="c">政务公开工作的通知</p><p>各村（社区）：</p>'
        "<h2>一、总体要求</h2><p>各村要按时公开。</p><table><tbody>"
        '<tr><td colspan="2">村名</td><td>金额</td></tr>'
        '<tr><td rowspan="2">柳东村</td><td>一组</td><td class="r">300</td></tr>'
        "<tr><td>二组</td><td></td></tr></tbody></table>"
        f'<p><img alt="分布图" src="files/{SHA}.png"></p>'
        '<p class="sign">青禾县柳溪镇人民政府</p><p class="sign">2026年3月5日</p>'
    )
    assert html.clean(made.html).html == made.html
    assert letters(html.plain(made.html)) == source_letters(file)


def test_styles_give_headings_and_title():
    styles = (
        f"<w:styles {W}>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="Heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="我的"/><w:basedOn w:val="1"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="36"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="x"/><w:basedOn w:val="C"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/></w:style></w:styles>'
    )
    body = "".join(p(f"{s}级", style=s) for s in ("T", "1", "2", "3", "B", "C", "none", ""))
    made = read_docx(docx(body, word__styles_xml=styles))
    assert made.title == "T级"
    assert made.html == (
        '<h2 class="c">T级</h2><h2>1级</h2><h3>2级</h3><h4>3级</h4><h2 class="c">B级</h2>'
        "<p>C级</p><p>none级</p><p>级</p>"
    )


def test_automatic_numbers_become_text_and_plain_lists_stay_lists():
    body = (
        p("总则", number="1/0") + p("目的", number="1/1") + p("范围", number="1/1")
        + p("细目", number="1/2") + p("附则", number="1/0") + p("施行", number="1/1")
        + p("甲", number="2/0") + p("乙", number="2/0")
        + p("丙", number="3/0") + p("丁", number="3/0") + p("隔开")
        + p("戊", number="3/0") + p("己", number="3/0")
        + p("庚", number="5/0") + p("辛", number="5/0")
        + p("壬", number="4/0") + p("无此表", number="9/0") + p("零", number="0/0")
    )  # fmt: skip
    made = read_docx(
        docx(body, rels=(relation(3, "numbering", "numbering.xml"),), word__numbering_xml=NUMBERING)
    )
    assert made.html == (
        "<h2>一、总则</h2><h3>（一）目的</h3><h3>（二）范围</h3><p>1.细目</p><h2>二、附则</h2>"
        "<h3>（一）施行</h3><ul><li>甲</li><li>乙</li></ul><ol><li>丙</li><li>丁</li></ol>"
        "<p>隔开</p><p>3.戊</p><p>4.己</p><ol><li>庚</li><li>辛</li></ol><p>第1条 壬</p>"
        "<p>无此表</p><p>零</p>"
    )


def test_numbers_of_heading_styles_are_written_out():
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    file = docx(
        p("总则", style="1") + p("附则", style="1"),
        rels=(relation(3, "numbering", "numbering.xml"),),
        word__numbering_xml=NUMBERING,
        word__styles_xml=styles,
    )
    assert read_docx(file).html == "<h2>1.总则</h2><h2>2.附则</h2>"


BOX = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>"
SHAPE = f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
UNFOLDED = [
    ('<w:fldSimple w:instr="DATE">' + run("域") + "</w:fldSimple>", "<p>首域</p>", ""),
    ("<w:r><w:cr/></w:r>" + run("行"), "<p>首<br>行</p>", ""),
    ("<w:r><w:ptab/></w:r>" + run("距"), "<p>首 距</p>", ""),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "<p>首控件</p>", ""),
    (f"<w:r><w:ruby><w:rt>{run('zhé')}</w:rt><w:rubyBase>{run('喆')}</w:rubyBase></w:ruby></w:r>",
     "<p>首喆</p>", ""),
    (f"<w:ins>{run('增')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
     "<p>首增</p>", "有 1 处修订没有处理"),
    (run("隐", extra="<w:vanish/>") + run("显", extra='<w:vanish w:val="0"/>'), "<p>首显</p>",
     "1 处隐藏文字"),
    ('<w:r><w:commentReference w:id="1"/></w:r>', "<p>首</p>", "有 1 条批注"),
    ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "<p>首a+b</p>", "1 个公式"),
    ('<w:r><w:sym w:font="Foo" w:char="F0FF"/></w:r>', "<p>首</p>", "1 个特殊符号"),
    (f"<w:r>{SHAPE}</w:r>", "<p>首</p><p>框里</p>", "1 个文本框"),
    (f"<w:r><mc:AlternateContent><mc:Choice>{SHAPE}</mc:Choice><mc:Fallback><w:pict>"
     f"<v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
     "<p>首</p><p>框里</p>", "1 个文本框"),
    (f"<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
     "</mc:Fallback></mc:AlternateContent></w:r>", "<p>首</p><p>框里</p>", "1 个文本框"),
    ("<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice></mc:AlternateContent></w:r>",
     "<p>首</p>", "1 个图形"),
    ("<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>替</w:t></mc:Fallback>"
     "</mc:AlternateContent></w:r>", "<p>首替</p>", ""),
    (run("粗", extra="<w:b/>") + run("线", extra='<w:u w:val="single"/>'),
     "<p>首<strong>粗</strong><u>线</u></p>", ""),
    ('<w:hyperlink r:id="rId50">' + run("网") + "</w:hyperlink>",
     '<p>首<a href="https://example.cn/a">网</a></p>', ""),
    ('<w:hyperlink w:anchor="x">' + run("内") + "</w:hyperlink>", "<p>首内</p>", ""),
]  # fmt: skip
LINK = relation(50, "hyperlink", "https://example.cn/a").replace("/>", ' TargetMode="External"/>')


@pytest.mark.parametrize(("inside", "expected", "note"), UNFOLDED)
def test_what_word_wraps_around_text(inside, expected, note):
    made = read_docx(docx(p("首", inside=inside), rels=(LINK,)))
    assert made.html == expected
    assert note in "".join(made.notes)
    assert bool(note) == bool(made.notes)


def test_a_deleted_paragraph_mark_and_a_deleted_row():
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + "</w:tr>"
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("末段") + "</w:p>"
        + f"<w:tbl>{gone}<w:tr>{cell('新')}</w:tr></w:tbl>"
    )  # fmt: skip
    made = read_docx(docx(body))
    assert html.plain(made.html) == "末段\n新"
    assert "修订" in made.notes[0]


def test_footnotes_keep_their_text_and_number():
    file = docx(
        p("正文", inside='<w:r><w:footnoteReference w:id="2"/></w:r>'),
        rels=(relation(8, "footnotes", "footnotes.xml"),),
        word__footnotes_xml=part("footnotes", f'<w:footnote w:id="2">{p("脚注")}</w:footnote>'),
    )
    assert read_docx(file).html == "<p>正文<sup>[1]</sup></p><ol><li>脚注</li></ol>"


def test_pictures_that_pages_cannot_show_are_reported():
    file = docx(
        p("", inside=picture(7) + picture(8)),
        rels=(relation(7, "image", "media/a.emf"), relation(8, "image", "media/no.png")),
        word__media__a_emf=b"\x01\x00\x00\x00",
    )
    made = read_docx(file)
    assert (made.html, made.images) == ("", ())
    assert made.notes == ("有 2 张图片的格式网页不支持，请另存为 PNG 或 JPG 后插入。",)


def test_strict_documents_are_read():
    file = docx("<w:p/>")
    body = part("document", f"<w:body>{p('严格')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(file) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    assert read_docx(archive(parts | {"word/document.xml": body})).html == "<p>严格</p>"


BOMB = '<!DOCTYPE x [<!ENTITY a "哈哈">]><w:document/>'
REFUSED = [
    (ole("WordDocument"), re.escape(OLD_WORD)),
    (ole("EncryptedPackage"), "密码"),
    (archive({"a.txt": "x"}), "不是 Word 文档"),
    (io.BytesIO(b"hello"), "损坏"),
    (docx("<w:p/>", word__vbaProject_bin=b"x"), "宏"),
    (docx("<w:p>"), "损坏"),
    (docx("<w:p/>", word__settings_xml=BOMB), "实体声明"),
    (docx("<w:p/>", word__settings_xml=BOMB.encode("utf-16")), "实体声明"),
    (docx("<w:tbl>" * 120 + "</w:tbl>" * 120), "层层嵌套"),
    (docx("<w:p/>", word__media__a_png=bytes(40_000_000)), "大得不正常"),
    (docx(p("x", inside='<w:r><w:footnoteReference w:id="9"/></w:r>')), "损坏"),
]


@pytest.mark.parametrize(("file", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_refusals(file, reason):
    with pytest.raises(BadFile, match=reason):
        read_docx(file)


def test_a_part_too_long(monkeypatch):
    monkeypatch.setattr(wordxml, "MAX_PART", 100)
    with pytest.raises(BadFile, match="正文太长"):
        read_docx(docx(p("字" * 100)))


@pytest.mark.parametrize(
    ("limit", "reason"), [("MAX_XML", "正文太长"), ("MAX_PICTURES", "压缩图片")]
)
def test_too_much_in_all(monkeypatch, limit, reason):
    monkeypatch.setattr(word, limit, 10)
    with pytest.raises(BadFile, match=reason):
        read_docx(docx("<w:p/>", word__media__a_png=PNG))


def test_damaged_files_never_break_the_reader():
    raw = docx(p("甲乙丙丁") + table([cell("1")]), word__numbering_xml=NUMBERING).getvalue()
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(raw)
        broken[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        try:
            made = read_docx(io.BytesIO(broken)).html
        except BadFile as refusal:
            made = str(refusal)
        assert made


TEXTS = st.text(alphabet="青禾县一二、（）1a<&。", min_size=1, max_size=8)
BLOCKS = st.recursive(
    st.builds(
        p, TEXTS, align=st.sampled_from(["", "center", "right"]), style=st.sampled_from(["", "1"])
    )
    | st.builds(lambda t: p(t, inside=f"<w:ins>{run(t)}</w:ins><w:r>{SHAPE}</w:r>"), TEXTS)
    | st.builds(lambda t: f"<w:sdt><w:sdtContent>{p(t)}</w:sdtContent></w:sdt>", TEXTS),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda blocks: (
            "<w:tbl><w:tr>"
            + "".join(f"<w:tc>{block}{p('底')}</w:tc>" for block in blocks)
            + "</w:tr></w:tbl>"
        )
    ),
    max_leaves=8,
)


@given(st.lists(BLOCKS, min_size=1, max_size=5).map("".join))
@settings(max_examples=60, deadline=None)
def test_no_text_is_lost(body):
    file = docx(body)
    made = read_docx(file)
    assert sorted(letters(html.plain(made.html))) == sorted(source_letters(file))
    assert html.clean(made.html).html == made.html
