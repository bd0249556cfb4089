"""Whatever a file holds: masked once, nothing is found again; clean, it is not touched."""

import io
from datetime import date
from itertools import chain
from xml.sax.saxutils import escape

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from gongkai.law.identifiers import is_identity_number
from gongkai.text.document import Place
from gongkai.text.masking import Swap
from gongkai.text.signature import Kind
from tests.text import documents as made
from tests.text.masking.proof import CARD, ID, PHONE, detect, docx, left, masked
from tests.text.masking.test_docx import OTHER_PARTS, with_part
from tests.text.masking.test_xlsx import AROUND, row, xlsx

WORDS = st.text("青禾县柳溪镇补贴第号元，。、 a<&\"'>=_x0", max_size=12)
BIRTHS = st.dates(date(1910, 1, 1), date(2020, 1, 1))


@st.composite
def identities(draw) -> str:
    head = f"340123{draw(BIRTHS):%Y%m%d}" + f"{draw(st.integers(0, 999)):03}"
    return next(head + c for c in "0123456789X" if is_identity_number(head + c))


@st.composite
def data(draw) -> str:
    """A number as people write it."""
    number = draw(st.sampled_from([PHONE, CARD, ID]) | identities())
    if draw(st.booleans()):
        return number
    cuts = {11: (3, 7), 18: (6, 14), 19: (4, 8, 12, 16)}[len(number)]
    gap = draw(st.sampled_from([" ", "-", "\u3000"]))
    pieces = [number[a:b] for a, b in zip((0, *cuts), (*cuts, len(number)), strict=True)]
    return gap.join(pieces)


SENTENCES = st.lists(st.one_of(WORDS, data().map(lambda n: f"：{n}，")), min_size=1, max_size=4)
RUNS = [
    "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>",
    "<w:ins w:id='1'><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r></w:ins>",
    "<w:hyperlink w:anchor='x'><w:r><w:t xml:space='preserve'>{}</w:t></w:r></w:hyperlink>",
    "<w:proofErr w:type='spellStart'/><w:r><w:t xml:space='preserve'>{}</w:t></w:r><w:bookmarkEnd w:id='1'/>",
    "<w:del w:id='1'><w:r><w:delText>{0}</w:delText></w:r></w:del><w:r><w:t xml:space='preserve'>{0}</w:t></w:r>",
]  # fmt: skip


def found_in(text: str) -> list[str]:
    return [hit.text for hit in detect(text)]


def is_stable(content: bytes, kind: Kind) -> bool:
    again, report = masked(io.BytesIO(content), kind)
    return report.is_same and again == content


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, max_size=4), st.data())
def test_word(paragraphs, choices):
    inner, said = "", []
    for pieces in paragraphs:
        text, runs = "".join(pieces), ""
        at = 0
        while at < len(text):
            step = choices.draw(st.integers(1, 9))
            form = choices.draw(st.sampled_from(RUNS))
            runs += form.format(escape(text[at : at + step]))
            at += step
        said += found_in(text)
        inner += made.p(inside=runs)
    file = docx(inner)
    content, report = masked(file, Kind.DOCX)
    assert left(content, said, looks=False) == []
    assert is_stable(content, Kind.DOCX)
    texts = [p.text for p in Document(io.BytesIO(content)).paragraphs]
    assert found_in("\n".join(texts)) == []
    if report.is_same:
        assert content == file.getvalue()
        assert said == []
    else:
        assert [len(t) for t in texts] == [len("".join(p)) for p in paragraphs]


CELLS = st.one_of(
    st.integers(0, 10**6), st.floats(0, 10**6, allow_nan=False), st.just(int(PHONE)),
    SENTENCES.map("".join), data(),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_workbook(rows):
    book = Workbook()
    for cells in rows:
        book.active.append([f"'{c}" if str(c).startswith("=") else c for c in cells])
    file = io.BytesIO()
    book.save(file)
    before = [[c.value for c in r] for r in load_workbook(file).active.rows]
    said = [hit for r in before for c in r if c is not None for hit in found_in(str(c))]
    content, report = masked(file, Kind.XLSX)
    after = [[c.value for c in r] for r in load_workbook(io.BytesIO(content)).active.rows]
    assert left(content, said, looks=False) == []
    assert is_stable(content, Kind.XLSX)
    assert [f for r in after for c in r if isinstance(c, str) for f in found_in(c)] == []
    for old, new in zip(chain(*before), chain(*after), strict=True):
        whole = "\t".join(str(c) for r in before for c in r if old in r)
        assert old == new or found_in(str(old)) or found_in(whole)
    if report.is_same:
        assert content == file.getvalue()
        assert said == []


@settings(max_examples=60, deadline=None)
@given(SENTENCES.map("".join), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_text(text, encoding):
    content, report = masked(io.BytesIO(text.encode(encoding)), Kind.TXT)
    assert len(content.decode(encoding)) == len(text)
    assert found_in(content.decode(encoding)) == []
    assert report.is_same == (found_in(text) == [])
    assert is_stable(content, Kind.TXT)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SENTENCES.map("".join), min_size=1, max_size=4), min_size=1, max_size=4))
def test_table(rows):
    lines = [",".join('"' + c.replace('"', '""') + '"' for c in r) for r in rows]
    content, report = masked(io.BytesIO("\r\n".join(lines).encode()), Kind.CSV)
    said = [hit for r in rows for c in r for hit in found_in(c)]
    assert left(content, said, looks=False) == []
    assert is_stable(content, Kind.CSV)
    assert report.is_same <= (said == [])
    assert content.decode().count("\r\n") == len(rows) - 1


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES.map("".join), max_size=4))
def test_page(paragraphs):
    page = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    said = [hit for text in paragraphs for hit in found_in(text)]
    content, report = masked(io.BytesIO(page.encode()), Kind.HTML)
    assert left(content, said, looks=False) == []
    assert is_stable(content, Kind.HTML)
    assert report.is_same <= (said == [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("王李赵伟芳三", min_size=2, max_size=3), min_size=1, max_size=6))
def test_names_by_their_cells(names):
    table = made.table(*[[made.cell(name), made.cell("户")] for name in names])
    cells = {
        Place(table=1, row=n, column=1): [Swap(x, x[0] + "某")] for n, x in enumerate(names, 1)
    }
    content, _ = masked(docx(table), Kind.DOCX, cells)
    got = [r.cells[0].text for r in Document(io.BytesIO(content)).tables[0].rows]
    assert got == [name[0] + "某" for name in names]
    rows = "".join(
        row(n, f'<c r="A{n}" t="s"><v>{n - 1}</v></c>') for n in range(1, len(names) + 1)
    )
    cells = {Place(sheet="名单", row=n, column=1): [Swap(x, x[0] + "某")] for n, x in enumerate(names, 1)}  # fmt: skip
    content, _ = masked(xlsx(rows, strings=names), Kind.XLSX, cells)
    assert [r[0].value for r in load_workbook(io.BytesIO(content)).active.rows] == got
    assert left(content, [name for name in names if "某" not in name], looks=False) == []


HIDDEN = sorted(key for key, part in OTHER_PARTS.items() if isinstance(part, str))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HIDDEN), data())
def test_parts_that_nobody_sees(key, number):
    part = OTHER_PARTS[key].replace(PHONE, number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(OTHER_PARTS, key, part)
        content, report = masked(with_part(key), Kind.DOCX)
    assert left(content, [number, *found_in(number)], looks=False) == []
    assert not report.is_same
    assert is_stable(content, Kind.DOCX)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(AROUND)), data())
def test_what_stands_around_the_cells(key, number):
    after = AROUND[key].replace(PHONE, number).replace(ID, number)
    cells = row(1, '<c r="A1" t="s"><v>0</v></c>')
    content, _ = masked(xlsx(cells, strings=["甲"], after=after), Kind.XLSX)
    assert left(content, [number, *found_in(number)], looks=False) == []
    assert is_stable(content, Kind.XLSX)
