"""The log forgets what a withdrawn document said, by a deliberate act of an administrator."""

from gongkai.ledger import operations
from gongkai.ledger.models import Leaf
from tests.disclosures.walks import AT


def test_salt_is_erased_after_the_verb_and_the_reason(every_state, at_desk):
    operations.seal(at=AT)
    document, client = every_state["withdrawn"], at_desk("韩管")
    url = f"/desk/documents/{document.pk}/salt/"
    assert url in client.get(f"/desk/documents/{document.pk}/").content.decode()
    assert "不能恢复" in client.get(url).content.decode()
    for given in ({"reason": "含有身份证号"}, {"verb": "抹去"}, {"verb": "撤下", "reason": "理由"}):
        client.post(url, given)
        assert not Leaf.objects.filter(salt=None).exists()

    given = {"verb": "抹去", "reason": "含有身份证号"}
    html = client.post(url, given, follow=True).content.decode()
    assert "已抹去 1 条登记的盐值" in html
    assert Leaf.objects.filter(subject=document.reference, salt=None).count() == 1
    assert "盐值早已抹去" in client.post(url, given, follow=True).content.decode()


def test_salt_of_a_public_text_stays(every_state, at_desk):
    operations.seal(at=AT)
    document, client = every_state["published"], at_desk("韩管")
    url = f"/desk/documents/{document.pk}/salt/"
    assert url not in client.get(f"/desk/documents/{document.pk}/").content.decode()
    html = client.post(url, {"verb": "抹去", "reason": "理由"}).content.decode()
    assert "没有撤下" in html


def test_only_administrators_and_supervisors_of_the_organ_come_here(every_state, at_desk):
    document = every_state["withdrawn"]
    page, url = f"/desk/documents/{document.pk}/", f"/desk/documents/{document.pk}/salt/"
    assert url not in at_desk("李办").get(page).content.decode()
    assert at_desk("李办").get(url).status_code == 403
    assert at_desk("罗管").get(url).status_code == 404
