"""Single rows of the standard catalogue and the columns: added, revised, ended; who may."""

import pytest

from gongkai.catalogue.models import Column, Item
from gongkai.disclosures.queries import standing_in
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
NEW, COLUMNS = "/desk/catalogue/new/", "/desk/settings/columns/"


def row(office, **over: object) -> dict[str, object]:
    return {
        "organ": office.county.liuxi.pk,
        "field": "社会救助",
        "level1": "最低生活保障",
        "level2": "审核信息",
        "elements": "初审名单\n公示结果",
        "basis": "《社会救助暂行办法》",
        "limit_text": "信息形成之日起20个工作日内",
        "body": "柳溪镇人民政府",
        "channels": ["政府网站"],
        "audience": "全社会",
        "mode": "主动",
        "levels": ["乡级"],
        "column": "aid",
        "since": "2026-11-20",
    } | over


def sent(client, url: str, given: dict[str, object]) -> str:
    return client.post(url, given, follow=True).content.decode()


@pytest.fixture
def item(office, at_desk) -> Item:
    sent(at_desk("李办"), NEW, row(office, since="2026-11-01"))
    return Item.objects.get()


def test_clerk_adds_a_row_to_the_own_catalogue(office, at_desk):
    client = at_desk("李办")
    assert client.get(NEW).context["form"]["body"].value() == "柳溪镇人民政府"
    html = sent(client, NEW, row(office))
    assert "已增加目录事项：最低生活保障 / 审核信息" in html
    made = Item.objects.get()
    assert (made.organ, made.number, made.column.slug) == (office.county.liuxi, 1, "aid")
    assert made.elements == ["初审名单", "公示结果"]
    assert f"/desk/catalogue/{made.pk}/retire/" in html
    assert "不能重复" in sent(client, NEW, row(office))


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"level1": ""}, "请填写一级事项"),
        ({"limit_text": "尽快"}, "请写成“20个工作日内”"),
        ({"channels": []}, "请选择公开渠道和载体"),
        ({"elements": "；"}, "请逐项写明公开哪些内容"),
        ({"since": "下周"}, "请按 2026-11-20 的格式填写日期"),
    ],
)
def test_fault_of_a_row_stands_at_its_field(office, at_desk, over, words):
    html = sent(at_desk("李办"), NEW, row(office, **over))
    assert words in html
    assert not Item.objects.exists()


def test_clerk_adds_nothing_to_another_catalogue(office, at_desk):
    given = row(office, organ=office.county.wanghu.pk)
    assert "已增加" not in sent(at_desk("李办"), NEW, given)
    assert not Item.objects.exists()
    assert at_desk("赵审").get(NEW).status_code == 403


def test_administrator_chooses_the_office(office, at_desk):
    form = at_desk("郑管").get(NEW).context["form"]
    assert str(office.county.wanghu.pk) in dict(form.fields["organ"].choices)
    sent(at_desk("郑管"), NEW, row(office, organ=office.county.wanghu.pk, column=""))
    assert Item.objects.get().organ == office.county.wanghu


def test_row_is_revised_from_a_day_on_and_keeps_what_was(office, at_desk, item):
    client, url = at_desk("李办"), f"/desk/catalogue/{item.pk}/"
    form = client.get(url).context["form"]
    assert form["elements"].value() == "初审名单\n公示结果"
    assert form["channels"].value() == ("政府网站",)
    assert "内容没有变化" in sent(client, url, row(office))

    html = sent(client, url, row(office, level2="审核公示"))
    assert "已修改目录事项" in html
    item.refresh_from_db()
    assert f"{item.valid_until}" == "2026-11-19"
    assert item.replaced_by.level2 == "审核公示"
    assert "已定于 2026-11-19 停用" in sent(client, url, row(office, level2="别的"))


def test_words_outside_the_lists_stay_on_offer(office, at_desk, item):
    Item.objects.filter(pk=item.pk).update(field="水利", channels=["村务微信群"])
    form = at_desk("李办").get(f"/desk/catalogue/{item.pk}/").context["form"]
    assert "水利" in dict(form.fields["field"].choices)
    assert "村务微信群" in dict(form.fields["channels"].choices)


def test_row_is_ended_with_a_reason(office, at_desk, item):
    client, url = at_desk("李办"), f"/desk/catalogue/{item.pk}/retire/"
    assert client.get(url).status_code == 200
    assert "请填写理由" in sent(client, url, {"until": "2026-11-20"})
    assert "停用日期不能早于" in sent(client, url, {"until": "2026-10-01", "reason": "取消"})
    html = sent(client, url, {"until": "2026-11-20", "reason": "事项取消"})
    assert "已停用目录事项" in html
    assert "执行到 2026年11月20日" in html
    item.refresh_from_db()
    assert item.valid_until == AT.date()


def test_rows_of_others_are_not_there_to_change(office, at_desk, item):
    for name in ("钱", "罗管", "何文"):
        for tail in ("", "retire/"):
            assert at_desk(name).get(f"/desk/catalogue/{item.pk}/{tail}").status_code == 404
    assert at_desk("郑管").get(f"/desk/catalogue/{item.pk}/").status_code == 200


def test_list_of_the_county_offers_its_users_no_change(office, at_desk):
    sent(at_desk("郑管"), NEW, row(office, organ=office.county.root.pk))
    page = at_desk("李办").get("/desk/catalogue/").content.decode()
    assert "最低生活保障" in page
    assert "retire/" not in page
    assert "增加事项" in page


# ── columns ──────────────────────────────────────────────────────────────────────────────────

WORDS = {
    "name": "社会救助",
    "column_type": "数据发布",
    "description": "救助对象和标准",
    "keywords": "低保,特困",
    "empty_note": "",
    "order": 5,
}


def test_column_is_revised_by_the_county_alone(office, at_desk):
    client, url = at_desk("郑管"), f"{COLUMNS}aid/"
    assert url in client.get(COLUMNS).content.decode()
    assert client.get(url).context["form"]["description"].value() == "社会救助信息"
    assert 'columns/" aria-current="true"' in client.get(url).content.decode()
    assert "已修改栏目：社会救助" in sent(client, url, WORDS)
    assert "内容没有变化" in sent(client, url, WORDS)
    column = Column.objects.get()
    assert (column.description, column.order) == ("救助对象和标准", 5)

    town = at_desk("韩管")
    page = town.get(COLUMNS).content.decode()
    assert url not in page
    assert "由县级管理员调整" in page
    assert "只有县级管理员可以调整" in sent(town, url, WORDS | {"name": "救助"})
    assert client.get(f"{COLUMNS}nowhere/").status_code == 404
    assert at_desk("李办").get(url).status_code == 403


def test_column_is_closed_when_nothing_stands_in_it(office, at_desk):
    client, url = at_desk("郑管"), f"{COLUMNS}aid/close/"
    office.published()
    office.signed(title="待发布的公告")
    assert standing_in(Column.objects.get()) == 2
    assert "停用以后" in client.get(url).content.decode()
    assert "还有 2 篇公开或者待公开的文件" in sent(client, url, {})

    given = WORDS | {"section": "statutory", "slug": "empty", "name": "空栏目", "parent": ""}
    sent(client, COLUMNS, given)
    assert "已停用栏目：空栏目" in sent(client, f"{COLUMNS}empty/close/", {})
    assert Column.objects.get(slug="empty").closed_on == AT.date()
    assert client.get(f"{COLUMNS}empty/close/").status_code == 404
    assert "只有县级管理员" in sent(at_desk("韩管"), url, {})
