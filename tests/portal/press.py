"""Puts documents straight into public, without the way there, for tests of pages."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gongkai.catalogue.models import Column, Section
from gongkai.disclosures.models import (
    Attachment,
    Document,
    Notice,
    Position,
    ShownFile,
    Version,
)
from gongkai.disclosures.operations.positions import settle
from gongkai.kernel.actor import CLOCK
from gongkai.kernel.kept import path_of
from gongkai.kernel.ledger_line import record
from gongkai.kernel.models import Entry, Series, StoredFile
from gongkai.kernel.numbering import next_number
from tests.kept import Kept
from tests.people import County

CHINA = ZoneInfo("Asia/Shanghai")
ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
COLUMNS = [  # section, slug, name, type, kind of art. 20
    (Section.GUIDE, "guide", "信息公开指南", "信息公开指南", ""),
    (Section.RULES, "rules", "信息公开制度", "政策文件", ""),
    (Section.STATUTORY, "functions", "机构职能", "机构职能", "20.2"),
    (Section.STATUTORY, "policies", "政策文件", "政策文件", "20.1"),
    (Section.STATUTORY, "finance", "财政预决算", "数据发布", "20.7"),
    (Section.STATUTORY, "aid", "社会救助", "数据发布", "21t.8"),
    (Section.STATUTORY, "list", "公开目录", "信息公开目录", ""),
    (Section.REPORT, "annual-reports", "信息公开年报", "信息公开年报", ""),
]


def lay_columns() -> dict[str, Column]:
    """The columns of the tests by slug; `relief` stands below `aid`."""
    made = {}
    for order, (section, slug, name, kind, code) in enumerate(COLUMNS):
        made[slug] = Column.objects.create(
            section=section,
            order=order,
            name=name,
            slug=slug,
            column_type=kind,
            description=f"{name}的说明",
            keywords=f"{name},公开",
            kind_code=code,
        )
    made["relief"] = Column.objects.create(
        section=Section.STATUTORY,
        parent=made["aid"],
        name="临时救助",
        slug="relief",
        column_type="数据发布",
        description="临时救助的说明",
        keywords="临时救助",
        empty_note="本县没有开展这项工作。",
    )
    return made


put_columns = Kept(lay_columns, Column)


@dataclass
class Press:
    """Prints documents of 柳溪镇 one after another, an hour apart, the first at `AT`."""

    county: County
    columns: dict[str, Column]
    seq: int = 0

    def publish(
        self,
        title: str = "关于社会救助的公告",
        *,
        body: str = "<p>正文。</p>",
        column: str = "aid",
        genre: str = "information",
        at: datetime | None = None,
        organ=None,
        files=(),
        interprets=None,
        **text,
    ) -> Document:
        """Make a document that everybody can read."""
        self.seq += 1
        at = at or AT + timedelta(hours=self.seq - 1)
        organ = organ or self.county.liuxi
        document = Document.objects.create(
            organ=organ,
            state="drafting",
            genre=genre,
            drafter=self.county.people["李办"],
            checker=self.county.people["赵审"],
            signer=self.county.people["王主任"],
            opened_at=at,
            interprets=interprets,
            column=self.columns[column],
        )
        version = self.write(document, title, body=body, column=column, at=at, files=files, **text)
        document.draft = document.live = version
        document.state, document.seq = "published", next_number(0, "public", 0)
        document.published_at = document.revised_at = at
        serial = next_number(organ.pk, "index", at.year)
        document.index_number = f"{organ.slug}/{at:%Y%m}-{serial:05d}"
        document.save()
        settle(document, at=at)
        return self.enter(document, "publish")

    def write(self, document, title, *, body="", column="aid", at=AT, files=(), **text) -> Version:
        """Make a text of a document; nothing else changes."""
        version = Version.objects.create(
            document=document,
            number=document.versions.count() + 1,
            title=title,
            body=body,
            column=self.columns[column],
            author=self.county.people["李办"],
            made_at=at,
            formed_on=ON - timedelta(days=2),
            digest="0" * 64,
            **text,
        )
        for order, (name, data) in enumerate(files):
            stored = keep(data, name.rpartition(".")[2])
            Attachment.objects.create(version=version, file=stored, name=name, order=order)
        return version

    def withdraw(self, document: Document, reason: str = "内容有误") -> Document:
        """Take a document down."""
        before, document.live = document.live, None
        document.state, document.withdrawn_at = "withdrawn", AT + timedelta(days=1)
        document.withdrawn_reason = reason
        document.save()
        Notice.objects.create(
            document=document, kind="withdrawn", at=AT, reason=reason, before=before
        )
        settle(document, at=AT + timedelta(days=1))
        return self.enter(document, "withdraw")

    def enter(self, document: Document, act: str) -> Document:
        """Leave the line in the ledger that tells the publisher."""
        record(
            f"disclosures.document.{act}", label=act, subject=document.reference, by=CLOCK, at=AT
        )
        return document


def keep(data: bytes, kind: str) -> StoredFile:
    """Put a file into the store without looking at it."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = path_of(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    row = {"size": len(data), "kind": kind, "kept_at": AT}
    return StoredFile.objects.get_or_create(sha256=sha256, defaults=row)[0]


PICTURE = b"\x89PNG not really a picture"
EVIL = '<script>alert("1")</script>&"\''
SECRET = "不应再出现的内容"


def fill(press: Press) -> dict[str, Document]:
    """Publish one document of every kind; keys say what each shows. Nothing may be public yet."""
    assert press.seq == 0
    made, press.seq, files = _put_documents(press)
    for sha256, data in files.items():
        place = path_of(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return made


def _publish_every_kind(press: Press) -> tuple[dict[str, Document], int, dict[str, bytes]]:
    picture = keep(PICTURE, "png")
    made = {
        "policy": press.publish(
            "柳溪镇临时救助实施办法",
            column="policies",
            genre="policy",
            body="<h2>第一章　总则</h2><p>为了规范临时救助，制定本办法。</p>",
            doc_number="柳政规〔2026〕3号",
            topic="民政、扶贫、救灾",
            effective_on=date(2026, 1, 1),
            summary="规定临时救助的对象、标准和程序。",
            keywords="临时救助,标准",
        )
    }
    made["interpretation"] = press.publish(
        "《柳溪镇临时救助实施办法》解读",
        column="policies",
        genre="interpretation",
        interprets=made["policy"],
    )
    made["notice"] = press.publish(
        "2026年11月低保对象公示",
        genre="list",
        body=(
            f'<p>公示如下。</p><table><tbody><tr><th scope="col">姓名</th></tr><tr><td>张*</td></tr>'
            f'</tbody></table><figure><img src="files/{picture.sha256}.png"></figure>'
        ),
        display_until=ON + timedelta(days=7),
        objection_channel="柳溪镇民政办，电话0500-6000012",
        files=[("花名册（公示版）.xlsx", b"spreadsheet"), ("流程图.pdf", b"%PDF-1.7")],
    )
    made["ended"] = press.publish(
        "2026年10月低保对象公示", genre="list", display_until=ON - timedelta(days=1)
    )
    made["repealed"] = press.publish(
        "柳溪镇旧办法", column="policies", genre="policy", effective_on=date(2020, 1, 1)
    )
    Document.objects.filter(pk=made["repealed"].pk).update(
        repealed_on=date(2026, 1, 1), repealed_as="废止", replaced_by=made["policy"]
    )
    made["corrected"] = press.publish("2026年部门预算", column="finance", genre="budget")
    Notice.objects.create(
        document=made["corrected"], kind="corrected", at=AT, reason="第三张表的合计有误，已改正。"
    )
    made["in_work"] = press.publish("正在更正的信息")
    made["in_work"].draft = press.write(made["in_work"], SECRET, body=f"<p>{SECRET}</p>")
    made["in_work"].state = "drafting"
    made["in_work"].save()
    made["evil"] = press.publish(EVIL, summary=EVIL, keywords=EVIL, source=EVIL, doc_number=EVIL)
    made["relief"] = press.publish("临时救助对象", column="relief", organ=press.county.taoxi)
    made["guide"] = press.publish("青禾县政府信息公开指南", column="guide", genre="guide")
    made["gone"] = press.publish(SECRET, body=f"<p>{SECRET}</p>", files=[("名单.txt", b"secret")])
    press.withdraw(made["gone"], "名单有误")
    made["draft"] = Document.objects.create(
        state="drafting",
        organ=press.county.liuxi,
        genre="information",
        drafter=press.county.people["李办"],
        opened_at=AT,
        column=press.columns["aid"],
    )
    made["draft"].draft = press.write(made["draft"], "未公开的草稿", body=f"<p>{SECRET}</p>")
    made["draft"].save()
    for number in range(1, 46):
        press.publish(f"财政信息第{number:02d}号", column="finance")
    files = {each.sha256: path_of(each.sha256).read_bytes() for each in StoredFile.objects.all()}
    fresh = {key: Document.objects.get(pk=each.pk) for key, each in made.items()}
    return fresh, press.seq, files


_put_documents = Kept(
    _publish_every_kind,
    *(StoredFile, Document, Version, Attachment, Notice, Position, ShownFile, Series, Entry),
)
