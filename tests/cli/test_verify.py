"""`gongkai verify` and `gongkai ledger` as people call them."""

import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command

from gongkai.cli import doctor
from gongkai.cli.main import main
from gongkai.ledger import operations, queries
from tests.ledger import towers
from tests.people import county
from tests.portal.conftest import press
from tests.portal.press import AT

__all__ = ["county", "press"]


@pytest.fixture
def site(press, tmp_path):
    """Three documents, one of them withdrawn, with a log and a list of files."""
    top = tmp_path / "out" / "current"
    press.publish("一件", files=[("a.txt", b"attachment")])
    press.publish("两件")
    press.withdraw(press.publish("三件"))
    operations.seal(at=AT)
    towers.write_pages(top)
    towers.write_log(top)
    towers.write_manifest(top)
    return top


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder; a withdrawn page with status 410, and one address that is broken."""

    def log_message(self, *_):
        """Say nothing."""

    def send_response(self, code, message=None):
        super().send_response(410 if self.path.endswith("/3.html") else code, message)

    def do_GET(self):
        if self.path.endswith("/500.html"):
            self.send_error(500)
        else:
            super().do_GET()


@pytest.fixture
def served(site):
    """The address of the site behind a web server."""
    handler = functools.partial(Quiet, directory=site)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def told(capsys, *words):
    """Run verify with --json; return its exit code and what it told."""
    code = main(["verify", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_good_folder(site, capsys):
    (site / "../../key").write_bytes((site / "ledger/key.txt").read_bytes())
    key = site / "../../key"
    code, answer = told(capsys, site.parent, "--key", key, "--since", site / "ledger/checkpoint")
    assert (code, answer["ok"], answer["faults"]) == (0, True, [])
    head = queries.head()
    assert (answer["size"], answer["root"]) == (4, bytes(head.root).hex())
    assert (answer["pages"], answer["tombstones"], answer["key_from"]) == (3, 1, "file")
    assert main(["verify", str(site)]) == 0
    said = capsys.readouterr().out
    assert "✓ 登记簿 4 条，核对网页 3 页（其中撤下 1 页），全部相符" in said
    assert "公钥取自网站本身" in said


def test_tampered_folder(site, capsys):
    page = site / "xxgk/2026/11/2.html"
    page.write_bytes(page.read_bytes().replace(b"<p>", b"<p>x", 1))
    code, answer = told(capsys, site)
    assert (code, answer["ok"]) == (1, False)
    assert {(fault["code"], fault["place"]) for fault in answer["faults"]} == {
        ("page.text", "xxgk/2026/11/2.html"),
        ("manifest", "SHA256SUMS"),
    }
    assert main(["verify", str(site)]) == 1
    assert "✗ xxgk/2026/11/2.html：标题、正文或者附件的名单被改动" in capsys.readouterr().out


def test_page_behind_an_address(served, site, capsys):
    for page, gone in ((1, 0), (3, 1)):
        code, answer = told(capsys, f"{served}xxgk/2026/11/{page}.html")
        assert (code, answer["faults"]) == (0, [])
        assert (answer["pages"], answer["tombstones"]) == (1, gone)
    assert told(capsys, served)[0] == 0


def test_tampered_page_behind_an_address(served, site, capsys):
    name = next((site / "files").iterdir()).name
    (site / "files" / name).write_bytes(b"other")
    (site / "ledger/tile/0/000.p/4").write_bytes(b"x" * 128)
    code, answer = told(capsys, f"{served}xxgk/2026/11/1.html")
    assert code == 1
    assert [fault["code"] for fault in answer["faults"]] == ["file.altered", "root"]
    (site / "ledger/tile/0/000.p/4").unlink()
    (site / "files" / name).unlink()
    code, answer = told(capsys, f"{served}xxgk/2026/11/1.html")
    assert [fault["code"] for fault in answer["faults"]] == ["file.missing", "tile.missing"]
    (site / "ledger/checkpoint").unlink()
    code, answer = told(capsys, f"{served}xxgk/2026/11/1.html")
    assert [fault["code"] for fault in answer["faults"]] == ["checkpoint.missing"]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("about.html", "请给出一个文件页的网址"),
        ("xxgk/2026/11/77.html", "没有这个网页"),
        ("xxgk/2026/11/500.html", "网站答复出错：500"),
    ],
)
def test_addresses_that_cannot_be_checked(served, capsys, path, sentence):
    code, answer = told(capsys, served + path)
    assert code == 2
    assert sentence in answer["error"]


def test_nobody_answers(served, capsys):
    code, answer = told(capsys, "http://127.0.0.1:9/xxgk/2026/11/1.html")
    assert (code, "连不上" in answer["error"]) == (2, True)
    code, answer = told(capsys, "ftp://127.0.0.1/xxgk/2026/11/1.html")
    assert (code, "http://" in answer["error"]) == (2, True)


def test_too_large_answer_is_not_read(served, capsys, monkeypatch):
    monkeypatch.setattr("gongkai.ledger.sources.MOST_PAGE_BYTES", 1000)
    code, answer = told(capsys, f"{served}xxgk/2026/11/1.html")
    assert (code, "太大" in answer["error"]) == (2, True)


def test_folder_without_a_site(tmp_path, capsys):
    code, answer = told(capsys, tmp_path)
    assert (code, "没有登记簿" in answer["error"]) == (2, True)
    assert main(["verify", str(tmp_path)]) == 2
    assert "没有登记簿" in capsys.readouterr().out


def test_key_file_that_is_not_there(site, capsys):
    code, _ = told(capsys, site, "--key", site / "nothing")
    assert code == 2


# ── gongkai ledger, doctor ───────────────────────────────────────────────────────────────────


def test_ledger_tells_its_head(site, capsys):
    assert main(["ledger"]) == 0
    said = capsys.readouterr().out
    assert "登记簿 4 条" in said
    assert queries.known_key() in said


def test_log_that_has_not_begun(db, home, capsys):
    assert main(["ledger"]) == 0
    assert "还没有开始" in capsys.readouterr().out


def test_lost_key_is_told_and_changed(site, home, capsys):
    old = queries.known_key()
    (home / "ledger_key").unlink()
    assert main(["ledger"]) == 1
    assert "不见了" in capsys.readouterr().out
    points = dict.fromkeys(doctor.examine())
    assert any(not good and "不见了" in sentence for good, sentence in points)
    assert main(["ledger", "--new-key", "硬盘损坏"]) == 0
    assert queries.known_key() != old
    assert any(good and "登记簿 4 条" in sentence for good, sentence in doctor.examine())


def test_key_that_others_can_read_is_told(site, home):
    (home / "ledger_key").chmod(0o644)
    with pytest.raises(CommandError, match="chmod 600"):
        call_command("ledger")
