"""The XML parts of an Office file, read without trusting them."""

import re
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from xml.parsers import expat

from gongkai.text.archive import DAMAGED
from gongkai.text.refusal import BadFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"

MAX_PART = 20_000_000
"""Bytes of one XML part; a document of a million characters takes about 5 MB."""
MAX_DEPTH = 100

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/math)")
_TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


def parse(content: bytes) -> Element:
    """The root of a part. Raises BadFile for declarations of entities, depth, size and damage."""
    if len(content) > MAX_PART:
        raise BadFile("正文太长，请分成几篇，或作为附件上传。")
    content = _STRICT.sub(lambda found: _TRANSITIONAL[found[1]], content)
    check(content)
    return ET.fromstring(content)  # noqa: S314 (no DTD: refused above)


def value(parent: Element | None, name: str) -> str:
    """The w:val of the child ``name``; '' without one."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(f"{W}val", "") if child is not None else ""


def is_on(parent: Element | None, name: str) -> bool:
    """The child ``name`` is there and not switched off."""
    child = parent.find(W + name) if parent is not None else None
    return child is not None and child.get(f"{W}val") not in {"0", "false", "off", "none"}


def check(content: bytes) -> None:
    """Raises BadFile where a part is damaged, nested beyond reason, or declares entities."""
    depth = 0

    def start(_name: str, _attrs: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise BadFile("文件层层嵌套，不正常，不能接收。请另存一份后再上传。")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_declared: object) -> None:
        raise BadFile("文件里有不安全的实体声明，不能接收。请另存一份后再上传。")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise BadFile(DAMAGED) from error
