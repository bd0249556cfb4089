"""开放数据: every list as CSV and JSON, month by month."""

import csv
import io
import json
from datetime import UTC

import pytest

from gongkai.catalogue.models import Item
from gongkai.channels.models import Carrier, Place
from gongkai.portal import opendata
from gongkai.portal.datasets import SETS
from gongkai.portal.shell import Shell
from tests.portal.press import ON, SECRET
from tests.portal.reading import read


@pytest.fixture
def files(printed, press) -> dict[str, str]:
    Item.objects.create(
        organ=press.county.liuxi, number=1, field="社会救助", level1="低保", level2="审核",
        elements=["对象", "金额"], basis="《办法》", limit_text="及时", limit_anchor="prompt",
        body="民政办", channels=["政府网站"], levels=["乡级"], valid_from=ON,
    )  # fmt: skip
    Place.objects.create(
        organ=press.county.liuxi, kind="board", name="公开栏", address="振兴路", opened_on=ON
    )
    Carrier.objects.create(
        organ=press.county.liuxi, kind="wechat", name="柳溪发布", status="active", since=ON
    )
    return {page.path: page.text for page in opendata.pages(Shell(ON))}


def test_csv_and_json_hold_the_same_under_the_fields_of_the_dictionary(files):
    pairs = [path for path in files if path.endswith(".csv")]
    assert {path.removeprefix("/shuju/")[:5] for path in pairs} == {key[:5] for key in SETS}
    for path in pairs:
        key = path.removeprefix("/shuju/").removesuffix(".csv").partition("-20")[0]
        fields = SETS[key].fields
        head, *rows = csv.reader(io.StringIO(files[path].removeprefix("\ufeff")))
        objects = json.loads(files[path.replace(".csv", ".json")])
        assert head == [title for _, title, _ in fields]
        assert [list(each) for each in objects] == [[k for k, _, _ in fields]] * len(rows)
        assert rows
        assert next([str(v) for v in each.values()] for each in objects) == [
            cell.removeprefix("'") for cell in rows[0]
        ]


def test_no_cell_is_a_formula(files, press):
    press.publish("=1+1", column="finance")
    found = {page.path: page.text for page in opendata.pages(Shell(ON))}
    text = found["/shuju/documents-2026-11.csv"]
    assert ",'=1+1," in text
    assert ",=1+1," not in text


def test_what_is_not_public_is_nowhere(files):
    assert [path for path, text in files.items() if SECRET in text or "未公开的草稿" in text] == []


def test_page_lists_every_file_with_rows_and_size(files):
    page = read(files["/shuju/"])
    hrefs = {a["href"] for a in page.all("a")}
    wanted = {f"..{path}" for path in files if path.endswith((".csv", ".json"))}
    assert wanted <= hrefs
    assert "注明“来源：青禾县人民政府门户网站”" in page.text()
    assert "数据截至2026年11月20日" in page.text()


def test_dictionary_explains_every_field(files):
    told = json.loads(files["/shuju/dictionary.json"])
    assert set(told) == set(SETS)
    assert told["documents"]["fields"][0] == {
        "key": "index_number", "title": "索引号", "about": "公开时编定，不变",
    }  # fmt: skip


def test_month_lists_index_name_summary_and_day_of_origin(files):
    page = read(files["/xxgk/mulu/2026-11/"])
    for word in (
        "liuxi/202611-00001",
        "柳溪镇临时救助实施办法",
        "规定临时救助的对象",
        "2026-11-18",
    ):
        assert word in page.text("table")


def test_catalogue_names_months_and_offices(files):
    text = read(files["/xxgk/mulu/"]).text()
    assert "2026年公开的信息" in text
    assert "柳溪镇人民政府1 项" in text


def test_empty_site_says_what_will_come(press):
    found = {page.path: read(page.text) for page in opendata.pages(Shell(ON))}
    assert "信息公开以后，会按月份列在这里" in found["/xxgk/mulu/"].text()
    assert "目录正在编制" in found["/xxgk/mulu/"].text()
    assert "还没有记录" in found["/shuju/"].text()


def test_month_in_which_a_year_begins_in_china(press):
    from datetime import datetime

    press.publish("元旦", column="finance", at=datetime(2025, 12, 31, 16, 30, tzinfo=UTC))
    found = {page.path for page in opendata.pages(Shell(ON))}
    assert "/xxgk/mulu/2026-01/" in found
