"""用词规则 at the desk: tried, added, changed, switched off, taken in, handed out."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.screening import queries
from gongkai.screening.importers import read_words, words_workbook
from gongkai.text.severity import Severity
from gongkai.text.wording.own import OwnRule

pytestmark = pytest.mark.django_db
BASE = "/desk/settings/wording/liuxi/"
RULE = {"wrong": "柳溪乡", "right": "柳溪镇", "says": "乡已改镇", "source": "镇志"}
RULE |= {"severity": "fault", "blocks": "on"}


@pytest.fixture
def admin(at_desk):
    return at_desk("郑管")


@pytest.fixture
def liuxi(office):
    return office.county.liuxi


def html(answer):
    return answer.content.decode()


def post(client, tail, **given):
    return html(client.post(f"{BASE}{tail}", given, follow=True))


def test_the_page_begins_at_the_own_office_and_helps_where_it_is_empty(admin):
    found = html(admin.get("/desk/settings/wording/", follow=True))
    assert "用词规则" in found
    assert "还没有自己的规则" in found
    assert "密级标志与内部资料" in found


def test_a_rule_is_added_tried_changed_and_ended(admin, liuxi):
    assert "已存为第 1 版" in post(admin, "new/", **RULE)
    assert queries.own_rule(queries.word_rules(liuxi.pk).get()) == OwnRule(
        "柳溪乡", "柳溪镇", "乡已改镇", "镇志", Severity.FAULT, blocks=True
    )
    found = post(admin, "", text="柳溪乡台帐<script>")
    assert "<mark>柳溪乡</mark>" in found
    assert "本地用词规则" in found
    assert "&lt;script&gt;" in found
    assert "没有碰上任何规则" in post(admin, "", text="定于下周一检修。")

    row = queries.word_rules(liuxi.pk).get()
    assert "乡已改镇" in html(admin.get(f"{BASE}{row.pk}/"))
    assert "已存为第 2 版" in post(admin, f"{row.pk}/", **RULE | {"right": "柳溪镇人民政府"})
    row = queries.word_rules(liuxi.pk).get()
    found = post(admin, f"{row.pk}/end/")
    assert "已取消“柳溪乡”，现在是第 3 版" in found
    assert "停用用词规则：柳溪乡（第3版）" in found
    assert admin.post(f"{BASE}{row.pk}/end/").status_code == 404


@pytest.mark.parametrize(
    ("tail", "given", "words"),
    [
        ("new/", RULE | {"wrong": "的"}, "有 1 个字"),
        ("new/", RULE | {"severity": "hint"}, "才能拦住签批"),
        ("new/", RULE | {"wrong": "甲" * 1_000_000}, "10000"),
        ("allow/", {"word": "甲 乙", "reason": "桥名"}, "不能有空格"),
        ("allow/", {"word": "甲乙"}, "请填写为什么是对的"),
        ("off/", {"rule": "names.short"}, "请填写停用的理由"),
        ("off/", {"rule": "secrecy.mark", "reason": "x"}, "不能停用"),
        ("off/", {"rule": "none", "reason": "x"}, "没有“none”"),
        ("", {"text": "甲" * 100_001}, "一次最多试"),
        ("import/", {}, "请选择规则文件"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(admin, liuxi, tail, given, words):
    assert words in post(admin, tail, **given)
    assert not queries.word_rules(liuxi.pk).exists()


def test_a_shipped_rule_is_switched_off_and_a_word_allowed(admin, liuxi):
    found = post(admin, "off/", rule="names.short", reason="惯用简称")
    assert "已停用：惯用简称" in found
    found = post(admin, "allow/", word="台帐", reason="店名")
    assert "店名" in found
    assert queries.wording_of(liuxi.pk).find("人社局台帐") == ()


def test_rules_are_taken_in_and_handed_out_in_both_forms(admin, liuxi):
    rules = (OwnRule("柳溪乡", "柳溪镇"), OwnRule("望湖街", "望湖街道"))
    upload = SimpleUploadedFile("规则.xlsx", words_workbook(rules))
    assert "新增 2 条，修改 0 条" in post(admin, "import/", file=upload)
    for kind in ("xlsx", "toml"):
        answer = admin.get(f"{BASE}export/{kind}/")
        assert "filename*=UTF-8''%E6%9F%B3" in answer["Content-Disposition"]
        again = read_words(BytesIO(answer.content), f"a.{kind}")
        assert {(r.wrong, r.right) for r in again.rules} == {(r.wrong, r.right) for r in rules}
    upload = SimpleUploadedFile("规则.xlsx", words_workbook(rules))
    assert "没有要改的" in post(admin, "import/", file=upload)
    bad = SimpleUploadedFile("规则.toml", b"= x")
    assert "不是正确的 TOML" in post(admin, "import/", file=bad)
    assert "没有含“桃溪”的规则" in html(admin.get(f"{BASE}?q=桃溪"))
    assert admin.get(f"{BASE}export/pdf/").status_code == 404


def test_nothing_is_handed_out_before_there_is_a_rule(admin):
    assert admin.get(f"{BASE}export/toml/").status_code == 404


def test_offices_below_see_the_rules_of_those_above(admin):
    root = BASE.replace("liuxi", "qinghe")
    admin.post(f"{root}new/", RULE)
    found = html(admin.get(BASE))
    assert "上级机关的规则" in found


def test_only_administrators_enter(at_desk):
    assert at_desk("李办").get(BASE).status_code == 403


def test_who_administers_another_office_only_is_refused(at_desk, office):
    client = at_desk("罗管")
    assert client.post(f"{BASE}new/", RULE).status_code == 404
