"""A text with a mark of secrecy is kept out: nothing of it stays but the fact."""

from datetime import timedelta

import pytest

from gongkai.disclosures import operations
from gongkai.disclosures.models import Autosave, Document, Version
from gongkai.kernel.kept import path_of, verify
from gongkai.kernel.models import Entry, StoredFile
from gongkai.law.procedure import NotAllowed
from gongkai.law.secrecy import SecretFound
from gongkai.screening import access, queries
from gongkai.screening import operations as screening
from gongkai.screening.models import Stop
from tests.disclosures.walks import AT, kept

pytestmark = pytest.mark.django_db
SECRET = "<p>秘密★1年</p><p>某某情况。</p>"


@pytest.fixture
def stop(office):
    with pytest.raises(SecretFound):
        office.drafted(body=SECRET)
    return Stop.objects.get()


def test_new_text_is_kept_out_and_only_the_fact_remains(office, stop):
    assert not Document.objects.exists()
    assert (stop.level, stop.place, stop.subject, stop.found_by.name) == (
        "秘密",
        "正文",
        "",
        "李办",
    )
    assert str(stop.due_on) == "2026-12-04"
    assert str(stop) == "秘密 正文"
    told = " ".join(map(str, Entry.objects.order_by("id").values()))
    assert "某某情况" not in told
    assert Entry.objects.get(act="screening.stop.find").basis == "《保守国家秘密法》第三十五条"


def test_what_is_typed_is_not_kept_either(office):
    document = office.drafted()
    who = {"seen": 1, "by": office.clerk, "at": AT}
    with pytest.raises(SecretFound, match="秘密"):
        operations.autosave(document, fields={"body": SECRET, "n": 1}, **who)
    assert not Autosave.objects.exists()


def test_file_and_what_was_typed_are_removed(office):
    document = office.drafted()
    operations.autosave(document, fields={"body": "<p>草稿</p>"}, seen=1, by=office.clerk, at=AT)
    secret = kept("机密★3年\n内容\n".encode(), "函.csv")
    content = office.content(attachments=(("函.csv", secret),))
    with pytest.raises(SecretFound, match="机密"):
        operations.write(document, content=content, seen=1, by=office.clerk, at=AT)

    assert not Autosave.objects.exists()
    assert not StoredFile.objects.filter(pk=secret.pk).exists()
    assert not path_of(secret.sha256).exists()
    assert Version.objects.count() == 1
    assert Stop.objects.get().subject == document.reference


def test_file_another_text_shows_is_not_removed(office):
    shared = kept()
    office.drafted(attachments=(("a.csv", shared),))
    content = office.content(body=SECRET, title="另一件", attachments=(("a.csv", shared),))
    with pytest.raises(SecretFound):
        operations.start(
            organ=office.county.liuxi, genre="notice", content=content, by=office.clerk, at=AT
        )
    assert verify(shared)


def test_text_found_not_to_be_secret_is_let_in(office, stop):
    stop = screening.ask(stop, reason="已函询县保密局", by=office.checker, at=AT)
    stop = screening.clear(stop, reason="县保密局11月25日电话答复", by=office.checker, at=AT)
    assert (stop.state, stop.is_open, stop.outcome) == (
        "cleared",
        False,
        "县保密局11月25日电话答复",
    )
    assert office.drafted(body=SECRET).draft.number == 1
    with pytest.raises(SecretFound):
        office.drafted(title="另一件", body=SECRET)


def test_leak_runs_a_clock_of_a_day_and_must_be_reported_first(office, stop):
    with pytest.raises(NotAllowed, match="没有登记泄密"):
        screening.report_leak(stop, reason="已报", by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="补救措施"):
        screening.note_leak(stop, reason=" ", by=office.clerk, at=AT)
    stop = screening.note_leak(stop, reason="群里转发过，已撤回", by=office.clerk, at=AT)
    assert stop.leak_due_at == AT + timedelta(hours=24)
    assert not stop.leak_is_late(AT + timedelta(hours=24))
    assert stop.leak_is_late(AT + timedelta(hours=25))
    with pytest.raises(NotAllowed, match="已经登记过“发现泄密”"):
        screening.note_leak(stop, reason="又", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="先登记已经报告"):
        screening.hand_over(stop, reason="交机要室", by=office.checker, at=AT)
    assert list(queries.waiting_stops(access.stops(office.checker))) == [stop]

    stop = screening.report_leak(stop, reason="报县保密局和县政府办", by=office.signer, at=AT)
    assert not stop.leak_open
    stop = screening.hand_over(stop, reason="交机要室，副本已清除", by=office.checker, at=AT)
    assert stop.state == "handed_over"
    assert Entry.objects.get(act="screening.stop.report").basis.endswith("第六十一条")


def test_only_those_in_charge_act(office, stop):
    for by in (office.clerk, office.actor("马审")):
        with pytest.raises(NotAllowed, match="涉密拦截"):
            screening.hand_over(stop, reason="交", by=by, at=AT)
    assert access.stop(office.clerk, stop.pk) == stop
    assert not access.stops(office.actor("钱")).exists()
