"""Questions about carriers and places."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.channels.access import public, public_places
from gongkai.channels.models import Carrier, CarrierKind, Place, PlaceKind
from gongkai.organs.models import Organ

READING_KINDS = frozenset({PlaceKind.READING, PlaceKind.QUERY, PlaceKind.HALL})
"""Places where information can be looked up (条例第二十五条)."""
_STANDING = {CarrierKind.BOARD, CarrierKind.SCREEN}
_FILED = {CarrierKind.WEBSITE, CarrierKind.WECHAT, CarrierKind.WEIBO, CarrierKind.APP}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something an organ lacks, in a sentence; `basis` is what asks for it."""

    what: str
    basis: str


def carriers(organ: int) -> QuerySet[Carrier]:
    """Return an organ's carriers that are applied for or in use."""
    living = Carrier.objects.filter(organ=organ).exclude(status=Carrier.Status.CLOSED)
    return living.select_related("place")


def places(organ: int, on: date) -> QuerySet[Place]:
    """Return an organ's places open on a day."""
    return public_places(on).filter(organ=organ)


def gaps(organ: int, on: date) -> list[Gap]:
    """Return what an organ's carriers and places lack on a day, the gravest first.

    The website is the one of the county for everybody below it (国办发〔2017〕47号).
    """
    line = Organ.objects.get(pk=organ).ancestry
    website = public(on).filter(organ__in=line, kind=CarrierKind.WEBSITE)
    found = (
        [] if website.exists() else [Gap("没有正常使用的政府网站", "条例第二十三条、第二十四条")]
    )
    open_places = list(places(organ, on))
    if not any(place.kind in READING_KINDS for place in open_places):
        found.append(Gap("没有政府信息查阅场所或信息查询点", "条例第二十五条"))
    found += [
        Gap(f"“{place.name}”没有写明管理人", "条例第二十五条")
        for place in open_places
        if not place.keeper
    ]
    for carrier in carriers(organ):
        found += _gaps_of(carrier, on)
    return found


def _gaps_of(carrier: Carrier, on: date) -> list[Gap]:
    """An active account shows its filing number; a board stands at an open place."""
    if carrier.status != Carrier.Status.ACTIVE:
        return []
    found = []
    if carrier.kind in _FILED and not carrier.filing_number:
        found.append(
            Gap(f"“{carrier.name}”没有填写备案号", "国办发〔2017〕47号；国办发〔2018〕123号")
        )
    place = carrier.place
    if carrier.kind in _STANDING and (place is None or (place.closed_on or on) < on):
        found.append(Gap(f"“{carrier.name}”没有写明所在场所", "条例第二十五条"))
    return found
