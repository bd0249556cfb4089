"""Templates of an office: what is filled in, what is missing, what is refused."""

import io
import subprocess
import sys
import zipfile

import pytest
from docx import Document
from PIL import Image

from gongkai.typeset.letters import Seal, templates
from gongkai.typeset.letters.packages import BadTemplate
from gongkai.typeset.letters.sample import SAMPLE
from tests.typeset.letters.papers import docx_words, full_letter, letter, registration

WHOLE = [
    "{{ 机关 }}",
    "{{ 标题 }}",
    "{{ 文号 }}",
    "{{ 收件人 }}：",
    "{{ 正文 }}",
    "{{ 救济告知 }}",
    "{%p if 附件 %}",
    "{{ 附件 }}",
    "{%p endif %}",
    "{{ 印章 }}{{ 署名 }}",
    "{{ 日期 }}",
    "{{ 联系方式 }}",
    "{{ 查询码 }}{{ 二维码 }}{{ 抄送 }}{{ 印发机关 }}{{ 印发日期 }}",
]


def template(*lines: str, header: str = "", title: str = "") -> bytes:
    document = Document()
    for line in lines or WHOLE:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def changed(docx: bytes, parts: dict[str, bytes]) -> bytes:
    """The same package with some parts put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_a_whole_template_has_no_faults_and_says_everything():
    assert templates.faults(template()) == ()
    words = docx_words(templates.filled(template(), full_letter()))
    for said in (
        "青禾县柳溪镇人民政府",
        "政府信息部分公开告知书",
        "柳政依复〔2026〕12号",
        "一、查明的事实",
        "1．资金发放的户数",
        "序号：1；不予公开的部分：农户的银行账号；理由：涉及个人隐私",
        "送达方式：邮寄送达",
        "如对本告知不服",
        "附件：1．柳溪镇2025年度",
        "2026年3月20日",
        "7K3M-92QX",
        "青禾县人民政府办公室",
    ):
        assert said in words
    assert "{" not in words


def test_each_paragraph_of_the_body_is_a_paragraph():
    document = Document(io.BytesIO(templates.preview(template())))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "1．予以公开的内容见附件。" in texts
    assert SAMPLE.remedy in texts


def test_what_a_letter_lacks_is_left_out():
    made = templates.filled(template(), registration(contact=(), signed=False))
    assert "附件" not in docx_words(made)


def test_seal_and_code_are_pictures():
    buffer = io.BytesIO()

    Image.new("RGBA", (40, 40), (200, 0, 0, 90)).save(buffer, "PNG")
    made = templates.filled(template(), full_letter(seal=Seal(buffer.getvalue())))
    assert len(Document(io.BytesIO(made)).inline_shapes) == 2
    placed = templates.filled(template(), full_letter(seal=Seal(), query=None))
    assert len(Document(io.BytesIO(placed)).inline_shapes) == 0


def test_headers_are_filled_and_equal_letters_are_equal_files():
    made = templates.filled(template(header="{{ 机关 }}"), letter())
    assert made == templates.filled(template(header="{{ 机关 }}"), letter())
    header = Document(io.BytesIO(made)).sections[0].header
    assert header.paragraphs[0].text == "青禾县柳溪镇人民政府"


def test_what_people_write_is_not_filled_again():
    hostile = "{{ 机关.__class__ }} {% if 1 %} <w:p/> & {_{ 文号 }_}"
    made = docx_words(templates.filled(template(), letter(addressee=hostile)))
    assert "{{机关.__class__}}" in made
    assert "<w:p/>&" in made


@pytest.mark.parametrize("name", templates.NEEDED)
def test_each_needed_place_is_asked_for(name):
    lines = [line.replace(f"{{{{ {name} }}}}", "") for line in WHOLE]
    assert templates.faults(template(*lines)) == (
        f"缺少“{{{{ {name} }}}}”：{templates.PLACES[name]}",
    )


def test_the_remedy_is_asked_for_where_letters_tell_one():
    lines = [line for line in WHOLE if "救济" not in line]
    (fault,) = templates.faults(template(*lines))
    assert fault.startswith("缺少“{{ 救济告知 }}”：申请行政复议")
    assert templates.faults(template(*lines), remedy=False) == ()


def test_unknown_places_are_named_before_use():
    made = template(*WHOLE, "{{ 身份证号 }}")
    assert templates.faults(made) == ("“身份证号”不是可以填写的名称",)
    with pytest.raises(BadTemplate, match="身份证号"):
        templates.filled(made, letter())


ATTACKS = [
    "{{ 机关.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ 机关|attr('__class__') }}",
    "{{ 7*7 }}",
    "{% for x in range(999999999) %}x{% endfor %}",
    "{% set x = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% if 机关.__class__ %}{% endif %}",
    "{{ 正文()}}",
    "{{ 机关 ",
    "{% if 机关 %}",
    "{% if " + "not " * 5000 + "机关 %}{% endif %}",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_anything_but_a_name_is_refused_before_it_runs(attack):
    for made in (
        template(*WHOLE, attack),
        template(*WHOLE, header=attack),
        template(*WHOLE, title=attack[:200]),
    ):
        (fault,) = templates.faults(made)
        assert "只能使用" in fault
        with pytest.raises(BadTemplate):
            templates.filled(made, letter())


def test_macros_are_refused():
    made = template()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        types = package.read("[Content_Types].xml")
    enabled = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"ms-word.document.macroEnabled.main+xml",
    )
    assert "启用宏" in templates.faults(changed(made, {"[Content_Types].xml": enabled}))[0]
    assert "宏" in templates.faults(changed(made, {"word/vbaProject.bin": b"x"}))[0]
    assert "嵌入" in templates.faults(changed(made, {"word/embeddings/a.bin": b"x"}))[0]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"word/big.xml": b" " * (41 * 1024 * 1024)}, "过大"),
        ({f"word/p{n}.xml": b"" for n in range(501)}, "过大"),
        ({"word/x.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "声明"),
        ({"word/document.xml": b"<w:document"}, "重新另存为"),
        ({"word/document.xml": b"<a/>"}, "重新另存为"),
        (
            {
                "word/_rels/x.rels": b"<Relationships><Relationship Id='a' Type='/attachedTemplate'"
                b" Target='http://a.example/x.dotm' TargetMode='External'/></Relationships>"
            },
            "外部文件",
        ),
    ],
    ids=["bomb", "parts", "entities", "broken", "other", "remote"],
)
def test_hostile_packages_are_refused(parts, sentence):
    (fault,) = templates.faults(changed(template(), parts))
    assert sentence in fault


def test_links_in_the_text_are_harmless():
    link = (
        b"<Relationships><Relationship Id='a' Type='http://x/hyperlink' Target='https://a.example'"
        b" TargetMode='External'/></Relationships>"
    )
    assert templates.faults(changed(template(), {"word/_rels/x.rels": link})) == ()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"%PDF-1.7", "不是.docx"),
        (b"PK\x03\x04" + b"\x00" * 40, "不是.docx"),
        (b"x" * (5 * 1024 * 1024 + 1), "5MB"),
    ],
    ids=["pdf", "damaged", "heavy"],
)
def test_other_files_are_refused(file, sentence):
    assert sentence in templates.faults(file)[0]


def test_a_zip_that_is_no_word_file_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("a.txt", "a")
    assert "不是.docx" in templates.faults(made.getvalue())[0]


def test_too_much_text_is_refused(monkeypatch):
    monkeypatch.setattr(templates, "HEAVIEST", 100)
    assert "内容过多" in templates.faults(template())[0]


def test_making_letters_does_not_load_the_template_engine():
    told = "import sys, gongkai.typeset.letters; print('docxtpl' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
