"""The command `screen`: personal data in files, where, how sure, and how to mask it. Stable JSON."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.law import identifiers
from gongkai.law.public_lists import NoSuchList, PublicLists, Treatment
from gongkai.text import personal, reading
from gongkai.text.document import Place
from gongkai.text.personal import ASKED, KEPT, LABELS, Kept
from gongkai.text.refusal import BadFile
from gongkai.text.signature import sniff

VALIDATORS = personal.Validators(
    is_identity_number=identifiers.is_identity_number,
    is_bank_card=identifiers.is_bank_card,
    is_credit_code=identifiers.is_credit_code,
)


def screen(given: argparse.Namespace) -> int:
    """Print the personal data found in files; 1 when there is any, 2 when one cannot be read."""
    try:
        kept = _kept(given.list, date.today())  # noqa: DTZ011  the rules of the day it is asked on
    except NoSuchList as why:
        print(why)
        return 2
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


def _screened(path: Path, kept: Kept, *, show: bool) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            text = reading.read_text(stream, sniff(stream, path.name))
    except (OSError, BadFile) as why:
        return {"file": str(path), "findings": [], "error": str(why)}
    if text is None:
        return {"file": str(path), "findings": [], "error": "这种格式还不能读出文字"}
    name = [
        (str(Place(part="文件名")), hit)
        for hit in personal.find(path.name.replace("_", " "), VALIDATORS, kept)
    ]
    inside = [
        (f"第 {text.count(chr(10), 0, hit.start) + 1} 行", hit)
        for hit in personal.find(text, VALIDATORS, kept)
    ]
    hits = [(place, hit) for place, hit in (*name, *inside) if hit.mask != hit.text]
    findings = [
        {
            "kind": hit.kind,
            "place": place,
            "confidence": hit.confidence,
            "mask": hit.mask,
            **({"text": hit.text} if show else {}),
        }
        for place, hit in hits
        if hit.confidence >= ASKED
    ]
    listed = sum(hit.kind == "name" for _, hit in hits if hit.confidence < ASKED)
    return {"file": str(path), "findings": findings, "listed_names": listed}


def _told(answer: dict[str, Any]) -> Iterator[str]:
    if "error" in answer:
        yield f"{answer['file']}：{answer['error']}"
        return
    yield f"{answer['file']}：{len(answer['findings'])} 处"
    for finding in answer["findings"]:
        text = f"{finding['text']} → " if "text" in finding else ""
        sure = f"（把握 {finding['confidence']:.0%}）"
        yield f"  {finding['place']} {LABELS[finding['kind']]}{sure}{text}{finding['mask']}"
    if answer["listed_names"]:
        yield f"  另有 {answer['listed_names']} 个姓名，请按名单的种类决定是否遮盖"
