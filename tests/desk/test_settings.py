"""An administrator sets up an office: posts, people, chain, absences, catalogue, calendar."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_otp.oath import totp

from gongkai.catalogue.importers.writing import write_xlsx
from gongkai.catalogue.models import Column, Item
from gongkai.channels.models import Carrier, Place
from gongkai.desk.settings.acts import ACTS
from gongkai.kernel.calendars import current
from gongkai.organs import access
from gongkai.organs import operations as organs
from gongkai.organs.models import Absence, Account, Organ, Person, Post
from gongkai.organs.queries import chain
from gongkai.screening.queries import checklist
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
BASE = "/desk/settings/offices/liuxi/"
TOLD = "已办理："


def do(client, act: str, /, **given: object) -> str:
    return client.post(f"{BASE}{act}/", given, follow=True).content.decode()


def test_new_clerk_gets_post_and_sign_in(office, at_desk):
    client = at_desk("韩管")
    do(client, "new-post", name="新信息员", roles=["clerk"], duties="")
    do(client, "take-on", name="周新", phone="")
    post, person = Post.objects.get(name="新信息员"), Person.objects.get(name="周新")
    do(client, "appoint", post=post.pk, person=person.pk, since="2026-11-01")
    html = do(client, "account", person=person.pk, username="zhou", password="qinghe-zhou-2026")

    assert TOLD in html
    account = Account.objects.get(username="zhou")
    assert account.check_password("qinghe-zhou-2026")
    assert "新信息员" in client.get(BASE).content.decode()


def test_weak_password_is_refused_with_a_sentence(office, at_desk):
    client = at_desk("韩管")
    person = office.county.people["李办"]
    html = do(client, "password", person=person.pk, password="123")
    assert TOLD not in html
    assert "密码" in html


def test_account_is_closed_and_opened_again(office, at_desk):
    client, account = at_desk("韩管"), office.county.accounts["李办"]
    do(client, "close-account", person=account.person_id)
    account.refresh_from_db()
    assert not account.is_active
    do(client, "reopen-account", person=account.person_id)
    account.refresh_from_db()
    assert account.is_active


def test_person_without_account_has_no_password_to_reset(office, at_desk):
    client = at_desk("韩管")
    do(client, "take-on", name="周新")
    person = Person.objects.get(name="周新")
    html = do(client, "password", person=person.pk, password="qinghe-zhou-2026")
    assert "周新还没有账号" in html


def test_lost_authenticator_is_reset_with_a_reason(office, at_desk):
    account = office.county.accounts["李办"]
    begun = organs.begin_second_factor(account)
    code = f"{totp(begun.bin_key):06}"
    organs.confirm_second_factor(account, code=code, by=office.clerk, at=AT)
    client = at_desk("韩管")
    assert "重置动态口令" in client.get(BASE).content.decode()

    html = do(client, "authenticator", person=account.person_id, reason="")
    assert "请填写理由" in html
    assert access.has_second_factor(account)
    assert TOLD in do(client, "authenticator", person=account.person_id, reason="手机丢失")
    assert not access.has_second_factor(account)
    assert "重置动态口令" not in client.get(BASE).content.decode()


def test_absence_moves_the_open_tasks(office, at_desk):
    li, feng = office.county.people["李办"], office.county.people["冯综"]
    office.drafted(title="李办的稿件")
    given = {"person": li.pk, "deputy": feng.pk, "since": "2026-11-20", "until": "2026-11-30"}
    assert TOLD in do(at_desk("韩管"), "absence", **given)

    assert Absence.objects.count() == 1
    assert "李办的稿件" in at_desk("冯综").get("/desk/").content.decode()


def test_post_is_handed_over(office, at_desk):
    post = office.county.posts["信息员"]
    li, feng = office.county.people["李办"], office.county.people["冯综"]
    given = {"post": post.pk, "person": li.pk, "successor": feng.pk, "since": "2026-11-20"}
    assert TOLD in do(at_desk("韩管"), "hand-over", **given)
    assert post.hand_overs.count() == 1


def test_time_in_a_post_ends(office, at_desk):
    post, xu = office.county.posts["财政所信息员"], office.county.people["许财"]
    html = do(at_desk("韩管"), "end", post=post.pk, person=xu.pk, until="2026-11-19")
    assert TOLD in html
    assert "岗位“财政所信息员”空缺" in html


def test_post_in_the_chain_keeps_its_role(office, at_desk):
    post = office.county.posts["镇长"]
    client = at_desk("韩管")
    form = client.get(f"{BASE}revise-post/?post={post.pk}").context["form"]
    assert (form["name"].value(), form["roles"].value()) == ("镇长", ["signer"])

    html = do(client, "revise-post", post=post.pk, name="镇长", roles=["clerk"])
    assert "请先修改签批流程" in html
    assert TOLD in do(client, "revise-post", post=post.pk, name="镇长", roles=["signer", "checker"])


def test_chain_gets_a_second_check(office, at_desk):
    posts = office.county.posts
    client = at_desk("郑管")
    given = {"check": posts["分管副镇长"].pk, "sign": posts["镇长"].pk}
    assert TOLD in do(client, "chain", **given)
    assert "只能出现一次" in do(client, "chain", **given | {"sign": given["check"]})
    assert chain(office.county.liuxi, AT.date()).sign.post == posts["镇长"]


def test_office_seat_checklist_and_new_office(office, at_desk):
    client = at_desk("韩管")
    details = {"name": "柳溪镇人民政府", "short_name": "柳溪镇", "address": "柳溪镇溪桥路1号"}
    do(client, "revise", **details)
    assert Organ.objects.get(slug="liuxi").address == "柳溪镇溪桥路1号"
    post = office.county.posts["信息员"]
    assert TOLD in do(client, "seat", post=post.pk, seat="member", since="2026-11-01")
    questions = "是否涉及国家秘密、工作秘密，有无密级标志 | 保密法第三十五条\n是否写明联系人"
    do(client, "checklist", questions=questions)
    edition = checklist(office.county.liuxi.pk)
    assert edition.questions[0]["key"] == "secret"
    assert edition.questions[1]["text"] == "是否写明联系人"
    village = {"kind": "village", "name": "柳林村村民委员会", "short_name": "柳林村"}
    do(client, "new-organ", slug="liulin", **village)
    assert Organ.objects.get(slug="liulin").parent.slug == "liuxi"


def test_places_and_carriers_are_registered(office, at_desk):
    client = at_desk("韩管")
    do(client, "place", kind="board", name="镇政府公示栏", address="溪桥路1号")
    do(client, "carrier", kind="board", name="镇公示栏", status="active")
    assert Place.objects.get().name == "镇政府公示栏"
    assert Carrier.objects.get().status == "active"


def test_absence_ends_early_and_the_tasks_come_back(office, at_desk):
    li, feng = office.county.people["李办"], office.county.people["冯综"]
    office.drafted(title="李办的稿件")
    client = at_desk("韩管")
    given = {"person": li.pk, "deputy": feng.pk, "since": "2026-11-18", "until": "2026-11-30"}
    do(client, "absence", **given)
    absence, html = Absence.objects.get(), client.get(BASE).content.decode()
    assert f"end-absence/?absence={absence.pk}" in html
    assert "冯综代办" in html

    refused = do(client, "end-absence", absence=absence.pk, back_on="2026-12-02")
    assert "外出在这一天之前已经结束" in refused
    assert "请选择哪一次外出" in do(client, "end-absence", back_on="2026-11-20")
    assert TOLD in do(client, "end-absence", absence=absence.pk, back_on="2026-11-20")
    assert "李办的稿件" not in at_desk("冯综").get("/desk/").content.decode()


def test_post_leaves_the_leading_group(office, at_desk):
    client, post = at_desk("韩管"), office.county.posts["分管副镇长"]
    form = client.get(f"{BASE}leave-group/?post={post.pk}").context["form"]
    assert form.fields["post"].choices == [(str(post.pk), "分管副镇长（副组长）")]
    early = {"post": post.pk, "until": "2023-01-01"}
    assert "退出日期不能早于进入日期" in do(client, "leave-group", **early)
    assert TOLD in do(client, "leave-group", **early | {"until": "2026-11-19"})
    assert "副组长：" not in client.get(BASE).content.decode()


def test_carrier_is_revised_taken_into_use_and_closed(office, at_desk):
    client = at_desk("韩管")
    do(client, "place", kind="board", name="镇政府公示栏", address="溪桥路1号")
    do(client, "carrier", kind="board", name="镇公示栏", status="applied")
    do(client, "carrier", kind="press", name="柳溪简报", status="active")
    board, place = Carrier.objects.get(name="镇公示栏"), Place.objects.get()
    form = client.get(f"{BASE}revise-carrier/?carrier={board.pk}").context["form"]
    assert (form["name"].value(), form["place"].value()) == ("镇公示栏", "")

    words = {"carrier": board.pk, "name": "镇公示栏", "address": "一楼大厅", "place": place.pk}
    assert TOLD in do(client, "revise-carrier", **words)
    assert "内容没有变化" in do(client, "revise-carrier", **words)
    form = client.get(f"{BASE}revise-carrier/?carrier={board.pk}").context["form"]
    assert (form["address"].value(), form["place"].value()) == ("一楼大厅", str(place.pk))
    offered = client.get(f"{BASE}use-carrier/").context["form"].fields["carrier"].choices
    assert [pk for pk, _ in offered] == ["", str(board.pk)]
    assert TOLD in do(client, "use-carrier", carrier=board.pk, since="2026-11-20")

    closing = {"place": place.pk, "until": "2026-11-20", "reason": "改建"}
    assert "还有正在使用的载体：镇公示栏" in do(client, "close-place", **closing)
    close = {"carrier": board.pk, "since": "2026-11-20"}
    assert "请填写理由" in do(client, "close-carrier", **close)
    assert TOLD in do(client, "close-carrier", **close, reason="改建")
    assert TOLD in do(client, "close-place", **closing)
    board.refresh_from_db()
    assert board.status == "closed"
    html = client.get(BASE).content.decode()
    assert "开放到 2026年11月20日" in html
    assert f"?place={place.pk}" not in html
    assert "镇公示栏" not in html


def test_place_is_revised(office, at_desk):
    client = at_desk("韩管")
    do(client, "place", kind="board", name="镇政府公示栏", address="溪桥路1号")
    place = Place.objects.get()
    form = client.get(f"{BASE}revise-place/?place={place.pk}").context["form"]
    assert form["address"].value() == "溪桥路1号"
    words = {"place": place.pk, "name": "镇政府公示栏", "address": "溪桥路2号", "keeper": "冯综"}
    assert TOLD in do(client, "revise-place", **words)
    assert "请填写地址" in do(client, "revise-place", **words | {"address": ""})
    place.refresh_from_db()
    assert (place.address, place.keeper) == ("溪桥路2号", "冯综")


def test_rows_of_another_office_are_not_offered(office, at_desk):
    wanghu = "/desk/settings/offices/wanghu/"
    given = {"kind": "board", "name": "街道公示栏", "address": "湖滨路1号"}
    at_desk("罗管").post(f"{wanghu}place/", given)
    place = Place.objects.get()
    html = do(at_desk("韩管"), "close-place", place=place.pk, until="2026-11-20", reason="试")
    assert TOLD not in html
    place.refresh_from_db()
    assert place.closed_on is None


def test_administrator_of_another_office_finds_nothing(office, at_desk):
    client = at_desk("罗管")
    assert client.get(BASE).status_code == 404
    assert client.post(f"{BASE}revise/", {"name": "改名"}).status_code == 404
    assert at_desk("韩管").get(f"{BASE}burn/").status_code == 404


def test_settings_are_closed_to_others(office, at_desk):
    for url in ("/desk/settings/", BASE, "/desk/settings/columns/", "/desk/catalogue/import/"):
        assert at_desk("李办").get(url).status_code == 403


def test_every_act_has_a_label_of_its_own():
    labels = [act.label for act in ACTS.values()]
    assert len(set(labels)) == len(labels)


def test_column_is_added_once(office, at_desk):
    given = {
        "section": "statutory",
        "parent": "aid",
        "name": "低保",
        "slug": "dibao",
        "column_type": "数据发布",
        "description": "低保信息",
        "keywords": "低保",
    }
    client = at_desk("郑管")
    client.post("/desk/settings/columns/", given)
    assert Column.objects.get(slug="dibao").parent.slug == "aid"
    again = client.post("/desk/settings/columns/", given)
    assert "已经有栏目使用" in again.content.decode()


def notice(**over: object) -> SimpleUploadedFile:
    days = [{"name": "元旦", "date": f"2027-01-0{n}", "isOffDay": True} for n in (1, 2, 3)]
    raw = {"year": 2027, "source": "国办发明电〔2026〕7号", "days": days} | over
    return SimpleUploadedFile("2027.json", json.dumps(raw).encode(), "application/json")


def test_wrong_notice_says_every_fault(office, at_desk):
    page = at_desk("郑管").post("/desk/settings/holidays/", {"file": notice()}).content.decode()
    assert "法定假日，安排里没有放假" in page
    broken = SimpleUploadedFile("x.json", b"{")
    page = at_desk("郑管").post("/desk/settings/holidays/", {"file": broken}).content.decode()
    assert "文件不是有效的 JSON" in page


def test_notice_of_a_year_is_adopted_and_dates_are_reckoned_anew(office, at_desk):
    known = next(n for n in current().notices if n.year == 2026)
    again = SimpleUploadedFile("2026.json", known.to_json().encode())
    answer = at_desk("郑管").post("/desk/settings/holidays/", {"file": again}, follow=True)
    assert "已导入 2026 年放假安排" in answer.content.decode()


def workbook(office) -> bytes:
    item = Item(
        organ=office.county.liuxi,
        number=1,
        field="社会救助",
        level1="最低生活保障",
        level2="审核信息",
        elements=["初审名单"],
        basis="《社会救助暂行办法》",
        limit_text="信息形成之日起20个工作日内",
        body="柳溪镇人民政府",
        channels=["政府网站"],
        levels=["乡级"],
    )
    return write_xlsx([item])


def test_catalogue_comes_in_and_goes_out(office, at_desk):
    client = at_desk("韩管")
    upload = SimpleUploadedFile("目录.xlsx", workbook(office))
    given = {"organ": office.county.liuxi.pk, "file": upload}
    answer = client.post("/desk/catalogue/import/", given, follow=True)
    assert "已导入：新增 1 项" in answer.content.decode()
    assert "最低生活保障 / 审核信息" in at_desk("李办").get("/desk/catalogue/").content.decode()

    out = at_desk("李办").get("/desk/catalogue/export/").content
    assert BytesIO(out).read(4) == b"PK\x03\x04"
    form = at_desk("李办").get(f"/desk/documents/{office.drafted().pk}/edit/").context["form"]
    assert "社会救助" in [group for group, _ in form.fields["item"].choices]


def test_workbook_with_a_fault_imports_nothing(office, at_desk):
    upload = SimpleUploadedFile("目录.xlsx", b"PK\x03\x04nothing")
    given = {"organ": office.county.liuxi.pk, "file": upload}
    page = at_desk("韩管").post("/desk/catalogue/import/", given).content.decode()
    assert "没有导入，有 1 处要改" in page
    assert Item.objects.count() == 0
