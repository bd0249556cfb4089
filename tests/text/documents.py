"""Small files of many kinds, made by hand, for the tests of this package."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = (
    f"{W} "
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/>'
    "</Types>"
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    "</w:styles>"
)


def archive(parts: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """A zip of the named parts; the same parts give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, compression)
    file.seek(0)
    return file


def relation(number: int, kind: str, target: str) -> str:
    """One relationship element."""
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relations(*items: str) -> str:
    """A part of relationships."""
    return f'<Relationships xmlns="{PACKAGE}">{"".join(items)}</Relationships>'


def part(root: str, body: str) -> str:
    """An XML part with every prefix declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMES}>{body}</w:{root}>'


def run(text: str, size: int = 0, extra: str = "") -> str:
    """A run; ``size`` in half points."""
    sized = f'<w:sz w:val="{size}"/>' if size else ""
    return f'<w:r><w:rPr>{sized}{extra}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str = "", *, style="", align="", number="", size=0, extra="", inside="") -> str:
    """A paragraph; ``number`` is numId/level."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        num, level = number.split("/")
        props += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    props += f'<w:jc w:val="{align}"/>' if align else ""
    made = run(text, size, extra) if text else ""
    return f"<w:p><w:pPr>{props}</w:pPr>{made}{inside}</w:p>"


def cell(text: str, span: int = 1, merge: str = "", align: str = "") -> str:
    """A table cell; ``merge`` restart or continue."""
    props = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{p(text, align=align)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"


def picture(number: int, name: str = "图") -> str:
    """An inline picture in a run."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{name}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId{number}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx(body: str, *, rels: tuple[str, ...] = (), **parts: bytes | str) -> io.BytesIO:
    """A Word file; further parts as word__footnotes_xml=… (two underscores are a slash)."""
    named = {
        key.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: content
        for key, content in parts.items()
    }
    found = (relation(90, "styles", "styles.xml"), *rels)
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(relation(1, "officeDocument", "word/document.xml")),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/styles.xml": STYLES,
            "word/_rels/document.xml.rels": relations(*found),
        }
        | named
    )


def ole(*names: str, loop: bool = False) -> io.BytesIO:
    """A compound file whose directory holds these names, four to a sector of 512 bytes."""
    entries = [name.encode("utf-16-le") for name in ("Root Entry", *names)]
    raw = b"".join(
        e.ljust(64, b"\0") + struct.pack("<HB", len(e) + 2, 2) + bytes(61) for e in entries
    )
    raw = raw.ljust(-(-len(raw) // 512) * 512, b"\0")
    count = len(raw) // 512
    chain = [n + 2 for n in range(count - 1)] + [1 if loop else 0xFFFFFFFE]
    table_sector = struct.pack("<128I", 0xFFFFFFFD, *chain, *[0xFFFFFFFF] * (127 - count))
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return io.BytesIO(bytes(header) + table_sector + raw)
