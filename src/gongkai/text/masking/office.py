"""The masked parts of a .docx or .xlsx: every part is read, rewritten, or left out."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from zipfile import ZipFile

from gongkai.text.document import Place
from gongkai.text.masking import binary, package
from gongkai.text.masking.clearing import cleared
from gongkai.text.masking.flow import Flow
from gongkai.text.masking.grammars import BOOK, WORD
from gongkai.text.masking.markup import TOKEN, attributes, load, local, plain, rendered
from gongkai.text.masking.masks import mask
from gongkai.text.masking.orders import Done, Swap
from gongkai.text.masking.package import OPAQUE, SIDE, TYPES, Relation
from gongkai.text.masking.packing import packed
from gongkai.text.masking.screen import Screen, applied
from gongkai.text.masking.sheet import CELLS, Sheet, SheetWriter
from gongkai.text.masking.strings import Strings
from gongkai.text.refusal import BadFile
from gongkai.text.signature import MACRO, Kind

MAX_XML = 100_000_000
"""Bytes of all XML parts together."""
MODEL = "表格里有数据模型，其中的数据无法遮盖。请把需要的部分复制到新表格，再生成遮盖副本。"
UNSURE = "文件里有一个部件含有个人信息而又无法改写，没有生成遮盖副本。请另存为新文件后再试。"
CHANGES = "修订痕迹（按接受修订处理）"
PICTURES = "有 {} 张图片里的文字没有检查，请逐张看一遍。"
EMPTIED = "有 {} 张图片的文件里含有个人信息，已换成空白图片。"
_XML = (".xml", ".rels", ".vml")
_MAIN = {Kind.DOCX: "word/document.xml", Kind.XLSX: "xl/workbook.xml"}
_SHEET = "xl/worksheets/"
_BREAK = re.compile(rb"<br>")


@dataclass(slots=True)
class Copy:
    """What a copy differs in: parts that are new (packed), left out, called otherwise."""

    changed: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    done: list[Done] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    """What is left out."""
    notes: Counter[str] = field(default_factory=Counter)
    is_needed: bool = False
    """A datum was found, or a part that nobody can judge: the original cannot stand."""

    def content(self, name: str) -> bytes | None:
        """The new content of a part; None where it is the old one."""
        packed = self.changed.get(name)
        return None if packed is None else zlib.decompress(packed)


class Office:
    """Goes through the parts of ``archive`` once."""

    def __init__(
        self, archive: ZipFile, kind: Kind, screen: Screen, cells: Mapping[Place, Sequence[Swap]]
    ) -> None:
        self.copy = Copy()
        self.found = 0
        """Cells that were replaced because they were named."""
        self._archive = archive
        self._kind = kind
        self._grammar = WORD if kind is Kind.DOCX else BOOK
        self._screen = screen
        self._cells = cells
        self._names = archive.namelist()
        self._relations: dict[str, list[Relation]] = {}
        self._lost: set[Relation] = set()

    def read(self) -> Copy:
        """What the copy differs in. Raises BadFile for what cannot be masked for certain."""
        self._refuse_unfit()
        copy = self.copy
        rels = [name for name in self._names if name.endswith(".rels")]
        actual = {name.lower(): name for name in self._names}
        for name in rels:
            source, _ = self._load(name)
            for relation in package.relations(name, source, actual):
                self._relations.setdefault(relation.owner, []).append(relation)
        kinds = package.kinds(self._names, self._all())
        self._drop(kinds)
        rest = [n for n in self._names if n not in copy.dropped and n not in {*rels, TYPES}]
        if self._kind is Kind.XLSX:
            rest = self._workbook(rest)
        for name in rest:
            self._part(name)
        self._name_parts()
        self._unlink(rels)
        copy.is_needed |= bool(copy.done)
        return copy

    def _refuse_unfit(self) -> None:
        lowered = [name.lower() for name in self._names]
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lowered):
            raise BadFile(MACRO)
        if any(name.startswith("xl/model/") for name in lowered):
            raise BadFile(MODEL)
        if _MAIN[self._kind] not in self._names:
            raise BadFile(f"这不是 {self._kind} 文件，请检查文件。")
        infos = self._archive.infolist()
        if sum(i.file_size for i in infos if i.filename.lower().endswith(_XML)) > MAX_XML:
            raise BadFile("文件太大，不能生成遮盖副本。请分成几个文件后再试。")
        remarks = [self._archive.comment, *(i.comment + i.extra for i in infos)]
        self.copy.is_needed = any(
            self._screen.edits(remark.decode("utf-8", "replace")) for remark in remarks if remark
        )

    def _all(self) -> list[Relation]:
        return [relation for group in self._relations.values() for relation in group]

    def _drop(self, kinds: Mapping[str, str]) -> None:
        """Leaves parts out; they are looked at, so that what they hold is known elsewhere."""
        copy, present = self.copy, set(self._names)
        for name, kind in kinds.items():
            if name not in present:
                continue
            copy.dropped |= {name}
            copy.told[(OPAQUE | SIDE)[kind]] += 1
            copy.is_needed |= kind in OPAQUE or self._screen.clears
            self._look(name)

    def _look(self, name: str) -> None:
        if not self._is_xml(name):
            with self._archive.open(name) as stream:
                self.copy.is_needed |= binary.holds(stream, name, self._screen)
            return
        source, _ = self._load(name)
        flow = Flow(self._grammar, self._screen, package.label(name)).read(source)
        self.copy.is_needed |= bool(mask(flow.views, self._screen))

    def _part(self, name: str) -> None:
        if not self._is_xml(name):
            self._bytes(name)
            return
        source, encoding = self._load(name)
        is_main = name == _MAIN[Kind.DOCX]
        swaps = {
            (place.table, place.row, place.column): swap
            for place, swap in (self._cells.items() if is_main else ())
        }
        flow = Flow(self._grammar, self._screen, package.label(name), swaps).read(source)
        self.copy.done += mask(flow.views, self._screen)
        self.copy.done += flow.tables.done
        self.found += len(flow.tables.found)
        if flow.has_changes:
            self.copy.told[CHANGES] = 1
        new = rendered(source, flow.nodes(), flow.cuts)
        if self._screen.clears:
            kept, new = new, cleared(name, new)
            self.copy.is_needed |= flow.has_changes or new != kept
        self._keep(name, source, new, encoding)

    def _bytes(self, name: str) -> None:
        with self._archive.open(name) as stream:
            held = binary.holds(stream, name, self._screen)
        if held:
            blank = binary.empty(name)
            if blank is None:
                raise BadFile(UNSURE)
            self.copy.changed[name] = zlib.compress(blank, 1)
            self.copy.is_needed = True
            self.copy.notes[EMPTIED] += 1
        elif binary.is_raster(name):
            self.copy.notes[PICTURES] += 1

    def _load(self, name: str) -> tuple[str, str]:
        content = self._archive.read(name)
        if name.lower().endswith(".vml"):
            content = _BREAK.sub(b"<br/>", content)
        return load(content)

    def _is_xml(self, name: str) -> bool:
        with self._archive.open(name) as stream:
            return name.lower().endswith(_XML) or binary.is_markup(stream.read(64))

    def _keep(self, name: str, old: str, new: str, encoding: str) -> None:
        if new != old:
            self.copy.changed[name] = zlib.compress(new.encode(encoding), 1)
            self._lost |= package.lost(self._relations.get(name, ()), new)

    def _workbook(self, names: list[str]) -> list[str]:
        """Sheets and strings belong together; what is neither comes back."""
        book, _ = self._load(_MAIN[Kind.XLSX])
        sheets = self._sheets(book)
        targets = {r.id: r for r in self._relations.get(_MAIN[Kind.XLSX], ())}
        called = {targets[key].target: name for key, name in sheets.items() if key in targets}
        shared = next((r.target for r in targets.values() if r.kind == "sharedstrings"), "")
        self._screen.links = any(r.kind == "externallink" for r in targets.values())
        source, encoding = self._load(shared) if shared in names else ("<sst/>", "utf-8")
        strings = Strings(source, self._screen)
        for name in names:
            if name in called or name.startswith(_SHEET):
                self._sheet(name, called.get(name, ""), strings)
        if shared in names:
            new, found = strings.rewritten()
            self.copy.is_needed |= found
            self._keep(shared, source, new, encoding)
        return [n for n in names if n != shared and n not in called and not n.startswith(_SHEET)]

    def _sheets(self, book: str) -> dict[str, str]:
        """Relationship → name of the sheet; names that must change are noted."""
        out = {}
        for token in TOKEN.finditer(book):
            if token[2] is None or token[1] or local(token[2]) != "sheet":
                continue
            said = {key: node.text for key, node in attributes(token[3])}
            name = said.get("name", "")
            out[said.get("id", "")] = name
            new = applied(name, self._screen.edits(name)).replace("*", "x")
            if new != name:
                self._screen.sheets[name] = self._screen.exact[name] = new
        return out

    def _sheet(self, name: str, called: str, strings: Strings) -> None:
        source, encoding = self._load(name)
        tidy = plain(source)
        self.copy.is_needed |= tidy != source
        swaps = {
            (place.row, place.column): swap
            for place, swap in self._cells.items()
            if place.sheet == called and called
        }
        sheet = Sheet(self._screen.sheets.get(called, called), swaps)
        writer = SheetWriter(sheet, strings, self._screen)
        new, written = writer.write(tidy)
        self.copy.done += sheet.done
        self.found += len(sheet.found)
        if written is None:
            self._keep(name, source, new, encoding)
            return
        head, _, tail = new.partition(CELLS)
        narrow = "ascii" if source.isascii() and encoding == "utf-8" else encoding
        self.copy.changed[name] = packed(chain([head], written.texts(), [tail]), narrow)
        self._lost |= package.lost(self._relations.get(name, ()), new)

    def _name_parts(self) -> None:
        for name in self._names:
            edits = self._screen.edits(name)
            if edits and name not in self.copy.dropped:
                self.copy.names[name] = applied(name, edits).replace("*", "x")
                self.copy.is_needed = True
        taken = [self.copy.names.get(name, name) for name in self._names]
        if len(set(taken)) < len(taken):
            raise BadFile(UNSURE)

    def _unlink(self, rels: Iterable[str]) -> None:
        """Takes out the relationships that lead nowhere, and the parts that nothing leads to."""
        copy = self.copy
        kept = [r for r in self._all() if r not in self._lost and r.target not in copy.dropped]
        reached = package.reachable(kept, copy.dropped)
        names = {name for name in self._names if name != TYPES and name not in rels}
        copy.dropped |= names - reached
        copy.dropped |= {name for name in rels if package.owner_of(name) not in reached}
        for name in (*rels, TYPES):
            if name in copy.dropped or name not in self._names:
                continue
            source, encoding = self._load(name)
            flow = Flow(self._grammar, self._screen, package.label(name)).read(source)
            copy.done += mask(flow.views, self._screen)
            cuts = [*flow.cuts, *package.overrides(source, copy.dropped)]
            cuts += [
                (r.start, r.end)
                for r in self._relations.get(package.owner_of(name), ())
                if name != TYPES and (r in self._lost or r.target in copy.dropped)
            ]
            self._keep(name, source, rendered(source, flow.nodes(), cuts), encoding)
