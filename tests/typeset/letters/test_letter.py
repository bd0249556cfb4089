"""The letter as data: dates, attachments, seals, imprint."""

from datetime import date

import pytest

from gongkai.typeset.letters import Head, Letter, Query, Seal
from gongkai.typeset.letters.letter import BadSeal, written
from gongkai.typeset.letters.marks import seal_image
from gongkai.typeset.letters.measures import columns, head_size, signature_indents
from tests.typeset.letters.papers import letter


def png(width: int, height: int) -> bytes:
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + b"\x00" * 20


def test_dates_have_no_leading_zeros():
    assert written(date(2026, 3, 2)) == "2026年3月2日"


def test_attachments_are_numbered_when_there_are_several():
    assert letter(attachments=("清单",)).listed == ("附件：清单",)
    assert letter(attachments=("清单", "明细")).listed == ("附件：1．清单", "2．明细")
    assert letter().listed == ()


def test_imprint_names_copies_and_who_issued_it():
    assert letter().imprint == ()
    assert letter(copies="县政府办公室。").imprint == (("抄送：县政府办公室。", ""),)
    issued = letter(issued_by="党政办公室", issued_on=date(2026, 3, 21))
    assert issued.imprint == (("党政办公室", "2026年3月21日印发"),)


def test_query_code_stands_below_the_contact():
    told = letter(contact=("电话：1",), query=Query("7K3M", "https://a.example/"))
    assert told.reach[:2] == ("电话：1", "查询码：7K3M")
    assert letter(contact=("电话：1",)).reach == ("电话：1",)


@pytest.mark.parametrize(
    ("image", "sentence"),
    [
        (b"GIF89a" + b"\x00" * 40, "PNG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (png(3000, 10), "2000像素"),
        (png(10, 0), "2000像素"),
        (png(10, 10) + b"\x00" * 1024 * 1024, "1MB"),
    ],
)
def test_what_cannot_be_a_seal_is_refused(image, sentence):
    with pytest.raises(BadSeal, match=sentence):
        Seal(image)


def test_a_seal_is_an_uploaded_picture_or_the_place_for_one():
    assert seal_image(Seal(png(400, 400))) == (png(400, 400), "印章")
    assert seal_image(Seal())[1] == "盖章处"
    assert Seal().millimetres == 42


def test_measures_count_latin_letters_as_half():
    assert columns("2026年3月") == 4.5
    assert head_size("县") == 42
    assert head_size("青禾县自然资源和规划局不动产登记和地籍调查服务中心" * 2) == 18


@pytest.mark.parametrize(
    "organ", ["某县", "青禾县柳溪镇人民政府", "青禾县自然资源和规划局不动产登记中心"]
)
def test_organ_and_date_are_centred_one_over_the_other(organ):
    day = "2026年3月20日"
    organ_indent, day_indent = signature_indents(organ, day)
    assert organ_indent + columns(organ) / 2 == pytest.approx(day_indent + columns(day) / 2)
    assert organ_indent >= 0
    assert day_indent >= 4


def test_a_letter_needs_little():
    assert Letter("甲", "乙", date(2026, 1, 1)).head is Head.RED
