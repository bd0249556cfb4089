"""`gongkai verify`: proves a published site with its public files and the public key alone."""

import argparse
import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from gongkai.ledger.audit import BadInput, Report, Unreachable, check_address, check_folder
from gongkai.ledger.faults import Fault
from gongkai.ledger.sources import Folder
from gongkai.portal.release import MANIFEST

POINTERS = ("current", "")
"""Where below a given folder the site may stand: a folder of releases, or the site itself."""


def run(given: argparse.Namespace) -> int:
    """Print what is wrong: 0 nothing, 1 faults, 2 the input cannot be checked."""
    try:
        report = _report(given)
    except (BadInput, Unreachable, OSError) as why:
        print(json.dumps({"target": given.target, "error": str(why)}, ensure_ascii=False)
              if given.json else why)  # fmt: skip
        return 2
    if given.json:
        print(json.dumps(_as_json(given.target, report), ensure_ascii=False))
    else:
        print("\n".join(_in_words(report)))
    return int(bool(report.faults))


def _report(given: argparse.Namespace) -> Report:
    key = given.key.read_text(encoding="utf-8", errors="replace") if given.key else ""
    since = given.since.read_bytes() if given.since else b""
    if "://" in given.target:
        return check_address(given.target, key, since)
    top = _site(Path(given.target))
    report = check_folder(Folder(top), key, since)
    report.faults = (*report.faults, *_manifest(top))
    return report


def _site(folder: Path) -> Path:
    for name in POINTERS:
        if (folder / name / "ledger").is_dir():
            return (folder / name).resolve()
    raise BadInput(f"{folder} 里没有网站，或者网站没有登记簿（ledger 文件夹）")


def _manifest(top: Path) -> list[Fault]:
    """Ask the publisher about its list of files; the one seam to it."""
    os.environ.setdefault("GONGKAI_SECRET_KEY", "verifying needs no secret")
    django.setup()
    said = StringIO()
    call_command("check_manifest", top, stdout=said)
    return [Fault("manifest", MANIFEST, line) for line in said.getvalue().splitlines()]


def _as_json(target: str, report: Report) -> dict[str, Any]:
    return {
        "target": target,
        "ok": not report.faults,
        "key": report.key,
        "key_from": report.key_from,
        "size": report.size,
        "root": report.root,
        "pages": report.pages,
        "tombstones": report.tombstones,
        "faults": [fault._asdict() for fault in report.faults],
    }


def _in_words(report: Report) -> list[str]:
    lines = [f"✗ {fault.place}：{fault.said}" for fault in report.faults]
    gone = f"（其中撤下 {report.tombstones} 页）" if report.tombstones else ""
    told = f"登记簿 {report.size} 条，核对网页 {report.pages} 页{gone}"
    lines.append(f"{told}，发现 {len(report.faults)} 处问题" if lines else f"✓ {told}，全部相符")
    if report.key_from == "site":
        lines.append("注意：公钥取自网站本身。请从别的途径取得公钥，用 --key 给出。")
    return lines
