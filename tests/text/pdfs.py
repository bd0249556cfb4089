"""Small PDF files made by hand, for the tests of this package."""

import io

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
PIXEL = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    "/Length 1>>\nstream\n\x00\nendstream"
)


def text(x: float, y: float, said: str, *, size: float = 12, before: str = "") -> str:
    """Operators that write ``said`` with its foot at (x, y)."""
    return f"q {before} BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({said}) Tj ET Q\n"


def box(x: float, y: float, wide: float, tall: float, how: str = "f", colour: str = "0 g") -> str:
    """A rectangle, filled (f) or stroked (S)."""
    return f"q {colour} {x} {y} {wide} {tall} re {how} Q\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A thin line."""
    return f"{x0} {y0} m {x1} {y1} l S\n"


def picture(x: float, y: float, wide: float, tall: float) -> str:
    """A grey picture."""
    return f"q {wide} 0 0 {tall} {x} {y} cm /Im1 Do Q\n"


def stream(content: str, entries: str = "") -> str:
    """A stream object."""
    return f"<<{entries}/Length {len(content.encode('latin-1'))}>>\nstream\n{content}\nendstream"


def pdf(
    *pages: str,
    page: str = "",
    catalog: str = "",
    info: str = "",
    trailer: str = "",
    objects: tuple[str, ...] = (),
) -> io.BytesIO:
    """A PDF of these contents; ``objects`` are numbered from 10, pages get two each from 50."""
    bodies: dict[int, str] = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{50 + 2 * at} 0 R' for at in range(len(pages)))}]>>",
        3: FONT,
        4: PIXEL,
        5: f"<<{info}>>",
    }
    bodies |= dict(enumerate(objects, 10))
    for at, content in enumerate(pages):
        bodies[50 + 2 * at] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents {51 + 2 * at} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R/Fm1 10 0 R>>"
            f"/ExtGState<</G1<</ca 0.3>>>>>>{page}>>"
        )
        bodies[51 + 2 * at] = stream(content)
    out = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    for number, body in sorted(bodies.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    size = max(bodies) + 1
    table = [f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n"
             for n in range(size)]  # fmt: skip
    out += f"xref\n0 {size}\n{''.join(table)}".encode()
    out += f"trailer\n<</Size {size}/Root 1 0 R/Info 5 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return io.BytesIO(out)
