"""Proving a published site, or one page of it, with its public files and the public key alone."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from gongkai.ledger import claims, tree
from gongkai.ledger.faults import Fault
from gongkai.ledger.log import Log, continues, faults_of, left_over, open_log
from gongkai.ledger.note import BadNote, PublicKey
from gongkai.ledger.pages import check_page, check_pages
from gongkai.ledger.sources import Folder, Server, Source, Unreachable
from gongkai.ledger.tiles import KEY
from gongkai.text import shown


@dataclass(slots=True)
class Report:
    """What was proved. `key_from` is where the public key came from: `file` or `site`."""

    key: str
    key_from: str
    size: int = 0
    root: str = ""
    pages: int = 0
    tombstones: int = 0
    faults: tuple[Fault, ...] = ()


class BadInput(Exception):
    """What was given cannot be checked; the sentence says why."""


def check_folder(folder: Folder, key_line: str = "", since: bytes = b"") -> Report:
    """Prove a whole site. Raises BadInput when there is no key, or `since` is no checkpoint."""
    report, key, log = _opened(folder, key_line)
    if log is None:
        return report
    found = faults_of(log)
    found += left_over(log, folder) if not found else []
    found += _since(log, since, key)
    register, wrong = check_pages(folder, log)
    report.pages, report.tombstones = register.pages, register.tombstones
    report.faults = (*found, *wrong)
    return report


def check_address(address: str, key_line: str = "", since: bytes = b"") -> Report:
    """Prove one page of a site, or with an address that ends in a slash the site's log alone.

    Raises BadInput, and Unreachable when the site does not answer.
    """
    base, path = _parts(address)
    source = Server(base)
    report, key, log = _opened(source, key_line)
    if log is None:
        return report
    found = _since(log, since, key)
    if not path:
        report.faults = (*faults_of(log), *found)
        return report
    page = source.read(path)
    if page is None:
        raise BadInput(f"没有这个网页：{address}")
    claim, wrong = check_page(path, page, log, source)
    report.pages = 1
    report.tombstones = int(claim is not None and claim.statement.act == "withdraw")
    wrong += _in_tree(log, claim.number) if claim and claim.number < log.size else []
    report.faults = (*found, *wrong)
    return report


def _parts(address: str) -> tuple[str, str]:
    """Return the top of the site and the page below it."""
    path = urlsplit(address).path
    found = claims.ARTICLE.search(path)
    if found and path.endswith(found[0]):
        return urljoin(address, shown.ROOT), found[0]
    if address.endswith("/"):
        return address, ""
    raise BadInput("请给出一个文件页的网址（……/xxgk/2026/11/5.html），或者以 / 结尾的网站首页")


def _opened(source: Source, key_line: str) -> tuple[Report, PublicKey, Log | None]:
    line = key_line or (source.read(KEY) or b"").decode(errors="replace")
    if not line.strip():
        raise BadInput("没有公钥：网站上没有 ledger/key.txt，请用 --key 给出公钥文件")
    try:
        key = PublicKey.parse(line)
    except BadNote as why:
        raise BadInput(str(why)) from why
    report = Report(key.text, "file" if key_line else "site")
    log, found = open_log(source, key)
    report.faults = tuple(found)
    if log is not None:
        report.size, report.root = log.size, log.checkpoint.root.hex()
    return report, key, log


def _since(log: Log, note: bytes, key: PublicKey) -> list[Fault]:
    try:
        return continues(log, note, key) if note else []
    except BadNote as why:
        raise BadInput(f"以前保存的签名页不能用：{why}") from why


def _in_tree(log: Log, number: int) -> list[Fault]:
    """Prove one entry by its audit path, made of the few tiles it needs."""
    try:
        leaf = tree.leaf_hash(log.entry(number))
        path = tree.inclusion(number, log.size, log.hashes)
        same = tree.root_of_inclusion(number, log.size, leaf, path) == log.checkpoint.root
    except tree.Broken as where:
        return [Fault("tile.missing", str(where), "登记簿缺少文件，或者长度不对")]
    said = f"第 {number} 号登记与签名页的总摘要连不上"
    return [] if same else [Fault("root", "ledger/checkpoint", said)]


__all__ = ["BadInput", "Report", "Unreachable", "check_address", "check_folder"]
