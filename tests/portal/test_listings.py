"""Lists and their pages, numbered from the oldest."""

import csv
import io

import pytest

from gongkai.portal import columns, home, offices, pager
from gongkai.portal.reading import Reading
from gongkai.portal.share import ALL
from gongkai.portal.shell import NoHost, Shell
from tests.portal.press import ON
from tests.portal.reading import read


def pages_of(slug="finance"):
    return {
        p.path: p.text
        for p in columns.every(Shell(ON), ALL)
        if p.path.startswith(f"/xxgk/lanmu/{slug}/")
    }


def numbers(found: dict[str, str], path: str) -> list[int]:
    text = found[path]
    return [n for n in range(1, 100) if f">第{n:03d}件<" in text]


def print_many(press, count):
    return [press.publish(f"第{n:03d}件", column="finance") for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "full"), [(0, 0), (1, 0), (20, 0), (39, 0), (40, 1), (59, 1), (60, 2)]
)
def test_newest_page_shows_twenty_to_thirty_nine(press, count, full):
    print_many(press, count)
    found = pages_of()
    older = [path for path in found if path.endswith(".html")]
    assert len(older) == full
    assert len(numbers(found, "/xxgk/lanmu/finance/")) == count - 20 * full


def test_old_pages_never_change(press):
    print_many(press, 65)
    before = pages_of()
    for _ in range(100):
        press.publish("新的", column="finance")
    after = pages_of()
    assert numbers(before, "/xxgk/lanmu/finance/1.html") == list(range(1, 21))
    assert numbers(after, "/xxgk/lanmu/finance/1.html") == list(range(1, 21))
    assert numbers(before, "/xxgk/lanmu/finance/2.html") == list(range(21, 41))


def test_withdrawal_moves_nothing_to_another_page(press):
    made = print_many(press, 45)
    press.withdraw(made[4])
    found = pages_of()
    assert numbers(found, "/xxgk/lanmu/finance/1.html") == [n for n in range(1, 21) if n != 5]
    assert numbers(found, "/xxgk/lanmu/finance/") == list(range(21, 46))


def test_page_whose_documents_are_all_withdrawn_says_so(press):
    for document in print_many(press, 40)[:20]:
        press.withdraw(document)
    assert "这一页的信息都已撤下" in pages_of()["/xxgk/lanmu/finance/1.html"]


def test_newest_page_goes_further_back_where_much_is_withdrawn(press):
    made = print_many(press, 70)
    for document in made[35:]:
        press.withdraw(document)
    found = pages_of()
    assert numbers(found, "/xxgk/lanmu/finance/") == list(range(16, 36))
    assert numbers(found, "/xxgk/lanmu/finance/1.html") == list(range(1, 21))


def test_no_page_numbers_where_everything_is_on_the_first(press):
    for document in print_many(press, 60)[:50]:
        press.withdraw(document)
    first = pages_of()["/xxgk/lanmu/finance/"]
    assert numbers({"": first}, "") == list(range(51, 61))
    assert "分页" not in first


def test_ways_between_pages(press):
    print_many(press, 100)
    hrefs = [a["href"] for a in read(pages_of()["/xxgk/lanmu/finance/2.html"]).all("a")]
    assert {"1.html", "3.html", "4.html", "./"} <= set(hrefs)


@pytest.mark.parametrize(
    ("number", "full", "newer", "older", "shown"),
    [
        (0, 0, None, None, ()),
        (0, 1, None, 1, (1,)),
        (1, 1, 0, None, (1,)),
        (0, 9, None, 9, (9, 8, None, 1)),
        (5, 9, 6, 4, (7, 6, 5, 4, 3, None, 1)),
        (9, 9, 0, 8, (9, 8, 7, None, 1)),
    ],
)
def test_pager(number, full, newer, older, shown):
    assert pager.pager_of(number, full) == pager.Pager(number, older, newer, shown)


def test_parent_column_shows_what_stands_below_it(press):
    press.publish("下级栏目的信息", column="relief")
    found = {p.path: p.text for p in columns.every(Shell(ON), ALL)}
    assert "下级栏目的信息" in found["/xxgk/lanmu/aid/"]
    assert "下级栏目的信息" in found["/xxgk/lanmu/relief/"]
    assert "下级栏目的信息" not in found["/xxgk/lanmu/finance/"]


def test_columns_of_offices_and_of_the_catalogue_lead_there(press):
    found = {p.path: p.text for p in columns.every(Shell(ON), ALL)}
    hrefs = [a["href"] for a in read(found["/xxgk/lanmu/functions/"]).all("a")]
    assert "../../../jigou/" in hrefs
    assert "政府信息公开目录" in found["/xxgk/lanmu/list/"]


def test_catalogue_of_each_office_that_has_one(press):
    from gongkai.catalogue.models import Item
    from gongkai.portal import catalogues

    Item.objects.create(
        organ=press.county.liuxi, number=1, field="社会救助", level1="最低生活保障",
        level2="审核确认", elements=["对象", "金额"], basis="《社会救助暂行办法》",
        limit_text="10个工作日内", limit_anchor="prompt", body="柳溪镇人民政府",
        channels=["政府网站"], valid_from=ON, column=press.columns["aid"],
    )  # fmt: skip
    found = {page.path: read(page.text) for page in catalogues.dated(Shell(ON))}
    assert sorted(found) == ["/xxgk/mulu/liuxi.html"]
    assert "最低生活保障 / 审核确认" in found["/xxgk/mulu/liuxi.html"].text("td")


def test_csv_opens_in_spreadsheets_and_holds_no_formula(press):
    press.publish('=HYPERLINK("http://x")', column="finance", doc_number="-1")
    text = pages_of()["/xxgk/lanmu/finance/list-1.csv"]
    assert text.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(text[1:]))
    assert head == ["索引号", "标题", "发文字号", "发布机构", "发布日期", "网址"]
    assert row[1:3] == ['\'=HYPERLINK("http://x")', "'-1"]
    assert row[5] == "/xxgk/2026/11/1.html"


def test_feed_holds_the_newest_first(press):
    print_many(press, 45)
    text = pages_of()["/xxgk/lanmu/finance/rss.xml"]
    assert text.count("<item>") == 20
    assert text.index("第045件") < text.index("第026件")


def test_open_notices_with_days_left_on_the_first_page(press, printed):
    assert "还剩7天" in home.page(Shell(ON), Reading()).text


@pytest.mark.parametrize(("left", "word"), [(0, "今天截止"), (1, "还剩1天"), (-1, "已结束")])
def test_period_in_words(left, word):
    from datetime import timedelta

    from gongkai.portal.notices import Period

    period = Period(ON, ON + timedelta(days=left), ON)
    assert period.left == word
    assert period.is_open is (left >= 0)
    assert period.is_soon_over is (left >= 0)


def test_home_has_six_doors(press):
    page = read(home.page(Shell(ON), Reading()).text)
    assert len(page.all("small")) == 6
    hrefs = [a["href"] for a in page.all("a")]
    assert {
        "./xxgk/",
        "./xxgk/shenqing/",
        "./xxgk/zhengce/",
        "./xxgk/lanmu/finance/",
        "./xxgk/gongshi/",
        "./jigou/",
    } <= set(hrefs)


def test_doors_lead_to_the_tree_where_a_column_is_missing(county, home):
    from gongkai.portal.home import page

    hrefs = [a["href"] for a in read(page(Shell(ON), Reading()).text).all("a")]
    assert hrefs.count("./xxgk/fading/") == 1


def test_office_page_tells_who_leads_and_how_to_reach_it(press):
    shell = Shell(ON)
    page = read(offices.office(shell, Reading(), press.county.liuxi).text)
    text = page.text()
    assert "王主任" in text
    assert "分管政务公开工作，联系党政综合办公室" in text
    assert "组长" in text
    assert "党政综合办公室" in text
    assert "上级机关：青禾县人民政府" in text
    assert "桃溪村" in text


def test_office_page_names_channels_and_places_in_use(press):
    from gongkai.channels.models import Carrier, Place

    liuxi = press.county.liuxi
    row = {"organ": liuxi, "opened_on": ON.replace(year=2024), "address": "溪桥路88号"}
    Place.objects.create(kind="board", name="镇政府公示栏", **row)
    Place.objects.create(kind="hall", name="旧大厅", closed_on=ON.replace(year=2025), **row)
    row = {"organ": liuxi, "kind": "wechat", "since": ON.replace(year=2024)}
    Carrier.objects.create(name="柳溪发布", address="liuxi", status="active", **row)
    Carrier.objects.create(name="柳溪微视", status="closed", **row)
    text = read(offices.office(Shell(ON), Reading(), liuxi).text).text()
    assert "镇政府公示栏（溪桥路88号）" in text
    assert "柳溪发布：liuxi" in text
    assert "旧大厅" not in text
    assert "柳溪微视" not in text


def test_installation_without_offices_has_no_site(db):
    with pytest.raises(NoHost, match="还没有设置机关"):
        Shell(ON)


@pytest.mark.parametrize(
    ("size", "words"),
    [(11, "11 字节"), (1024, "1 KB"), (18_900, "18.5 KB"), (5 << 20, "5 MB"), (3 << 30, "3 GB")],
)
def test_sizes_as_people_read_them(size, words):
    from gongkai.portal.wording import file_size

    assert file_size(size) == words
