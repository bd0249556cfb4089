"""Plain text, separated values and web pages."""

import csv
import io

import pytest

from gongkai.text.document import Place
from gongkai.text.masking import Masking, Swap, masked_copy
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text.masking.proof import CARD, ID, PHONE, detect, left, masked

TEXT = f"名单\r\n张三 {ID}\n电话：{PHONE}\r末行"
SAFE = TEXT.replace(ID, "110105************").replace(PHONE, "138****8000")
MARKS = {"utf-8-sig": "utf-8-sig", "utf-8": "utf-8", "gb18030": "gb18030", "utf-16": "utf-16"}


def mask(text: str, kind: Kind, **asked) -> str:
    content, _ = masked(io.BytesIO(text.encode()), kind, **asked)
    return content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("kind", [Kind.TXT, Kind.CSV])
def test_encoding_and_line_ends_stay(encoding, kind):
    content, report = masked(io.BytesIO(TEXT.encode(encoding)), kind)
    assert content == SAFE.encode(encoding)
    assert [d.mask for d in report.masked] == ["110105************", "138****8000"]
    assert [d.place.row for d in report.masked] == [2, 3]


@pytest.mark.parametrize("kind", [Kind.TXT, Kind.CSV, Kind.HTML])
@pytest.mark.parametrize(
    "text", ["", "青禾县\r\n", '"甲",乙\n\n=1+1,@x', "<p>甲<script>1</script></p>"]
)
def test_clean_file_is_copied_byte_for_byte(kind, text):
    content, report = masked(io.BytesIO(text.encode("gb18030")), kind)
    assert content == text.encode("gb18030")
    assert report.is_same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'"{ID}","甲,乙"\n', '"110105************","甲,乙"\n'),
        (f'="{ID}",=1+1,@甲\n', '="110105************",=1+1,@甲\n'),
        (f"'{PHONE},+86{PHONE}", "'138****8000,+86138****8000"),
        (f'"说""{PHONE}""",x', '"说""138****8000""",x'),
        (f"甲;{PHONE}\n乙;1,5\n", "甲;138****8000\n乙;1,5\n"),
        (f"甲\t{PHONE}\n", "甲\t138****8000\n"),
        ('"110105\n19491231002X",1', '"110105\n************",1'),
        (f'"未闭合 {PHONE}\n甲', '"未闭合 138****8000\n甲'),
        (f"{PHONE},\n", "138****8000,\n"),
    ],
)
def test_separated_values(text, expected):
    got = mask(text, Kind.CSV)
    assert got == expected
    assert left(got.encode()) == []


def test_cells_of_separated_values():
    cells = {
        Place(row=2, column=1): [Swap("张三", "张*")],
        Place(row=2, column=2): [Swap("柳溪镇 3号", "柳溪镇,某")],
    }
    got = mask(f"姓名,住址\n张 三,柳溪镇3号\n张三,{PHONE}\n", Kind.CSV, cells=cells)
    assert list(csv.reader(io.StringIO(got)))[1:] == [
        ["张 *", "柳溪镇,某"],
        ["张三", "138****8000"],
    ]


@pytest.mark.parametrize(
    ("place", "why"), [(Place(row=1, column=1), "不一样"), (Place(row=9, column=1), "没有找到")]
)
def test_another_table_than_was_read_is_refused(place, why):
    out = io.BytesIO()
    with pytest.raises(BadFile, match=why):
        masked_copy(
            io.BytesIO("甲,乙".encode()),
            Kind.CSV,
            out,
            Masking(detect, {place: [Swap("丙", "*")]}),
        )
    assert out.getvalue() == b""


def test_words_go_wherever_they_stand_spaced_or_not():
    got = mask("张三、张 三、张　三丰、李四", Kind.TXT, words={"张三": "张某", " ": "x"})
    assert got == "张某、张某、张某丰、李四"


def test_latin_words():
    assert mask("Li Lei, LiLei", Kind.TXT, words={"Li Lei": "L."}) == "L., L."


PAGES = {
    "text": f"<p>身份证<b>{ID[:6]}</b>{ID[6:]}</p>",
    "table": f"<table><tr><td>卡号</td><td>{CARD}</td></tr><tr><td rowspan=2>1</td></tr></table>",
    "attribute": f'<p><a href="tel:{PHONE}">打</a><img alt="{PHONE}" src="attachment:a.png"></p>',
    "comment": f"<p>甲</p><!-- {PHONE} -->",
    "script": f"<p>甲</p><script>var a='{PHONE}'</script>",
    "meta": f'<meta name="d" content="{PHONE}"><title>名单{PHONE}</title><p>甲</p>',
    "data": f'<p data-x="{ID}" title="{PHONE}" style="--x:{PHONE}">甲</p>',
    "entity": f"<p>&#49;{PHONE[1:]}</p><template>&#49;{PHONE[1:]}</template>",
    "broken": f"<p>110105<br>{ID[6:]}",
    "split in what is not shown": f"<p>甲</p><noscript>138<i>{PHONE[3:]}</i></noscript>",
}


@pytest.mark.parametrize("key", PAGES)
def test_pages(key):
    content, report = masked(io.BytesIO(PAGES[key].encode("utf-16")), Kind.HTML)
    assert left(content) == []
    assert not report.is_same
    assert report.dropped == ("网页的脚本、注释、样式和文件头（只保留标题和正文）",)
    assert content.decode().startswith(
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    )


def test_page_keeps_title_and_text():
    page = f'<meta charset="gbk"><title>补贴 &amp; 名单</title><h1>名单</h1><p>甲 {PHONE}</p>'
    content, report = masked(io.BytesIO(page.encode("gb18030")), Kind.HTML)
    assert "<title>补贴 &amp; 名单</title>" in content.decode()
    assert "<body><h2>名单</h2><p>甲 138****8000</p></body>" in content.decode()
    assert [str(d.place) for d in report.masked] == ["第2段"]


def test_cells_of_a_page_go_by_their_words():
    cells = {Place(table=1, row=1, column=1): [Swap("张三", "张*")]}
    assert "张三" not in mask("<table><tr><td>张三</td></tr></table>", Kind.HTML, cells=cells)


@pytest.mark.parametrize("kind", [Kind.TXT, Kind.CSV, Kind.HTML])
def test_a_copy_that_still_tells_is_refused(kind):
    out = io.BytesIO()
    with pytest.raises(BadFile, match="仍然发现"):
        masked_copy(io.BytesIO("张三".encode()), kind, out, Masking(detect, {}, {"张三": "张三丰"}))
    assert out.getvalue() == b""


@pytest.mark.parametrize("content", [b"\xff\xfea", b"\xff\xff\xff"])
def test_unknown_encoding_is_refused(content):
    with pytest.raises(BadFile, match="编码"):
        masked(io.BytesIO(content), Kind.TXT)


def test_too_long_text_is_refused(monkeypatch):
    monkeypatch.setattr("gongkai.text.masking.flat.MAX_BYTES", 3)
    with pytest.raises(BadFile, match="太大"):
        masked(io.BytesIO(b"abcd"), Kind.TXT)


@pytest.mark.parametrize("kind", sorted(set(Kind) - {"docx", "xlsx", "txt", "csv", "html"}))
def test_other_kinds_say_what_to_do(kind):
    with pytest.raises(BadFile, match=r"导出|另存|解开"):
        masked(io.BytesIO(b"x"), Kind(kind))
