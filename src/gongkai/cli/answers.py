"""Commands that answer from the rules alone: `due`, `screen`. JSON shapes are stable."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.law import identifiers
from gongkai.law.clocks import CannotReckon, Due
from gongkai.law.clocks import due as compute
from gongkai.law.figures import NoFigure
from gongkai.law.workdays import official
from gongkai.text import personal, reading
from gongkai.text.refusal import BadFile
from gongkai.text.signature import sniff


def due(given: argparse.Namespace) -> int:
    """Print a statutory deadline explained day by day."""
    try:
        answer = compute(given.rule, date.fromisoformat(given.start), official())
    except (NoFigure, CannotReckon) as why:
        return _bad(str(why))
    except ValueError:
        return _bad(f"看不懂日期“{given.start}”，请写成 2026-11-23 这样")
    print(json.dumps(_as_json(answer), ensure_ascii=False) if given.json else _in_words(answer))
    return 0


def _as_json(answer: Due) -> dict[str, Any]:
    return {
        "due_on": answer.due_on.isoformat(),
        "provisional": answer.provisional,
        "rule": answer.rule,
        "basis": answer.basis,
        "days": [
            {"on": day.on.isoformat(), "counted": day.counted, "why": day.why}
            for day in answer.days
        ],
    }


def _in_words(answer: Due) -> str:
    lines = [f"{day.on} {'计入' if day.counted else '不计'} {day.why}" for day in answer.days]
    mark = "（暂定）" if answer.provisional else ""
    return "\n".join([*lines, f"到期 {answer.due_on}{mark}　依据 {answer.basis}"])


VALIDATORS = personal.Validators(
    is_identity_number=identifiers.is_identity_number,
    is_bank_card=identifiers.is_bank_card,
)


def screen(given: argparse.Namespace) -> int:
    """Print the personal data found in files; 1 when there is any, 2 when one cannot be read."""
    answers = [_screened(path) for path in given.files]
    if given.json:
        print(json.dumps(answers, ensure_ascii=False))
    else:
        print("\n".join(line for answer in answers for line in _told(answer)))
    if any("error" in answer for answer in answers):
        return 2
    return int(any(answer["findings"] for answer in answers))


def _screened(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            text = reading.read_text(stream, sniff(stream, path.name))
    except (OSError, BadFile) as why:
        return {"file": str(path), "findings": [], "error": str(why)}
    if text is None:
        return {"file": str(path), "findings": [], "error": "这种格式还不能读出文字"}
    findings = [
        {
            "kind": hit.kind,
            "text": hit.text,
            "place": f"第 {text.count(chr(10), 0, hit.start) + 1} 行",
            "confidence": hit.confidence,
            "mask": hit.mask,
        }
        for hit in personal.find(text, VALIDATORS)
    ]
    return {"file": str(path), "findings": findings}


def _told(answer: dict[str, Any]) -> Iterator[str]:
    if "error" in answer:
        yield f"{answer['file']}：{answer['error']}"
        return
    yield f"{answer['file']}：{len(answer['findings'])} 处"
    for finding in answer["findings"]:
        yield f"  {finding['place']} {finding['text']} → {finding['mask']}"


def _bad(sentence: str) -> int:
    print(sentence)
    return 2
