"""Pages that are only a picture: what a recogniser tells of them, told as machine-read."""

import io
import re
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument, PdfiumError

from gongkai.text.document import Document, Paragraph, Picture, Place, Table
from gongkai.text.documents import recogniser, scan
from gongkai.text.documents.every import read_document
from gongkai.text.documents.scan import BY_MACHINE, Stretch, with_scans_read
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text import pdfs
from tests.text.documents import docx, p

FULL = pdfs.picture(0, 0, 400, 600)
LINE = Stretch("电话13800138000", 10, 10, 200, 30, 0.9)


class Fake:
    """Tells what it is given, page by page, and keeps the pictures it was shown."""

    def __init__(self, *pages: list[Stretch]) -> None:
        self.pages = iter(pages)
        self.shown: list[Image.Image] = []

    def __call__(self, picture: bytes) -> list[Stretch]:
        self.shown.append(Image.open(io.BytesIO(picture)))
        return next(self.pages)


def picture(how: str = "PNG", mode: str = "RGB", size: tuple[int, int] = (40, 20), **options):
    file = io.BytesIO()
    Image.new(mode, size).save(file, how, **options)
    return file


def read(file: io.BytesIO, kind: Kind, recognise) -> Document:
    return with_scans_read(read_document(file, kind, "扫描"), file, recognise)


def test_a_photograph_says_what_the_machine_reads_and_asks_to_compare():
    fake = Fake([LINE, Stretch("  ", 0, 40, 1, 41, 0.1)])
    made = read(picture(), Kind.PNG, fake)
    assert made.parts == (
        Picture("扫描", Place()),
        Paragraph("电话13800138000", Place(paragraph=1, part=BY_MACHINE)),
    )
    assert made.notes == (
        "这是图片，文字由机器识读，可能有错漏，请对照原件检查有没有不能公开的内容。",
    )
    assert (made.scans, fake.shown[0].size) == ((), (40, 20))


def test_pages_of_a_pdf_are_read_in_their_place():
    file = pdfs.pdf(FULL, pdfs.text(40, 500, "typed"), FULL, FULL)
    fake = Fake([LINE], [], [LINE._replace(text="末页", confidence=0.5)])
    made = read(file, Kind.PDF, fake)
    told = [(part.place.page, getattr(part, "text", "")) for part in made.parts]
    assert told == [
        (1, ""), (1, "电话13800138000"), (2, "typed"), (3, ""), (4, ""), (4, "末页"),
    ]  # fmt: skip
    assert made.notes[0].startswith("第 1、4 页是扫描件或图片，文字由机器识读（有 1 处看不清）")
    assert made.notes[1].startswith("第 3 页是扫描件或图片，系统看不到")
    assert made.scans == (3,)
    assert fake.shown[0].size == (round(400 * 200 / 72 + 0.5), round(600 * 200 / 72 + 0.5))


def test_lines_run_on_and_rows_become_a_table():
    def row(y: float, *cells: tuple[str, float]) -> list[Stretch]:
        return [Stretch(said, x, y, x + 20 * len(said), y + 20, 0.9) for said, x in cells]

    page = [
        *row(300, ("下", 0)),
        *row(100, ("姓名", 0), ("身份证号", 200), ("备注", 600)),
        *row(130, ("甲", 0), ("11010519491231002X", 200)),
        *row(160, ("乙", 0), ("上", 590), ("左", 615)),
        Stretch("联系人甲，身份证号码110105", 0, 0, 650, 20, 0.9),
        Stretch("19491231002X。", 0, 30, 200, 50, 0.9),
    ]
    made = read(pdfs.pdf(FULL), Kind.PDF, Fake(page))
    first, table, last = made.parts[1:]
    assert first == Paragraph(
        "联系人甲，身份证号码11010519491231002X。", Place(page=1, paragraph=1, part=BY_MACHINE)
    )
    assert isinstance(table, Table)
    assert table.rows == (
        ("姓名", "身份证号", "备注"), ("甲", "11010519491231002X", ""), ("乙", "", "上 左"),
    )  # fmt: skip
    assert str(table.place_of(1, 1)) == "机器识读 第1页 第1张表 B2单元格"
    assert last == Paragraph("下", Place(page=1, paragraph=2, part=BY_MACHINE))


def test_pictures_are_shown_upright_on_white_and_not_too_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scan, "MAX_SIDE", 30)
    exif = Image.Exif()
    exif[0x0112] = 6
    fake = Fake([LINE], [LINE])
    read(picture("JPEG", exif=exif), Kind.JPG, fake)
    read(picture("PNG", "RGBA"), Kind.PNG, fake)
    turned, clear = fake.shown
    assert (turned.size, clear.size) == ((15, 30), (30, 15))
    assert clear.getpixel((1, 1)) == (255, 255, 255)


def cannot(_picture: bytes) -> list[Stretch]:
    raise BadFile("x")


@pytest.mark.parametrize(
    ("file", "kind"),
    [(picture(), Kind.PNG), (pdfs.pdf(FULL), Kind.PDF), (picture("GIF", "L"), Kind.GIF)],
)
def test_what_the_machine_cannot_read_is_left_to_a_person(file, kind):
    assert read(file, kind, cannot) == read_document(file, kind, "扫描")


def test_many_pages_are_named_shortly():
    made = read(pdfs.pdf(*[FULL] * 9), Kind.PDF, Fake(*[[LINE]] * 9))
    assert made.notes[0].startswith("第 1、2、3、4、5、6、7、8 等 9 页是扫描件")


def unopened(_document, _number):
    raise PdfiumError("no page")


def test_limits_leave_the_rest_to_a_person(monkeypatch: pytest.MonkeyPatch):
    file = pdfs.pdf(FULL, FULL)
    before = read_document(file, Kind.PDF, "扫描")
    monkeypatch.setattr(scan, "MAX_PAGES", 1)
    assert read(file, Kind.PDF, Fake([LINE])).notes[1] == before.notes[1]
    monkeypatch.setattr(scan, "MAX_SECONDS", -1)
    assert read(file, Kind.PDF, Fake()) == before


def test_hostile_pictures_are_left_to_a_person(monkeypatch: pytest.MonkeyPatch):
    broken = io.BytesIO(picture().getvalue()[:40])
    assert read(broken, Kind.PNG, Fake()).scans == (0,)
    file = pdfs.pdf(FULL)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(PdfDocument, "__getitem__", unopened)
        assert read(file, Kind.PDF, Fake()).scans == (1,)
    monkeypatch.setattr(scan, "MAX_PIXELS", 0)
    assert read(picture(), Kind.PNG, Fake()).scans == (0,)
    assert read(file, Kind.PDF, Fake()).scans == (1,)


def test_a_scan_inside_another_file_is_left_to_a_person():
    file = docx(p("外"), word__embeddings__s_pdf=pdfs.pdf(FULL).getvalue())
    assert read(file, Kind.DOCX, Fake()).scans == ()


def test_without_the_extra_there_is_no_recogniser(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(recogniser, "PACKAGE", "no_such_package")
    assert recogniser.recogniser() is None


class Engine:
    """Stands for the engine of the package."""

    def __init__(self, model: str, *, threads: int) -> None:
        assert (model, threads) == ("tiny", 1)

    def ocr(self, given: bytes):
        if not given:
            raise RuntimeError("no picture")
        box = {"topLeftCoord": (1, 2), "bottomRightCoord": (3, 4)}
        return {"text": "", "bounds": {0: {"text": "字", "confidence": 0.5, **box}}}


def test_the_engine_is_bound(monkeypatch: pytest.MonkeyPatch):
    module = ModuleType("fake_engine")
    module.__spec__ = ModuleSpec("fake_engine", None)
    module.OcrEngine = Engine
    monkeypatch.setitem(sys.modules, "fake_engine", module)
    monkeypatch.setattr(recogniser, "PACKAGE", "fake_engine")
    recogniser._engine.cache_clear()
    try:
        recognise = recogniser.recogniser()
        assert recognise(b"x") == [Stretch("字", 1, 2, 3, 4, 0.5)]
        with pytest.raises(BadFile):
            recognise(b"")
    finally:
        recogniser._engine.cache_clear()


@pytest.mark.skipif(recogniser.recogniser() is None, reason="the extra ocr is not installed")
def test_the_real_engine_reads_digits():
    page = Image.new("RGB", (900, 200), "white")
    ImageDraw.Draw(page).text((60, 60), "11010519491231002X", "black", font_size=48)
    file = io.BytesIO()
    page.save(file, "PNG")
    made = read(file, Kind.PNG, recogniser.recogniser())
    assert re.sub(r"\s", "", made.text) == "11010519491231002X"
