"""The demo command, where it touches folders and ports."""

import argparse
import json
import socket

import pytest

from gongkai.cli import demo, doctor, serve
from gongkai.cli.main import parser
from gongkai.search import operations
from tests.portal.press import AT


def test_fresh_refuses_a_folder_that_holds_no_demo(tmp_path):
    (tmp_path / "letter.docx").write_bytes(b"x")

    with pytest.raises(SystemExit, match="不是演示数据，没有清空"):
        demo.empty(tmp_path)
    assert (tmp_path / "letter.docx").exists()


def test_fresh_empties_a_demo_and_minds_neither_missing_nor_empty(tmp_path):
    (tmp_path / demo.MARK).write_text("{}")
    demo.empty(tmp_path)
    assert not tmp_path.exists()
    demo.empty(tmp_path)
    tmp_path.mkdir()
    demo.empty(tmp_path)


def test_logins_are_told_one_a_line(capsys):
    demo.tell_logins(
        [
            {"username": "li", "password": "x", "role": "信息员", "name": "李办"},
            {"username": "zhao", "password": "y", "role": "保密审查", "name": "赵审"},
        ]
    )
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["li", "zhao"]


def test_taken_port_gives_way_to_the_next(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = serve.free_port("127.0.0.1", port)
    assert found > port
    assert f"端口 {port} 已被占用，改用 {found}" in capsys.readouterr().out
    assert serve.free_port("127.0.0.1", 0) > 0


def test_no_free_port_is_said(monkeypatch):
    monkeypatch.setattr(serve, "PORTS_TRIED", 0)
    with pytest.raises(SystemExit, match="都被占用"):
        serve.free_port("127.0.0.1", 8000)


def test_second_start_keeps_the_county(tmp_path, monkeypatch, capsys):
    """With the mark there, nothing is built; --no-serve ends at once."""
    (tmp_path / demo.MARK).write_text(json.dumps({"url": "", "logins": []}))
    called = []
    monkeypatch.setattr(demo, "call_command", lambda name, **options: called.append(name))
    monkeypatch.setattr(demo.django, "setup", lambda: None)
    monkeypatch.setenv("GONGKAI_HOME", "")

    given = parser().parse_args(["demo", "--dir", str(tmp_path), "--no-serve"])
    assert given.command(given) == 0
    assert called == ["migrate"]
    assert "演示数据已就绪" in capsys.readouterr().out


@pytest.mark.django_db
def test_doctor_names_every_point(home, settings, capsys, monkeypatch):
    monkeypatch.setattr(doctor.django, "setup", lambda: None)
    settings.HOME = home
    settings.DEBUG = True

    assert doctor.run(argparse.Namespace()) == 1
    told = capsys.readouterr().out
    assert "✓ 数据库已连接" in told
    assert "✗ 调试模式开着" in told
    assert "HTTPS" in told
    assert "✗ 检索索引还没有建立" in told
    assert "✓ 扫描件和图片由" in told


@pytest.mark.django_db
def test_doctor_tells_the_state_of_the_search_index(home, monkeypatch):
    operations.catch_up(at=AT)
    assert (True, "检索索引有 0 条") in list(doctor.examine())
    monkeypatch.setattr(doctor, "MOST_BEHIND", 0)
    (good, told) = next(point for point in doctor.examine() if "检索" in point[1])
    assert (good, told[:8]) == (False, "检索索引落后 0")


def test_work_once_publishes_and_renders(monkeypatch):
    called = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: called.append(name))
    monkeypatch.setattr(serve.django, "setup", lambda: None)

    given = parser().parse_args(["work", "--once"])
    assert given.command(given) == 0
    assert called == ["clock", "publish", "search", "look"]
