"""政策文件库: validity as of the day, static lists, interpretations both ways."""

from datetime import date, timedelta
from random import Random

import pytest

from gongkai.disclosures.models import Document
from gongkai.portal import policies
from gongkai.portal.reading import Change
from gongkai.portal.shell import Shell
from tests.portal.press import AT, ON
from tests.portal.reading import read


@pytest.fixture
def seen(printed, press):
    press.publish("将来的办法", column="policies", genre="policy", effective_on=ON + timedelta(1))
    press.publish("到期的办法", column="policies", genre="policy", expires_on=ON - timedelta(1))
    return {page.path: read(page.text) for page in policies.pages(Shell(ON))}


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("youxiao", "柳溪镇临时救助实施办法"),
        ("feizhi", "柳溪镇旧办法"),
        ("shixiao", "到期的办法"),
        ("shangwei", "将来的办法"),
    ],
)
def test_one_list_for_each_state(seen, path, holds):
    page = seen[f"/xxgk/zhengce/{path}/"]
    titles = ["柳溪镇临时救助实施办法", "柳溪镇旧办法", "到期的办法", "将来的办法"]
    listed = [a for a in page.all("a") if a["href"].startswith("../../../xxgk/2026/")]
    assert len(listed) == 2 if path in ("youxiao", "feizhi") else 1
    assert holds in page.text("ol")
    others = [title for title in titles if title != holds and path != "feizhi"]
    assert not [title for title in others if title in page.text("ol")]


def test_library_holds_all_and_counts_them(seen):
    page = seen["/xxgk/zhengce/"]
    assert "全部 4" in page.text()
    assert page.text("ol").index("到期的办法") < page.text("ol").index("柳溪镇临时救助实施办法")


def test_interpretation_and_replacement_stand_at_the_policy(seen):
    text = seen["/xxgk/zhengce/"].text("ol")
    assert "解读：《柳溪镇临时救助实施办法》解读" in text
    assert "由《柳溪镇临时救助实施办法》替代" in text


def test_years_and_offices(seen):
    assert "/xxgk/zhengce/2026/" in seen
    assert "柳溪镇旧办法" in seen["/xxgk/zhengce/jiguan/liuxi/"].text()
    assert "/xxgk/zhengce/jiguan/qinghe/" not in seen


def test_withdrawn_policy_and_interpretation_are_gone(printed, press):
    press.withdraw(printed["interpretation"])
    press.withdraw(printed["policy"])
    found = policies.everything(ON)
    assert [row.title for row in found] == ["柳溪镇旧办法"]
    assert found[0].replacement is None


def test_empty_list_says_how_documents_come_there(press):
    found = {page.path: read(page.text) for page in policies.pages(Shell(ON))}
    assert "目前没有“失效”的政策文件" in found["/xxgk/zhengce/shixiao/"].text()
    assert "目前没有政策文件" in found["/xxgk/zhengce/"].text()


def test_long_library_has_pages(press, monkeypatch):
    monkeypatch.setattr(policies, "PER_PAGE", 2)
    for number in range(5):
        press.publish(f"第{number}号", column="policies", genre="policy")
    found = {page.path: read(page.text) for page in policies.pages(Shell(ON))}
    assert "第0号" in found["/xxgk/zhengce/1.html"].text("ol")
    assert "第4号" in found["/xxgk/zhengce/"].text("ol")


def test_validity_is_the_documents_own(printed):
    Document.objects.filter(pk=printed["policy"].pk).update(
        repealed_on=date(2026, 11, 21), repealed_as="失效"
    )
    assert {row.validity for row in policies.everything(ON)} == {"有效", "废止"}
    assert {row.validity for row in policies.everything(ON + timedelta(1))} == {"失效", "废止"}


def test_pages_rendered_by_each_change_make_the_same_library(press, county, monkeypatch):
    monkeypatch.setattr(policies, "PER_PAGE", 2)
    site: dict[str, bytes] = {}
    chance, made = Random(3), []
    for step in range(30):
        if made and step % 4 == 3:
            changed = press.publish(
                f"第{step}份解读", genre="interpretation", interprets=chance.choice(made)
            )
        else:
            changed = press.publish(
                f"第{step}号",
                column="policies",
                genre="policy",
                organ=chance.choice([county.liuxi, county.root]),
                at=AT + timedelta(days=20 * step),
                effective_on=chance.choice([None, ON + timedelta(9)]),
            )
            made.append(changed)
        shell = Shell(ON)
        touched = list(policies.touched(shell, Change([changed.pk])))
        site |= {page.path: page.data for page in touched}
        whole = {page.path: page.data for page in policies.pages(shell)}
        assert site == whole
        if step > 25:
            assert len(touched) <= 4 * (1 + 3) < len(whole)


def test_other_documents_touch_no_page_of_the_library(press):
    found = press.publish("不是政策", column="policies")
    assert list(policies.touched(Shell(ON), Change([found.pk]))) == []
