"""A county with any number of published documents, put into the tables in blocks.

What the operations would write is written here directly, because a million signatures take a day;
`tests/portal/test_touched.py` holds the operations to what stands here: places, series, columns.
"""

import os
import random
from datetime import timedelta
from itertools import islice

BLOCK = 2000
SENTENCES = (
    "为做好这项工作，结合本地实际，现就有关事项公告如下。",
    "各村（社区）、各内设机构要按照职责分工，认真组织实施，确保落到实处。",
    "申请人应当在规定的时间内，将所需材料递交镇便民服务中心窗口，逾期不再受理。",
    "对符合条件的家庭，经审核确认后，自下月起按照标准发放救助金，并张榜公示。",
    "工程期间道路实行半幅封闭，请过往车辆和行人注意安全，服从现场人员指挥。",
    "资金的使用情况接受群众监督，发现问题的，可以向镇纪检监察机构反映。",
)


def set_up(home: str):
    """Make an empty installation with offices and columns; return its press."""
    os.environ |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from tests.people import found_county
    from tests.portal.press import Press, lay_columns

    call_command("migrate", verbosity=0)
    return Press(found_county(), lay_columns())


def fill(press, documents: int) -> None:
    """Publish documents half an hour apart, spread over columns and organs, 1–2 kB of text each."""
    from django.core.management.color import no_style
    from django.db import connection, transaction

    chance = random.Random(2026)
    numbers = iter(range(1, documents + 1))
    lasts: dict[tuple[str, int], int] = {}
    while block := list(islice(numbers, BLOCK)):
        with transaction.atomic():
            _block(press, block, documents, chance, lasts)
    _series(lasts, documents)
    _seal(documents)
    from gongkai.disclosures.models import Document, Position, Version

    with connection.cursor() as cursor:
        for line in connection.ops.sequence_reset_sql(no_style(), [Document, Version, Position]):
            cursor.execute(line)
        cursor.execute("ANALYZE")


class _Rows:
    """Rows of a model as the database takes them, without an object for each."""

    def __init__(self, model) -> None:
        from gongkai.kernel.compiled import Table

        self._names = [field.attname for field in model._meta.concrete_fields]
        empty = model()
        self._empty = {name: getattr(empty, name) for name in self._names}
        self._table = Table(model)
        self.rows: list[list] = []

    def add(self, **told) -> None:
        """Take in a row; what is not told has the model's default."""
        row = self._empty | told
        self.rows.append([row[name] for name in self._names])

    def write(self) -> None:
        """Put all of them into the table."""
        self._table.insert(self.rows)


def _block(press, block, documents, chance, lasts) -> None:
    from gongkai.disclosures.models import Document, Position, Version
    from tests.portal.press import AT

    columns = list(press.columns.values())
    organs = [press.county.root, press.county.liuxi, press.county.wanghu, press.county.taoxi]
    drafter, checker, signer = (press.county.people[name].pk for name in ("李办", "赵审", "王主任"))
    made, versions, places = _Rows(Document), _Rows(Version), _Rows(Position)
    for number in block:
        at = AT - timedelta(minutes=30 * (documents - number))
        column, organ = columns[number % len(columns)], organs[number % 7 % len(organs)]
        made.add(
            id=number, organ_id=organ.pk, state="published", genre="information",
            drafter_id=drafter, checker_id=checker, signer_id=signer, opened_at=at,
            column_id=column.pk, seq=number, published_at=at, revised_at=at, live_id=number,
            draft_id=number, index_number=f"{organ.slug}/{at:%Y%m%d}-{number:07d}",
        )  # fmt: skip
        sentences = [chance.choice(SENTENCES) for _ in range(chance.randrange(9, 18))]
        body = "".join(f"<p>{'' if n % 3 else '　'}{s}</p>" for n, s in enumerate(sentences))
        versions.add(
            id=number, document_id=number, number=1, title=f"关于第{number}项工作有关事项的公告",
            body=body, summary=sentences[0], keywords="公告,工作", column_id=column.pk,
            author_id=drafter, made_at=at, formed_on=at.date(), digest="0" * 64,
        )  # fmt: skip
        for kind, of in _lists(organ, column):
            lasts[kind, of] = lasts.get((kind, of), 0) + 1
            place = sum(lasts.values())
            places.add(id=place, document_id=number, kind=kind, of=of, number=lasts[kind, of])
    for rows in (
        made,
        versions,
        places,
    ):  # a document names a text that follows, in one transaction
        rows.write()


def _lists(organ, column) -> list[tuple[str, int]]:
    found = [("all", 0), ("organ", organ.pk)]
    while column is not None:
        found.append(("column", column.pk))
        column = column.parent
    return found


def _series(lasts: dict[tuple[str, int], int], documents: int) -> None:
    from gongkai.kernel.models import Series

    rows = [Series(organ=0, name=f"{k}:{of}", year=0, last=n) for (k, of), n in lasts.items()]
    Series.objects.bulk_create([*rows, Series(organ=0, name="public", year=0, last=documents)])


def _seal(documents: int) -> None:
    """Give every document its leaf in the public log, as the ledger's own sealing would."""
    from gongkai.ledger import key, tree
    from gongkai.ledger.models import Edge, Head
    from tests.portal.press import AT

    frontier: list[bytes] = []
    for first in range(0, documents, BLOCK):
        frontier = _leaves(first, min(first + BLOCK, documents), frontier)
    Head.objects.create(size=documents, root=tree.frontier_root(frontier), at=AT)
    Edge.objects.create(
        pk=Edge.ONLY, size=documents, frontier=b"".join(frontier), key=key.make().public.text
    )


def _leaves(first: int, end: int, frontier: list[bytes]) -> list[bytes]:
    """Put the leaves of a block and the hashes they complete into the tables."""
    from django.db import transaction

    from gongkai.disclosures.models import Document
    from gongkai.disclosures.models.document import address_of
    from gongkai.ledger import tree
    from gongkai.ledger.leaf import Statement, instant
    from gongkai.ledger.models import Leaf, Node
    from gongkai.text import shown

    rows, nodes = _Rows(Leaf), []
    found = Document.objects.filter(pk__gt=first, pk__lte=end).order_by("pk")
    told = found.values_list("seq", "published_at", "live__title", "live__body")
    for number, (seq, at, title, body) in enumerate(told, start=first):
        address = address_of(at, seq)
        text = shown.public_text(title, shown.page_form(body), []).digest
        salt = number.to_bytes(16, "big")
        said = Statement("publish", address, instant(at), instant(at), text)
        sealed = said.entry(salt)
        frontier, made = tree.append(frontier, number, tree.leaf_hash(sealed))
        nodes += [Node(level=level, place=place, hash=found) for level, place, found in made]
        rows.add(
            number=number, entry=-1 - number, subject=f"disclosures.document:{number + 1}",
            act="publish", address=address, at=at, since=at, text=text, algorithm="sha256",
            salt=salt, sealed=sealed,
        )  # fmt: skip
    with transaction.atomic():
        rows.write()
        Node.objects.bulk_create(nodes)
    return frontier
