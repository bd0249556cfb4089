"""Asking for information without an account: four steps, the receipt, how it stands."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.foi.models import Attachment, Request
from gongkai.kernel.models import Entry
from gongkai.portal import searching
from gongkai.search.operations import catch_up
from tests.foi.walks import IDENTITY
from tests.portal.press import AT

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[A-Z2-7]{5}(?:-[A-Z2-7]{5}){3}")
WHO = {
    "organ": "liuxi", "kind": "person", "name": "周先生", "document": "居民身份证",
    "document_number": IDENTITY, "phone": "13900000001",
}  # fmt: skip
WHAT = {"description": "桃溪村2025年道路硬化工程的施工合同", "clue": "柳政发〔2025〕8号"}
HOW = {"form": "electronic", "pickup": "online"}
ALL = WHO | WHAT | HOW | {"agreed": "on", "step": "3", "go": "submit", "token": "t" * 32}


@pytest.fixture(autouse=True)
def _fresh_frame():
    searching.shell_on.cache_clear()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def site(press):
    press.publish("桃溪村道路硬化工程施工合同公示", body="<p>施工合同。</p>")
    catch_up(at=AT)
    return press


def sent(client, **data) -> str:
    answer = client.post("/shenqing/", data)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', page))


def test_four_steps_lead_to_a_receipt_and_the_code_to_how_it_stands(client, site):
    first = client.get("/shenqing/?jigou=liuxi").content.decode()
    assert '<option value="liuxi" selected>' in first
    assert "用途" not in first
    assert "12月18日前" in first
    second = sent(client, **hidden(first), **WHO, go="next")
    assert "您需要什么信息" in second
    again = sent(client, **hidden(second), **WHAT, go="next")
    assert "下面 1 条已经公开" in again
    assert "桃溪村道路硬化工程施工合同公示" in again
    third = sent(client, **hidden(again), **WHAT, still="on", go="next")
    assert "您想怎样拿到答复" in third
    fourth = sent(client, **hidden(third), **HOW, go="next")
    assert "<dd>周先生</dd>" in fourth
    assert "<dd>网上下载</dd>" in fourth
    paper = SimpleUploadedFile("授权委托书.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    done = sent(client, **hidden(fourth), agreed="on", go="submit", papers=paper)
    assert "申请已提交" in done
    code = CODE.search(done).group()
    request = Request.objects.get()
    assert (request.state, request.offered) == ("arrived", ["1"])
    assert Attachment.objects.get().kind == "paper"
    assert "周先生" not in " ".join(str(vars(line)) for line in Entry.objects.order_by("id"))
    page = client.post("/shenqing/jindu/", {"code": f" {code.lower()} "}).content.decode()
    assert "2026-0001：待确认收到" in page
    assert "周先生" not in page


def test_same_page_sent_twice_is_one_request(client, site):
    one, two = sent(client, **ALL), sent(client, **ALL)
    assert CODE.search(one).group() == CODE.search(two).group()
    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "step", "words"),
    [
        ({"name": ""}, "0", "请填写姓名或者名称"),
        ({"phone": ""}, "0", "电话、邮箱、地址至少填一项"),
        ({"email": "a@"}, "0", "请填写完整的电子邮箱"),
        ({"kind": "company"}, "0", "统一社会信用代码"),
        ({"organ": "nowhere"}, "0", "请选择向哪个机关申请"),
        ({"description": " "}, "1", "请写明需要的政府信息"),
        ({"form": "gold"}, "2", "请选择希望得到的形式"),
        ({"agreed": ""}, "3", "请确认以上内容属实"),
        ({"document_number": "123"}, "3", "居民身份证号码不正确"),
        ({"token": "short"}, "3", "这一页已经失效"),
    ],
)
def test_what_is_missing_is_said_on_its_step_and_nothing_is_lost(client, site, change, step, words):
    page = sent(client, **ALL | change)
    assert words in page
    assert hidden(page)["step"] == step
    assert "柳政发〔2025〕8号" in page
    assert not Request.objects.exists()


def test_going_back_keeps_what_was_typed(client, site):
    page = sent(client, **WHO, **WHAT, step="2", go="back", token="t" * 32)
    assert "桃溪村2025年道路硬化工程的施工合同" in page
    assert hidden(page)["name"] == "周先生"
    page = sent(client, **WHO, step="9", go="next")
    assert "核对并提交" in page


def test_too_many_and_too_large_are_refused_with_a_sentence(client, site, settings):
    settings.GONGKAI = {**settings.GONGKAI, "max_paper_bytes": 10, "requests_an_hour": 1}
    paper = SimpleUploadedFile("图纸.pdf", b"%PDF-1.4\n" + b"x" * 99, "application/pdf")
    page = sent(client, **ALL, papers=paper)
    assert "还差一点" in page
    assert not Request.objects.exists()
    page = sent(client, **ALL | {"token": "u" * 32})
    assert "提交的申请太多" in page


def test_wrong_codes_are_told_and_then_refused(client, site, settings):
    settings.GONGKAI = {**settings.GONGKAI, "wrong_codes_an_hour": 2}
    for _ in range(2):
        page = client.post("/shenqing/jindu/", {"code": "AAAAA"}).content.decode()
        assert "没有这个查询码" in page
    page = client.post("/shenqing/jindu/", {"code": "AAAAA"}).content.decode()
    assert "次数太多" in page
    assert "查询码" in client.get("/shenqing/jindu/").content.decode()


def test_strange_input_gets_a_page(client, site):
    for typed in ("x" * 6000, "\x00\u200b", "'; DROP TABLE", "😀" * 500):
        assert sent(client, **WHO, description=typed, step="1", go="next")


def test_before_there_is_an_office_the_form_says_so(client, db, home):
    assert client.get("/shenqing/").status_code == 503
    assert client.get("/shenqing/jindu/").status_code == 503
