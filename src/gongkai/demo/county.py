"""Building the whole county."""

import json
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from django.db import transaction

from gongkai.catalogue import access as catalogue
from gongkai.catalogue import operations as catalogue_operations
from gongkai.channels import operations as channels
from gongkai.demo.people import County, found
from gongkai.demo.plan import plans
from gongkai.demo.register import fill
from gongkai.demo.requests import ask
from gongkai.demo.walk import Walk
from gongkai.kernel.actor import Actor
from gongkai.kernel.calendars import current

FOUNDED_BEFORE = timedelta(days=440)


def build(now: datetime) -> County:
    """Build the county as it would stand at this moment; one transaction, all or nothing."""
    with transaction.atomic():
        at = min(now - FOUNDED_BEFORE, now.replace(year=now.year - 1, month=1, day=2))
        county = found(at)
        admin = county.actors["admin"]
        catalogue_operations.lay_columns(by=admin, at=at)
        _catalogues(county, admin, at)
        _carriers(county, admin, at)
        columns = {column.slug: column for column in catalogue.columns()}
        walk = Walk(county, columns, now)
        for plan in plans(now.date(), current()):
            walk.go(plan)
        fill(county, columns, now)
        ask(county, now)
    return county


def _catalogues(county: County, admin: Actor, at: datetime) -> None:
    text = resources.files("gongkai.demo").joinpath("data", "catalogue.json").read_text("utf-8")
    rows = [_row(given) for given in json.loads(text)]
    catalogue_operations.import_items(county.organs["liuxi"], rows, by=admin, at=at)
    catalogue_operations.import_items(county.organs["wanghu"], rows, by=admin, at=at)


def _row(given: dict[str, Any]) -> catalogue_operations.ItemContent:
    """Return a row of the catalogue; lists in the file are tuples in the record."""
    values: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in given.items()
    }
    return catalogue_operations.ItemContent(**values)


def _carriers(county: County, admin: Actor, at: datetime) -> None:
    since: date = at.date()
    for slug, name in (
        ("qinghe", "青禾县人民政府门户网站"),
        ("liuxi", "柳溪镇政府信息公开专栏"),
        ("wanghu", "望湖街道政府信息公开专栏"),
    ):
        organ = county.organs[slug]
        channels.register_carrier(
            organ, kind="website", name=name, address=f"/jigou/{slug}/", status="active",
            since=since, by=admin, at=at,
        )  # fmt: skip
        place = channels.open_place(
            organ, kind="board", name=f"{organ.short_name}政府信息公开栏",
            address=organ.address, opened_on=since, by=admin, at=at,
        )  # fmt: skip
        channels.register_carrier(
            organ, kind="board", name=f"{organ.short_name}公开栏", place=place, status="active",
            since=since, by=admin, at=at,
        )  # fmt: skip
