"""One letter, two files: the same words, the same bytes, nothing of it taken for markup."""

import io
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.typeset.letters import Items, Letter, Paragraph, Table, make
from tests.typeset.letters.papers import (
    docx_words,
    full_letter,
    letter,
    pdf_pages,
    pdf_words,
    registration,
)

SAMPLES = {
    "short": letter(),
    "full": full_letter(),
    "form": registration(),
    "one attachment": letter(attachments=("发放明细",)),
    "nothing but a title": Letter("青禾县人民政府", "告知书", full_letter().on),
}
MARKUP = "#let $x$ *粗* _斜_ <script>alert(1)</script> {{ 7*7 }} \\u{1F} `a` @b [c] = d // e"


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_both_files_say_the_same(sample):
    made = make(sample)
    assert docx_words(made.docx) == pdf_words(made.pdf)
    assert sample.title in pdf_words(made.pdf)


def test_everything_of_the_letter_is_printed():
    words = pdf_words(make(full_letter()).pdf)
    for said in (
        "柳政依复〔2026〕12号",
        "周先生：",
        "一、查明的事实",
        "1．资金发放的户数",
        "序号不予公开的部分理由金额（元）",
        "附件：1．柳溪镇",
        "2．材料清单",
        "青禾县柳溪镇人民政府2026年3月20日（此件依申请公开）",
        "查询码：7K3M-92QX",
        "抄送：青禾县人民政府办公室。",
        "青禾县柳溪镇党政办公室2026年3月20日印发",
    ):
        assert said in words


def test_equal_letters_are_equal_files():
    assert make(full_letter()) == make(full_letter())
    assert make(full_letter()) != make(letter())


def test_files_carry_the_day_of_the_letter_and_no_other():
    made = make(full_letter())
    assert b"D:20260320000000" in made.pdf
    with zipfile.ZipFile(io.BytesIO(made.docx)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-03-20T00:00:00Z" in package.read("docProps/core.xml")


def test_what_people_write_is_never_markup():
    table = Table((MARKUP,), ((MARKUP,),))
    told = letter(addressee=MARKUP, body=(Paragraph(MARKUP), Items((MARKUP,)), table))
    made = make(told)
    assert pdf_words(made.pdf).count(MARKUP.replace(" ", "")) == 5
    assert docx_words(made.docx) == pdf_words(made.pdf)


def test_rare_characters_of_names_are_printed():
    made = make(letter(addressee="䶮𬭼㛃喆堃龘"))
    assert "䶮𬭼㛃喆堃龘：" in pdf_words(made.pdf)
    assert docx_words(made.docx) == pdf_words(made.pdf)


def test_control_characters_are_left_out():
    made = make(letter(body=(Paragraph("甲\x00\x0b乙\ud800\r\n丙"),)))
    assert "甲乙丙" in pdf_words(made.pdf)
    assert docx_words(made.docx) == pdf_words(made.pdf)


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@settings(max_examples=15, deadline=None)
@given(
    st.text(
        st.one_of(HAN, st.sampled_from("，。：；（）《》“”〔〕0123456789.%-ab\n")), max_size=400
    )
)
def test_any_text_is_the_same_in_both(text):
    made = make(letter(body=(Paragraph(text),), attachments=(text[:40] or "无",)))
    assert docx_words(made.docx).replace("-", "") == pdf_words(made.pdf).replace("-", "")


def test_a_long_letter_runs_over_pages_with_the_signature_below_text():
    pages = pdf_pages(make(full_letter()).pdf)
    assert len(pages) >= 3
    assert "如对本告知不服" in pages[-1]
    assert "2026年3月20日" in pages[-1]


def test_sites_that_the_public_reads_do_not_load_what_makes_letters():
    told = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'gongkai.config.settings';"
        "os.environ['GONGKAI_SECRET_KEY'] = 'x'; django.setup();"
        "import gongkai.portal.urls, gongkai.publish.management;"
        "print(sorted({'typst', 'docx', 'docxtpl'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
