"""The configuration for nginx: what it says is what the program says, and nginx takes it."""

import gzip
import http.client
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gongkai.portal import links, release
from tests.deploy import nginx

needs_nginx = pytest.mark.skipif(not nginx.PROGRAM, reason="没有 nginx")


def text(name):
    return (nginx.DEPLOY / name).read_text(encoding="utf-8")


def directives(policy):
    return {words[0]: set(words[1:]) for each in policy.split(";") if (words := each.split())}


# ── What it says ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_headers_of_files_are_those_the_program_sends(client):
    sent = client.get("/desk/login/").headers
    told = dict(re.findall(r'^add_header (\S+) "?(.+?)"? always;$', text("headers.conf"), re.M))
    policy = told.pop("Content-Security-Policy")
    assert directives(policy) == directives(sent["Content-Security-Policy"])
    assert "unsafe" not in policy
    assert {name: sent[name] for name in told} == told
    names = {name for name in sent if name.startswith(("X-", "Cross-", "Referrer-", "Content-S"))}
    assert names == {*told, "Content-Security-Policy"}


def test_types_are_those_the_program_sends():
    lines = re.findall(r"^    (\S+|\"[^\"]+\") (\w+);$", text("types.conf"), re.M)
    told = {suffix: kind.strip('"') for kind, suffix in lines}
    assert told == {suffix: release.content_type(f"x.{suffix}") for suffix in told}
    asked = {*release._TYPES, *release.SHOWN_IN_BROWSER}
    assert {suffix.removeprefix(".") for suffix in asked} <= told.keys()


def test_attachments_open_in_the_browser_as_the_program_lets_them():
    (kinds,) = re.findall(r"\^/files/\[\^/\]\+\\\.\(([a-z0-9|]+)\)\$", text("gongkai.conf"))
    assert {f".{kind}" for kind in kinds.split("|")} == release.SHOWN_IN_BROWSER


def test_every_place_that_adds_a_header_adds_the_safe_ones():
    for block in re.findall(r"location [^{]+\{([^{}]*)", text("gongkai.conf")):
        if "add_header" in block and "proxy.conf" not in block:
            assert "include /etc/nginx/gongkai/headers.conf;" in block


# ── What nginx makes of it ───────────────────────────────────────────────────────────────────


class Program(BaseHTTPRequestHandler):
    """Stands for the web process: says how often it was asked."""

    asked = 0

    def do_GET(self):
        type(self).asked += 1
        body = f"{self.path} {self.asked} {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


SITE = {
    "index.html": b"<p>home</p>",
    "404.html": b'<link href="./look/a.css">lost',
    "xxgk/2026/11/1.html": b"<p>article</p>",
    "xxgk/2026/11/2.html": b"<p>withdrawn because</p>",
    "gone/xxgk/2026/11/2.html": b"",
    "xxgk/index.html": b"<p>section</p>",
    "list.csv": b"a,b",
    "files/aa.pdf": b"%PDF",
    "files/bb.xlsx": b"PK",
    ".hidden": b"no",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    for name, data in SITE.items():
        place = folder / "site" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        if name.endswith((".html", ".csv")) and data:
            place.with_name(place.name + ".gz").write_bytes(gzip.compress(data, mtime=0))
    return folder


@pytest.fixture(scope="module")
def asked(site):
    """Serve the site; return a function that asks for an address."""
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Program)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    port = nginx.free_port()
    conf = nginx.written(site, site / "site", port, behind.server_port)
    try:
        with nginx.running(site, conf, port):
            yield lambda path, **headers: fetch(port, path, headers)
    finally:
        behind.shutdown()
        behind.server_close()


def fetch(port, path, headers):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path, headers={"Host": "www.example.test", **headers})
    answer = line.getresponse()
    answer.body = answer.read()
    line.close()
    return answer


@needs_nginx
def test_page_comes_packed_to_who_takes_it_and_is_asked_for_again(asked):
    plain, packed = asked("/xxgk/2026/11/1.html"), asked("/", **{"Accept-Encoding": "gzip"})
    assert (plain.status, plain.body) == (200, SITE["xxgk/2026/11/1.html"])
    assert gzip.decompress(packed.body) == SITE["index.html"]
    assert packed.headers["Content-Type"] == "text/html; charset=utf-8"
    assert plain.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    again = asked("/xxgk/2026/11/1.html", **{"If-None-Match": plain.headers["ETag"]})
    assert again.status == 304
    assert asked("/xxgk").headers["Location"] == "/xxgk/"
    assert asked("/list.csv").headers["Content-Type"] == "text/csv; charset=utf-8"


@needs_nginx
def test_withdrawn_address_says_so_with_its_page(asked):
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        gone = asked("/xxgk/2026/11/2.html", **headers)
        body = gzip.decompress(gone.body) if headers else gone.body
        assert (gone.status, body) == (410, SITE["xxgk/2026/11/2.html"])
        assert "immutable" not in gone.headers["Cache-Control"]


@needs_nginx
@pytest.mark.parametrize(
    "path", ["/no", "/gone/xxgk/2026/11/2.html", "/.hidden", "/.gone/list.csv"]
)
def test_what_is_not_there_gets_the_page_with_its_styles(asked, path):
    lost = asked(path, **{"Accept-Encoding": "gzip"})
    assert (lost.status, lost.body) == (404, b'<link href="/look/a.css">lost')


@needs_nginx
def test_files_never_change_and_open_or_are_saved(asked):
    shown, saved = asked("/files/aa.pdf"), asked("/files/bb.xlsx")
    for each in (shown, saved):
        assert each.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert shown.headers["Content-Disposition"] is None
    assert saved.headers["Content-Disposition"] == "attachment"


@needs_nginx
@pytest.mark.parametrize(
    "path", ["/", "/no", "/xxgk/2026/11/2.html", "/files/aa.pdf", "/files/bb.xlsx", links.HOME]
)
def test_every_answer_carries_each_safe_header_once(asked, path):
    headers = asked(path).headers
    for name in re.findall(r"^add_header (\S+)", text("headers.conf"), re.M):
        assert len(headers.get_all(name)) == 1, name


@needs_nginx
def test_dynamic_page_is_computed_once_for_many_and_each_time_for_who_is_known(asked):
    first, second = asked("/sousuo/?q=1"), asked("/sousuo/?q=1")
    assert first.body == second.body
    assert first.headers.get_all("Content-Security-Policy") == ["default-src 'self'"]
    known = asked("/sousuo/?q=1", Cookie="sessionid=1")
    assert known.body != first.body
    assert asked("/sousuo/?q=2").body != first.body


@needs_nginx
def test_flood_of_questions_is_slowed_down_and_files_are_not(asked):
    statuses = [asked(f"/sousuo/?flood={n}").status for n in range(120)]
    assert set(statuses) == {200, 429}
    assert {asked("/").status for _ in range(120)} == {200}
