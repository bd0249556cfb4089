"""What the county keeps back without a draft, and the texts that were kept out."""

from contextlib import suppress
from datetime import datetime, timedelta

from gongkai.catalogue import queries as catalogue
from gongkai.catalogue.models import Column
from gongkai.demo.people import County
from gongkai.disclosures import operations as disclosures
from gongkai.disclosures.operations.content import Content
from gongkai.law.secrecy import SecretFound
from gongkai.screening import access
from gongkai.screening import operations as screening

DAY = timedelta(days=1)
PROPOSED = (
    ("环境监督 / 信访举报办理", "生态环境举报案卷（含举报人情况）", "whole", "N15", 380),
    ("审核 / 申请和评议结果", "危房改造申请户的评议笔录", "reserved", "R27", 120),
    ("项目准备 / 项目建议和可行性", "停车场建设项目比选方案", "delayed", "N16b", 20),
    ("小型工程和采购 / 成交结果", "供应商的报价明细", "whole", "N15", 0),
)
"""Row of the catalogue, what is kept back, how, on what ground, days ago; 0 still waits."""

REASONS = {
    "delayed": "项目还在比选，提前公开会影响公平竞争，定标以后公开。",
    "whole": "含有投诉举报人的情况，公开会损害当事人权益，当事人不同意公开。",
    "reserved": "只与申请补助的当事人有关，由其申请查阅。",
}


def fill(county: County, columns: dict[str, Column], now: datetime) -> None:
    """Propose, decide, look again; keep two texts out, one of which is settled."""
    for slug in ("liuxi", "wanghu"):
        _proposals(county, slug, now)
    _kept_out(county, columns["public-notices"], "关于转发涉密通知的函", now - 40 * DAY)
    stop = access.stops(county.actors["zhao"]).first()
    if stop is not None:
        words = "已于次日交镇机要室登记保管，联网计算机上的副本已经清除。"
        screening.hand_over(stop, reason=words, by=county.actors["zhao"], at=now - 39 * DAY)
    _kept_out(county, columns["public-notices"], "关于报送有关情况的函", now - 2 * DAY)


def _proposals(county: County, slug: str, now: datetime) -> None:
    organ, clerk = county.organs[slug], county.clerk_of(slug)
    _, signer = county.chain_of(slug)
    items = {str(item): item for item in catalogue.items_for(organ.pk, now.date())}
    for row, title, extent, ground, days in PROPOSED:
        at = now - days * DAY
        item = items.get(row)
        entry = screening.propose(
            organ,
            subject=item.reference if item else "",
            title=title,
            extent=extent,
            ground=ground,
            reason=REASONS[extent],
            until=(now + 60 * DAY).date() if extent == "delayed" else None,
            by=clerk,
            at=at,
        )
        if days:
            screening.approve(entry, by=signer, at=at + timedelta(hours=3))


def _kept_out(county: County, column: Column, title: str, at: datetime) -> None:
    content = Content(
        title=title,
        body="<p>秘密★1年</p><p>（示例，无实际内容）</p>",
        formed_on=at.date(),
        column=column,
    )
    with suppress(SecretFound):
        disclosures.start(
            organ=county.organs["liuxi"], genre="notice", content=content,
            by=county.clerk_of("liuxi"), at=at,
        )  # fmt: skip
