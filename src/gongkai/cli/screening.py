"""The command `screen`: personal data in files, where, how sure, and how to mask it. Stable JSON."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.cli import masking
from gongkai.kernel import detector
from gongkai.law.public_lists import NoSuchList, PublicLists, Treatment
from gongkai.text.document import Document
from gongkai.text.documents.every import READABLE, read_document
from gongkai.text.documents.recogniser import recogniser
from gongkai.text.documents.scan import with_scans_read
from gongkai.text.masking import masking_of
from gongkai.text.personal import ASKED, KEPT, LABELS, Finding, Kept
from gongkai.text.refusal import BadFile
from gongkai.text.signature import sniff


def screen(given: argparse.Namespace) -> int:
    """Print the personal data found in files; 1 when there is any, 2 when one cannot be read.

    With `--mask` the masked copy of one file is written instead; 2 when there can be none.
    """
    try:
        kept = _kept(given.list, date.today())  # noqa: DTZ011  the rules of the day it is asked on
    except NoSuchList as why:
        print(why)
        return 2
    if given.mask:
        return _mask(given.files, given.mask, kept)
    answers = [_screened(path, kept, show=given.show) for path in given.files]
    if given.json:
        print(json.dumps(answers, ensure_ascii=False))
    else:
        print("\n".join(line for answer in answers for line in _told(answer)))
    if any("error" in answer for answer in answers):
        return 2
    return int(any(answer["findings"] for answer in answers))


def _kept(key: str, on: date) -> Kept:
    """What masks leave in a list of this kind: what may be shown there is shown."""
    if not key:
        return KEPT
    rule = PublicLists().get(key, on)
    shown = Treatment.SHOWN
    return {kind: None if rule.treatment(kind) is shown else keep for kind, keep in KEPT.items()}


def _mask(paths: list[Path], out: Path, kept: Kept) -> int:
    if len(paths) != 1:
        print("--mask 一次只能遮盖一个文件。")
        return 2
    (path,) = paths
    try:
        detect = partial(detector.by_itself, kept=kept)
        found = detector.each_in_document(_read(path), kept, name=path.name)
        asked = (x for x in found if x.confidence >= ASKED and x.mask != x.text)
        report = masking.write_copy(path, out, masking_of(detect, asked))
    except (OSError, BadFile) as why:
        print(f"{path}：{why}")
        return 2
    print("\n".join(masking.told(report, out)))
    return 0


def _read(path: Path) -> Document:
    with path.open("rb") as stream:
        kind = sniff(stream, path.name)
        recognise = recogniser()
        if kind not in READABLE and not (recognise and kind.is_picture):
            raise BadFile("这种格式还不能读出文字")
        document = read_document(stream, kind, path.name)
        return with_scans_read(document, stream, recognise) if recognise else document


def _found(path: Path, kept: Kept) -> tuple[list[Finding], tuple[str, ...]]:
    """Return what the file holds, and what a person should know of how it was read."""
    document = _read(path)
    found = detector.find_in_document(document, kept, name=path.name)
    return [each for each in found if each.mask != each.text], document.notes


def _screened(path: Path, kept: Kept, *, show: bool) -> dict[str, Any]:
    try:
        found, notes = _found(path, kept)
    except (OSError, BadFile) as why:
        return {"file": str(path), "findings": [], "error": str(why)}
    findings = [
        {
            "kind": each.kind,
            "place": str(each.place),
            "hidden": each.hidden.value if each.hidden else "",
            "confidence": each.confidence,
            "mask": each.mask,
            **({"text": each.text} if show else {}),
        }
        for each in found
        if each.confidence >= ASKED
    ]
    listed = sum(each.kind == "name" for each in found if each.confidence < ASKED)
    return {"file": str(path), "findings": findings, "listed_names": listed, "notes": [*notes]}


def _told(answer: dict[str, Any]) -> Iterator[str]:
    if "error" in answer:
        yield f"{answer['file']}：{answer['error']}"
        return
    yield f"{answer['file']}：{len(answer['findings'])} 处"
    for finding in answer["findings"]:
        text = f"{finding['text']} → " if "text" in finding else ""
        hidden = f"，{finding['hidden']}" if finding["hidden"] else ""
        sure = f"（把握 {finding['confidence']:.0%}{hidden}）"
        yield f"  {finding['place']} {LABELS[finding['kind']]}{sure}{text}{finding['mask']}"
    if answer["listed_names"]:
        yield f"  另有 {answer['listed_names']} 个姓名，请按名单的种类决定是否遮盖"
    yield from (f"  请注意：{note}" for note in answer["notes"])
