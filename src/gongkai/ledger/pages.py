"""Proving pages: the text a page shows, and the files it offers, against the log."""

import zlib
from dataclasses import dataclass, field

from gongkai.ledger import claims, tree
from gongkai.ledger.claims import Claim
from gongkai.ledger.faults import Fault
from gongkai.ledger.log import Log
from gongkai.ledger.sources import Folder, Source
from gongkai.text import shown

PACKED = ".gz"


@dataclass(slots=True)
class Register:
    """Which page spoke for which leaf."""

    spoken: dict[int, str] = field(default_factory=dict)
    pages: int = 0
    tombstones: int = 0


def check_page(
    path: str, page: bytes, log: Log, source: Source
) -> tuple[Claim | None, list[Fault]]:
    """Return what a page claims and what is wrong with it."""
    try:
        claim, text = claims.in_page(page), shown.in_page(page)
    except claims.NoProof as why:
        return None, [Fault("page.unproved", path, str(why))]
    except shown.NoPublicText as why:
        return None, [Fault("page.text", path, f"网页上的{why}找不到或者不止一处")]
    found = list[Fault]()
    if text.digest != claim.statement.text:
        found.append(Fault("page.text", path, "标题、正文或者附件的名单被改动"))
    if claim.statement.address != f"/{path}":
        said = f"这一页是从 {claim.statement.address} 移来的"
        found.append(Fault("page.moved", path, said))
    if not claim.dated:
        found.append(Fault("page.date", path, "网页上写的日期与登记的时间不符"))
    found += _against_log(path, claim, log)
    for file in text.files:
        found += _file(path, file, source)
    return claim, found


def check_pages(folder: Folder, log: Log) -> tuple[Register, list[Fault]]:
    """Return which pages were checked and what is wrong with them, or missing among them."""
    register, found = Register(), list[Fault]()
    for path in folder.paths("xxgk"):
        if not claims.ARTICLE.fullmatch(path):
            continue
        page = folder.read(path) or b""
        claim, faults = check_page(path, page, log, folder)
        found += [*faults, *_packed(f"{path}{PACKED}", page, folder)]
        register.pages += 1
        if claim is not None:
            register.tombstones += claim.statement.act == "withdraw"
            found += _speak(register, path, claim)
    for number in range(log.size):
        if number not in register.spoken:
            said = f"第 {number} 号登记没有网页：网页被删除，或者换成了别的"
            found.append(Fault("page.missing", "xxgk/", said))
    return register, found


def _packed(path: str, page: bytes, folder: Folder) -> list[Fault]:
    """Web servers send the compressed copy in the place of a page: it must be the same page."""
    data = folder.read(path)
    if data is None:
        return []
    unpacker = zlib.decompressobj(wbits=31)
    try:
        same = unpacker.decompress(data, len(page) + 1) == page and unpacker.eof
    except zlib.error:
        same = False
    return [] if same else [Fault("page.packed", path, "压缩的副本与网页不同，读者收到的可能是它")]


def _speak(register: Register, path: str, claim: Claim) -> list[Fault]:
    found = [
        Fault("leaf.twice", path, f"第 {n} 号登记已经属于另一页 {register.spoken[n]}")
        for n in claim.numbers
        if n in register.spoken
    ]
    register.spoken.update(dict.fromkeys(claim.numbers, path))
    return found


def _against_log(path: str, claim: Claim, log: Log) -> list[Fault]:
    number = claim.number
    if number >= log.size or any(n >= number for n in claim.statement.earlier):
        said = f"登记簿只有 {log.size} 条，没有第 {number} 号"
        return [Fault("leaf.beyond", path, said)]
    try:
        same = claim.entry == log.entry(number)
    except ValueError:
        return [Fault("leaf.unknown", path, f"不认识的摘要算法 {claim.algorithm}")]
    except tree.Broken as where:
        return [Fault("entries.missing", str(where), f"缺少第 {number} 号登记，这一页无法核对")]
    said = f"时间、行为、盐值或者摘要与第 {number} 号登记不符"
    return [] if same else [Fault("leaf.altered", path, said)]


def _file(path: str, file: str, source: Source) -> list[Fault]:
    name = f"files/{file}"
    digest = source.digest(name)
    if digest is None:
        return [Fault("file.missing", name, f"缺少附件，{path} 里列有它")]
    same = digest == file.partition(".")[0]
    return [] if same else [Fault("file.altered", name, f"附件被改动，{path} 里列有它")]
