"""The published address is looked at as the public does, and what was found is kept."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from gongkai.disclosures import queries
from gongkai.disclosures.models import Verification
from gongkai.portal import release
from gongkai.publish import verification, waiting
from gongkai.publish.site import publish
from gongkai.publish.verification import verify
from tests.portal.press import AT


@contextmanager
def served(site, *, spoil=None):
    """Serve a site on this machine; `spoil` answers instead for every address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            built = release.current(site)
            file = release.find(built, self.path[1:])
            status, data = (410 if release.is_gone(built, self.path[1:]) else 200), b""
            data = file.read_bytes() if file else b""
            status, data = spoil(status, data) if spoil else (status if file else 404, data)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def base(settings):
    def give(url):
        settings.GONGKAI = {**settings.GONGKAI, "base_url": url}

    return give


@pytest.fixture
def document(press, folder):
    """A document published on a site that stands."""
    press.publish("旧的")
    publish(folder, AT)
    made = press.publish("新的")
    publish(folder, AT)
    return made


def test_first_site_asks_for_nothing(press, folder):
    press.publish("旧的")
    publish(folder, AT)
    assert verify(folder, AT) == []
    assert not Verification.objects.exists()


def test_without_a_base_url_the_file_itself_is_read(press, folder, document):
    assert queries.verification_told(document) == "未核验：还没有核对"
    assert verify(folder, AT) == []
    assert queries.verification_told(document) == "已核验"
    press.withdraw(document)
    publish(folder, AT)
    assert verify(folder, AT) == []
    last = queries.verification(document)
    assert (last.expected, last.status, last.told) == (410, 410, "已核验")
    assert waiting.read(folder) == []


def test_lost_file_is_seen(folder, document):
    (release.current(folder) / document.address[1:]).unlink()
    assert verify(folder, AT) == [f"{document.address}：网址应返回状态200，实际返回404"]


def test_address_is_fetched_where_the_site_has_one(press, folder, base):
    press.publish("旧的")
    with served(folder) as url:
        base(url)
        publish(folder, AT)
        made = press.publish("新的")
        publish(folder, AT)
        assert verify(folder, AT) == []
        last = queries.verification(made)
        assert (last.address, last.is_verified) == (url + made.address, True)
        press.withdraw(made)
        publish(folder, AT)
        assert verify(folder, AT) == []
    assert [each.status for each in made.verifications.all()] == [200, 410]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda status, data: (status, data + b" "), "网页内容与发布的不一致"),
        (lambda status, data: (502, b""), "网址应返回状态200，实际返回502"),
        (lambda status, data: (301, b""), "网址应返回状态200，实际返回301"),
    ],
)
def test_what_was_seen_instead_is_told(folder, document, base, spoil, told):
    with served(folder, spoil=spoil) as url:
        base(url)
        assert verify(folder, AT) == [f"{document.address}：{told}"]
    assert queries.verification_told(document) == f"未核验：{told}"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:9", "连不上网站，请检查网站服务器和网络"),
        ("ftp://127.0.0.1", "GONGKAI_BASE_URL 不是网址"),
        ("nowhere", "GONGKAI_BASE_URL 不是网址"),
    ],
)
def test_nobody_answers(folder, document, base, url, told):
    base(url)
    (sentence,) = verify(folder, AT)
    assert told in sentence
    assert queries.verification(document).status == 0


@pytest.mark.parametrize(
    ("error", "told"), [(TimeoutError, "没有应答"), (verification.ssl.SSLError, "证书不受信任")]
)
def test_slow_and_untrusted_sites_are_told_apart(folder, document, base, monkeypatch, error, told):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr("http.client.HTTPSConnection.request", refuse)
    base("https://127.0.0.1")
    assert told in verify(folder, AT)[0]


def test_failures_are_tried_again_later_and_later_then_given_up(folder, document, base):
    base("http://127.0.0.1:9")
    at, waits = AT, []
    while waiting.read(folder):
        verify(folder, at)
        assert verify(folder, at) == []
        for row in waiting.read(folder):
            waits.append(row.not_before)
            at = at.fromisoformat(row.not_before)
    assert len(waits) == verification.MOST_TRIES - 1
    assert document.verifications.count() == verification.MOST_TRIES
    assert at - AT > timedelta(hours=8)


def test_a_failure_ends_the_round_where_nobody_answers(press, folder, document, base):
    press.publish("又一条")
    publish(folder, AT)
    base("http://127.0.0.1:9")
    assert len(verify(folder, AT)) == 1
    assert len(waiting.read(folder)) == 2


def test_later_publication_of_the_same_address_replaces_the_wait(press, folder, document):
    press.withdraw(document)
    publish(folder, AT)
    assert [(row.document, row.status) for row in waiting.read(folder)] == [(document.pk, 410)]


def test_looks_of_the_desk_are_of_its_own_organs(press, folder, document, base):
    base("http://127.0.0.1:9")
    verify(folder, AT)
    actor = press.county.actor("李办")
    stranger = press.county.actor("钱")
    assert [each.document for each in queries.unverified(actor)] == [document]
    assert queries.unverified(stranger) == []
    base("")
    verify(folder, AT + timedelta(hours=1))
    assert queries.unverified(actor) == []


def test_looks_cannot_be_changed(folder, document):
    verify(folder, AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Verification.objects.update(seen="")


def test_document_without_an_address_has_no_word(press):
    from gongkai.disclosures.models import Document

    assert queries.verification_told(Document()) == ""


@pytest.mark.parametrize("text", ["", "{", "[[1]]", "[1]"])
def test_unreadable_list_is_an_empty_one(folder, document, text):
    (folder / waiting.NAME).write_text(text)
    assert waiting.read(folder) == []


def test_command_tells_what_is_not_verified(press, folder, document):
    (release.current(folder) / document.address[1:]).unlink()
    errors = StringIO()
    call_command("publish", out=folder, verbosity=0, stderr=errors)
    assert "未核验" in errors.getvalue()
