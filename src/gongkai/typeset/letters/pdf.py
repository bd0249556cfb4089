"""A letter as .pdf by typst: PDF/A-2a and PDF/UA-1, the same bytes on every machine.

Fonts: those an office puts into the folder named by GONGKAI_FONT_DIR (仿宋, 小标宋 …) are used
where they are; else Noto Serif SC and Noto Sans SC from the package. System fonts never are.
"""

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from os import environ as env
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as shipped
import typst

from gongkai.typeset import qr
from gongkai.typeset.letters import measures
from gongkai.typeset.letters.letter import (
    FEW_CHARACTERS,
    Block,
    Form,
    Heading,
    Letter,
    Paragraph,
    Seal,
    Table,
    flat,
    printable,
)
from gongkai.typeset.letters.marks import seal_image

LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
STANDARDS: list[Any] = ["a-2a", "ua-1"]
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
FACES: dict[str, tuple[str, ...]] = {
    "fang": ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "FZFangSong-Z02S", SERIF),
    "xiao": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", SERIF),
    "hei": ("SimHei", "黑体", SANS),
    "song": ("SimSun", "宋体", SERIF),
}


class Unprintable(ValueError):
    """A letter that cannot be set; the message is a Chinese sentence that says what to do."""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts, read once a process: the office's own, then those of the package."""
    own = env.get("GONGKAI_FONT_DIR", "")
    folders = [shipped.serif_path().parent, *([Path(own)] if own else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def faces() -> dict[str, Any]:
    """Return for each use the fonts that are there, best first."""
    there = set(fonts().families())
    found: dict[str, Any] = {
        use: [*dict.fromkeys(n for n in (*names, SERIF) if n in there)]
        for use, names in FACES.items()
    }
    return {**found, "heavy": found["xiao"][0] != SERIF}


@cache
def template() -> bytes:
    """Return the source of the look."""
    return resources.files("gongkai.typeset.letters").joinpath("letter.typ").read_bytes()


def pdf(letter: Letter) -> bytes:
    """Return the letter as .pdf. Raises Unprintable when a character is in no font."""
    return compiled(template(), data(letter), letter.on)


def compiled(source: bytes, told: dict[str, Any], on: date) -> bytes:
    """Return what typst makes of `source` with `told` as its only input, dated `on`."""
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    try:
        made = typst.compile(
            source,
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"letter": json.dumps(told, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=at,
        )
    except typst.TypstError as error:
        raise Unprintable(_told(error)) from error
    return bytes(made)


def data(letter: Letter) -> dict[str, Any]:
    """Return all that the look needs, as plain JSON."""
    signed = printable(letter.signed_by or letter.organ)
    organ_indent, day_indent = measures.signature_indents(signed, letter.day)
    return {
        "organ": printable(letter.organ),
        "title": printable(letter.title),
        "number": printable(letter.number),
        "addressee": printable(letter.addressee),
        "head": letter.head,
        "head-size": measures.head_size(letter.organ),
        "on": [letter.on.year, letter.on.month, letter.on.day],
        "day": letter.day,
        "body": [_block(block) for block in flat(letter)],
        "attachments": [printable(name) for name in letter.listed],
        "signed-by": signed if letter.signed else "",
        "sign": {
            "organ-indent": organ_indent,
            "day-indent": day_indent,
            "day-width": measures.columns(letter.day),
            "room": 2 if letter.seal else 1,
        },
        "seal": _seal(letter.seal),
        "note": printable(letter.note),
        "reach": [printable(line) for line in letter.reach],
        "query": _query(letter),
        "imprint": letter.imprint,
        "fonts": faces(),
        "measures": {
            "cell": measures.CELL,
            "pitch": measures.PITCH,
            "body": measures.BODY,
            "label": measures.LABEL_MM,
        },
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", **asdict(block)}
        case Heading():
            return {"kind": "heading", **asdict(block)}
        case Table():
            told = {"centred": block.centred, "together": block.together, "whole": FEW_CHARACTERS}
            return {"kind": "table", **told, **asdict(block)}
        case Form(rows, room):
            heights = [measures.FORM_ROW_MM * (1 if value else room) for _, value in rows]
            return {"kind": "form", "rows": rows, "heights": heights}
        case _:  # pragma: no cover
            raise TypeError(block)


def _seal(seal: Seal | None) -> dict[str, Any] | None:
    if seal is None:
        return None
    image, alt = seal_image(seal)
    return {"image": list(image), "alt": alt, "size": seal.millimetres}


def _query(letter: Letter) -> dict[str, Any] | None:
    if letter.query is None:
        return None
    drawn = qr.svg(letter.query.url).replace("currentColor", "#000000")
    return {"svg": list(drawn.encode()), "alt": f"二维码：{letter.query.url}"}


def _told(error: typst.TypstError) -> str:
    if found := LACKING.search(error.message):
        return (
            f"字体中没有“{found[1]}”这个字符。请在文书中换一种写法；是姓名用字的，"
            "把含有该字的字体放入字体文件夹（GONGKAI_FONT_DIR）后重试"
        )
    if "decode image" in error.message:
        return "印章图片已损坏，无法印出，请重新上传"
    return f"文书排版失败：{error.message}"
