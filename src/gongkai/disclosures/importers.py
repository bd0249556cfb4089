"""A colleague's file becomes the content of a draft."""

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from gongkai.disclosures.operations.content import Content
from gongkai.kernel import files
from gongkai.text import html, reading
from gongkai.text.refusal import BadFile
from gongkai.text.signature import sniff

LONGEST_TITLE = 200
FIRST_BLOCK = re.compile(r"\A<(p|h2|h3)\b[^>]*>.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Imported:
    """The content read from a file, and in Chinese what was found, mended or left behind."""

    content: Content
    notes: tuple[str, ...]


def from_file(stream: BinaryIO, *, name: str, at: datetime) -> Imported:
    """Read a .docx, .txt, .html or .csv; pictures go into the file store.

    Raises text.refusal.BadFile with a sentence that says what to do.
    """
    read = reading.read(stream, sniff(stream, name), name)
    body, notes = read.html, list(read.notes)
    for picture in read.images:
        before = f"files/{picture.sha256}.{picture.ext}"
        try:
            kept = files.keep(BytesIO(picture.data), name=f"图.{picture.ext}", at=at)
        except BadFile as why:
            notes.append(f"有 1 张图片没有导入：{why}")
            body = re.sub(rf'<img\b[^>]*src="{re.escape(before)}"[^>]*>', "", body)
            continue
        body = body.replace(before, f"files/{kept.sha256}.{kept.kind}")
    title = read.title.strip()
    if len(title) > LONGEST_TITLE:
        notes.append(f"标题超过 {LONGEST_TITLE} 个字，已截短，请核对")
    content = Content(
        title=title[:LONGEST_TITLE],
        body=without_title(body, title),
        doc_number=read.found_number,
        formed_on=read.found_date,
    )
    return Imported(content, tuple(notes))


def without_title(body: str, title: str) -> str:
    """Return the body without a first paragraph that only repeats the title above it."""
    first = FIRST_BLOCK.match(body)
    if first and "".join(html.plain(first[0]).split()) == "".join(title.split()):
        return body[first.end() :]
    return body
