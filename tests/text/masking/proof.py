"""Whether a file still tells something, by every reading that could be thought of."""

import io
import re
import zipfile
from html import unescape

from gongkai.law import identifiers
from gongkai.text import personal
from gongkai.text.masking import Masking, Report, masked_copy
from tests.text import documents as made

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
VALIDATORS = personal.Validators(identifiers.is_identity_number, identifiers.is_bank_card)


def card(body: str) -> str:
    """A card's number: ``body`` with the check digit that makes it true."""
    return next(body + c for c in "0123456789" if identifiers.is_bank_card(body + c))


ID, PHONE, CARD = "11010519491231002X", "13800138000", card("622848333333333333")
KINDS = {"identity_number", "mobile", "bank_card"}
DATA = (ID, PHONE, CARD)


def detect(text):
    """The numbers of people in ``text``; names are given by their cells here."""
    return [hit for hit in personal.find(text, VALIDATORS) if hit.kind in KINDS]


def docx(body, *, rels=(), **others) -> io.BytesIO:
    """A Word file that every reader opens."""
    main = f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    types = made.TYPES.replace("</Types>", main)
    return made.docx(body, rels=rels, **{"[Content_Types]_xml": types} | others)


def masked(file, kind, cells=None, words=None) -> tuple[bytes, Report]:
    out = io.BytesIO()
    report = masked_copy(file, kind, out, Masking(detect, cells or {}, words or {}))
    return out.getvalue(), report


def parts(content: bytes, name: str = "") -> dict[str, bytes]:
    """Every part of a zip, and of the zips in it."""
    if not content.startswith(b"PK"):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        out = {f"{name}#": archive.comment + b"".join(i.comment for i in archive.infolist())}
        for part in archive.namelist():
            out[f"{name}/{part}:name"] = part.encode()
            out |= parts(archive.read(part), f"{name}/{part}")
    return out


def readings(content: bytes):
    yield content.decode("latin-1")
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        text = content.decode(encoding, "ignore")
        yield text
        yield content[1:].decode(encoding, "ignore")
        yield unescape(text)
        yield re.sub("<[^>]*>", "", text)
        yield unescape(re.sub(r"</?(?:w:|a:)?(?:p|tc|tr|si|c|v|row)\b[^>]*>", "\n", text))
        yield unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:w:|a:)?(?:p|si)>", "\n", text)))


def left(content: bytes, data=DATA, *, looks=True) -> list[str]:
    """The parts in which a datum can still be read; ``looks``: or something else is found."""
    out = []
    for name, part in parts(content).items():
        for text in readings(part):
            bare = re.sub(r"[\s　]", "", text)
            if any(datum in text or datum in bare for datum in data):
                out.append(name)
            elif looks and part[:1] == b"<" and detect(text):
                out.append(f"{name} {detect(text)[0].text}")
    return sorted(set(out))
