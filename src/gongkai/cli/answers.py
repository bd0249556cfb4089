"""The command that answers from the rules alone: `due`. JSON shapes are stable."""

import argparse
import json
from datetime import date
from typing import Any

from gongkai.law.clocks import CannotReckon, Due
from gongkai.law.clocks import due as compute
from gongkai.law.figures import NoFigure
from gongkai.law.workdays import official


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


def _bad(sentence: str) -> int:
    print(sentence)
    return 2
