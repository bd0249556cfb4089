"""`screen FILE --mask OUT`: the masked copy is a file of its own, whole or not there."""

import os
from collections.abc import Iterator
from pathlib import Path

from gongkai.text.masking import Masking, Report, masked_copy
from gongkai.text.refusal import BadFile
from gongkai.text.signature import sniff

MAX_TOLD = 50
"""Masked places that are listed; a list of thousands of people is only counted."""


def write_copy(path: Path, out: Path, masking: Masking) -> Report:
    """Writes the masked copy of ``path`` to ``out``, which must not exist yet.

    Raises BadFile where no copy can be made; ``out`` is not there then.
    """
    if out.exists():
        raise BadFile(f"{out} 已经存在，没有写入。请换一个文件名。")
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with path.open("rb") as file, part.open("xb") as made:
            report = masked_copy(file, sniff(file, path.name), made, masking)
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)
    return report


def told(report: Report, out: Path) -> Iterator[str]:
    """What was done, in lines for whoever asked."""
    if report.is_same:
        yield f"没有需要遮盖的内容，{out} 与原文件相同"
    else:
        yield f"已遮盖 {len(report.masked)} 处，写入 {out}"
    for done in report.masked[:MAX_TOLD]:
        yield f"  {done.place} → {done.mask or '（删去）'}"
    if len(report.masked) > MAX_TOLD:
        yield f"  另有 {len(report.masked) - MAX_TOLD} 处"
    yield from (f"  已删去：{what}" for what in report.dropped)
    yield from (f"  请注意：{note}" for note in report.notes)
