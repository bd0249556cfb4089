"""One function: a file in, its masked copy out, or a refusal and nothing at all."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from gongkai.text.document import Place
from gongkai.text.masking.flat import (
    SCRIPTS,
    Coded,
    coded,
    masked_page,
    masked_table,
    masked_text,
)
from gongkai.text.masking.orders import STAYS, Done, Masking, Report, Swap
from gongkai.text.masking.screen import Screen
from gongkai.text.masking.zipped import MAX_ROUNDS, masked_zip
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

MASKED = frozenset({Kind.DOCX, Kind.XLSX, Kind.TXT, Kind.CSV, Kind.HTML})
"""The kinds of files of which a masked copy is made."""
SHORTEST_COPY = 2
"""Characters of a cell whose copies elsewhere (caches, lists of choices) go with it."""
_REFUSALS = {
    Kind.PDF: "PDF 不能直接遮盖，文字会留在文件里。请在原来的 Word 或表格里遮盖后，重新导出 PDF。",
    Kind.OFD: "OFD 不能直接遮盖，文字会留在文件里。请在原来的 Word 或表格里遮盖后，重新导出 OFD。",
    Kind.DOC: "旧版 .doc 不能直接遮盖。请用 Word 或 WPS 另存为 .docx 后再试。",
    Kind.WPS: "旧版 .wps 不能直接遮盖。请用 WPS 另存为 .docx 后再试。",
    Kind.XLS: "旧版 .xls 不能直接遮盖。请用 Excel 或 WPS 另存为 .xlsx 后再试。",
    Kind.ET: "旧版 .et 不能直接遮盖。请用 WPS 另存为 .xlsx 后再试。",
    Kind.ZIP: "压缩包不能直接遮盖。请解开后逐个处理里面的文件。",
}
_OTHER = "这种文件不能自动遮盖。请在制作它的软件里手工遮盖后，重新导出。"


def masked_copy(file: BinaryIO, kind: Kind, out: BinaryIO, masking: Masking) -> Report:
    """Writes a copy of ``file`` without the data of ``masking``; says what was done.

    The copy is read back and screened again before the first byte goes to ``out``. Where nothing
    has to go, it is the original byte for byte. Raises BadFile with a Chinese sentence for kinds
    that cannot be masked, damaged and hostile files, cells that do not say what was read, and a
    copy that would still hold a datum; nothing is written then.
    """
    if kind not in MASKED:
        raise BadFile(refusal(kind))
    cells, words = _placed(kind, masking)
    screen = Screen(masking.detect, words)
    screen.clears, screen.emptied = masking.clears, masking.emptied
    for swaps in cells.values():
        for swap in swaps:
            if (
                swap.new
                and len(swap.old.strip()) >= SHORTEST_COPY
                and not swap.old.strip().isdigit()
            ):
                screen.exact[swap.old.strip()] = swap.new
    if kind in {Kind.DOCX, Kind.XLSX}:
        return masked_zip(file, kind, out, cells, screen)
    return _flat(file, kind, out, cells, screen)


def refusal(kind: str) -> str:
    """Why no masked copy of a file of this kind can be made, and what to do instead."""
    return _REFUSALS.get(Kind(kind), _OTHER)


def _placed(kind: Kind, masking: Masking) -> tuple[dict[Place, Sequence[Swap]], Mapping[str, str]]:
    """The cells whose places can be found again in this kind; others go by their words."""
    cells: dict[Place, Sequence[Swap]] = {}
    words = dict(masking.words)
    for place, swaps in masking.cells.items():
        changing = swaps
        if any(not swap.old.strip() or swap.old == swap.new for swap in swaps):
            changing = [swap for swap in swaps if swap.old.strip() and swap.old != swap.new]
        if _is_found(kind, place):
            cells |= {place: changing} if changing else {}
        else:
            words |= {swap.old: swap.new for swap in changing}
    return cells, words


def _is_found(kind: Kind, place: Place) -> bool:
    if not place.row or not place.column or place.part:
        return False
    if kind is Kind.DOCX:
        return bool(place.table)
    return bool(place.sheet) if kind is Kind.XLSX else kind is Kind.CSV


def _flat(
    file: BinaryIO,
    kind: Kind,
    out: BinaryIO,
    cells: Mapping[Place, Sequence[Swap]],
    screen: Screen,
) -> Report:
    current = original = coded(file, kind)
    done: list[Done] = []
    for _ in range(MAX_ROUNDS):
        text, more = _once(current, kind, cells, screen)
        if text == current.text:
            break
        done += more
        is_page = kind is Kind.HTML
        current = Coded(
            text,
            "utf-8" if is_page else original.encoding,
            b"" if is_page else original.mark,
        )
        screen.forget()
    else:
        raise BadFile(STAYS)
    if screen.knows(current.text):
        raise BadFile(STAYS)
    if current is original:
        file.seek(0)
        out.write(file.read())
        return Report(is_same=True)
    out.write(current.written())
    return Report(tuple(done), (SCRIPTS,) if kind is Kind.HTML else ())


def _once(
    current: Coded, kind: Kind, cells: Mapping[Place, Sequence[Swap]], screen: Screen
) -> tuple[str, list[Done]]:
    if kind is Kind.CSV:
        return masked_table(current.text, screen, cells)
    return (
        masked_page(current.text, screen)
        if kind is Kind.HTML
        else masked_text(current.text, screen)
    )
