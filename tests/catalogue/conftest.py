"""A county, a township with a department and a village, and the people who keep its list."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from gongkai.catalogue.operations import ItemContent
from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role
from gongkai.organs.models import Organ

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def organ(parent, kind, name, slug):
    made = Organ.objects.create(
        parent=parent, kind=kind, name=name, short_name=name, slug=slug, path=f"tmp-{slug}"
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save()
    return made


def actor(*roles, home, sees, person=1, name="钱"):
    return Actor(
        person=person,
        name=name,
        roles=frozenset(roles),
        organ=home.pk,
        organs=frozenset(o.pk for o in sees),
    )


@pytest.fixture
def county(db):
    """青禾县 with 柳溪镇, its 党政办 and 河湾村, and 望湖街道 beside it."""
    top = organ(None, "county", "青禾县人民政府", "qinghe")
    town = organ(top, "town", "柳溪镇人民政府", "liuxi")
    office = organ(town, "department", "党政办公室", "liuxi-office")
    village = organ(town, "village", "河湾村村民委员会", "hewan")
    street = organ(top, "street", "望湖街道办事处", "wanghu")
    everything = (top, town, office, village, street)
    return SimpleNamespace(
        top=top,
        town=town,
        office=office,
        village=village,
        street=street,
        admin=actor(Role.ADMIN, home=top, sees=everything),
        town_admin=actor(Role.ADMIN, home=town, sees=(town, office, village)),
        clerk=actor(Role.CLERK, home=town, sees=(town, office)),
        other=actor(Role.CLERK, home=street, sees=(street,)),
    )


def content(**changes):
    """A row that may be kept."""
    words = {
        "field": "社会救助",
        "level1": "最低生活保障",
        "level2": "审核确认结果",
        "elements": ("保障对象姓名", "保障金额"),
        "basis": "《社会救助暂行办法》",
        "limit_text": "制定或获取信息之日起10个工作日内",
        "body": "柳溪镇人民政府",
        "channels": ("政府网站", "社区/企事业单位/村公示栏（电子屏）"),
        "levels": ("乡级", "村级"),
    }
    return ItemContent(**words | changes)
