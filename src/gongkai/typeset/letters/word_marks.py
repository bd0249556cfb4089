"""Pictures of a letter in Word: the seal behind the date, the QR code beside the contact."""

import io
from typing import Any

from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Placed

from gongkai.typeset.letters import measures, word_styles
from gongkai.typeset.letters.letter import Query, Seal
from gongkai.typeset.letters.marks import code_image, seal_image
from gongkai.typeset.letters.word_tables import beside

CODE_MM = 26
UP_MM = 5
"""How far the middle of the seal stands above the middle of organ and date."""
ANCHOR = (
    "<wp:anchor {names} distT='0' distB='0' distL='0' distR='0' simplePos='0' relativeHeight='1'"
    " behindDoc='1' locked='0' layoutInCell='1' allowOverlap='1'><wp:simplePos x='0' y='0'/>"
    "<wp:positionH relativeFrom='column'><wp:posOffset>{x}</wp:posOffset></wp:positionH>"
    "<wp:positionV relativeFrom='paragraph'><wp:posOffset>{y}</wp:posOffset></wp:positionV>"
    "<wp:extent cx='{size}' cy='{size}'/><wp:wrapNone/></wp:anchor>"
)


def sealed(placed: Placed, seal: Seal, centre: float) -> None:
    """Put the seal behind organ and date; `centre` in cells from the right."""
    image, alt = seal_image(seal)
    size = Mm(seal.millimetres)
    placed.add_run().add_picture(io.BytesIO(image), width=size, height=size)
    inline: Any = placed._p.find(f".//{qn('wp:inline')}")
    x = Mm(measures.AREA_MM[0]) - Pt(centre * measures.CELL) - size // 2
    y = Pt(measures.PITCH) - size // 2 - Mm(UP_MM)
    anchor = parse_xml(ANCHOR.format(names=nsdecls("wp"), x=int(x), y=int(y), size=int(size)))
    named = inline.find(qn("wp:docPr"))
    named.set("descr", alt)
    for child in (named, inline.find(qn("wp:cNvGraphicFramePr")), inline.find(qn("a:graphic"))):
        anchor.append(child)
    inline.getparent().replace(inline, anchor)


def code_beside(document: Opened, query: Query, lines: list[str]) -> None:
    """Add the QR code with the lines to its right."""
    document.add_paragraph(style=word_styles.REACH)
    beside_it = measures.AREA_MM[0] - CODE_MM - 4
    left, right = beside(document, [CODE_MM + 4, beside_it]).rows[0].cells
    code = (
        left.paragraphs[0].add_run().add_picture(io.BytesIO(code_image(query)), width=Mm(CODE_MM))
    )
    code._inline.docPr.set("descr", f"二维码：{query.url}")
    for n, line in enumerate(lines):
        paragraph = right.paragraphs[0] if n == 0 else right.add_paragraph()
        paragraph.style, paragraph.text = word_styles.REACH, line
