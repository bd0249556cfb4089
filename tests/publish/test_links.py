"""Every link of a built site leads somewhere, from any folder and from the plainest server."""

import re
import threading
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, urlsplit

import pytest

from gongkai.publish.site import publish
from tests.portal.press import AT, fill
from tests.publish.site_links import Page, faults, target_of

HOSTS: frozenset[str] = frozenset()
"""Hosts that pages may link to: none so far."""
BASE = "http://localhost/"
"""What pages call the top of the site where no address is set."""
DYNAMIC = ("sousuo/", "shenqing/")
"""Addresses below the top that the program answers."""
LINKING = re.compile(rb"url\(\s*['\"]?(/|https?:)")


# ── The checker itself ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<a href="no.html">', "没有这个文件"),
        ('<a href="sub/">', ""),
        ('<a href="sub">', "没有这个文件"),
        ('<a href="./">', ""),
        ('<a href="">', ""),
        ('<a href="#here">', "没有这个位置"),
        ('<p id="here"></p><a href="#here">', ""),
        ('<p id="此处"></p><a href="#%E6%AD%A4%E5%A4%84">', ""),
        ('<a href="sub/#deep">', ""),
        ('<a href="sub/#other">', "没有这个位置"),
        ('<a href="/sub/">', "不是相对链接"),
        ('<a href="../out.html">', "指到网站外面"),
        ('<a href="https://elsewhere.test/">', "外部网址不在名单里"),
        ('<a href="//elsewhere.test/">', "外部网址不在名单里"),
        ('<a href="https://known.test/">', ""),
        ('<a href="tel:05006000012">', ""),
        ('<img srcset="a.png 1x, b.png 2x">', "没有这个文件"),
        ('<script src="gone.js"></script>', "没有这个文件"),
        ('<form action="sousuo/"></form>', ""),
        ('<a href="a%20b.txt?x=1">', ""),
    ],
)
def test_checker_tells_good_links_from_bad_ones(tmp_path, html, words):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "index.html").write_text('<h2 id="deep">', encoding="utf-8")
    (tmp_path / "a b.txt").touch()
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    found = list(faults(tmp_path, hosts={"known.test"}, dynamic=DYNAMIC))
    assert [each.partition("：")[2] for each in found] == ([words] * len(found) if words else [])
    assert bool(found) == bool(words)


def test_page_may_name_itself_by_its_whole_address(tmp_path):
    text = '<link rel="canonical" href="http://localhost/"><a href="http://localhost/no.html">'
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    found = list(faults(tmp_path, base=BASE))
    assert found == ["index.html → http://localhost/no.html：没有这个文件"]


def test_links_are_followed_from_the_page_they_stand_on():
    assert target_of("a/b/c.html", "../d.html") == "a/d.html"
    assert target_of("a/b/c.html", "../../") == "index.html"
    assert target_of("a/b/c.html", "..") == "a/index.html"


# ── The site ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def built(press, home):
    fill(press)
    return publish(home / "site", AT).release


def test_every_link_of_the_site_leads_somewhere(built):
    assert list(faults(built, hosts=HOSTS, dynamic=DYNAMIC, base=BASE)) == []


def test_styles_name_nothing_by_a_whole_address(built):
    named = [path.name for path in built.rglob("*.css") if LINKING.search(path.read_bytes())]
    assert named == []


class Quiet(SimpleHTTPRequestHandler):
    """What `python3 -m http.server` answers with, without its log."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def plain(built):
    """The site below a folder of the plainest server; yields its port."""
    handler = partial(Quiet, directory=built.parent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_site_is_read_from_the_plainest_server_below_any_folder(built, plain):
    line = HTTPConnection("127.0.0.1", plain, timeout=10)
    seen, waiting = set(), [f"{built.name}/index.html"]
    while waiting:
        name = waiting.pop()
        line.request("GET", f"/{quote(name)}")
        answer = line.getresponse()
        data = answer.read()
        assert answer.status == 200, name
        if not name.endswith(".html"):
            continue
        links = {urlsplit(link) for link in Page(data.decode()).links}
        local = {p.path for p in links if p.path and not p.scheme and not p.netloc}
        found = {target_of(name, path) for path in local} - seen
        found = {each for each in found if not each.startswith(f"{built.name}/sousuo/tishi/")}
        seen |= found
        waiting += sorted(found)
    line.close()
    pages = {f"{built.name}/{p.relative_to(built).as_posix()}" for p in built.rglob("*.html")}
    pages = {page for page in pages if not page.startswith(f"{built.name}/gone/")}
    # Nothing leads to a copy at the screen whose text was withdrawn; who is there is told so.
    left = {
        page
        for page in pages
        if "/chaxun/" in page and (built / "gone" / page.partition("/")[2]).exists()
    }
    assert left
    assert {f"{built.name}/404.html"} >= pages - seen - left
