"""The exchange package: texts, metadata, files and checksums for another system."""

import hashlib
import json
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from gongkai.disclosures.models import Document
from gongkai.kernel.kept import path_of
from gongkai.publish.package import Wanted, write
from tests.portal.press import AT, ON, PICTURE, SECRET, fill, keep

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exchange-package.md"


@pytest.fixture
def packed(press, tmp_path):
    """What was published, and everything in its package."""
    made = fill(press)
    write(tmp_path / "all.zip", Wanted(), ON)
    with ZipFile(tmp_path / "all.zip") as archive:
        return made, {name: archive.read(name) for name in archive.namelist()}


def told(files, document):
    return json.loads(files[f"articles/{document.seq}.json"])


def test_policy_is_told_with_the_head_of_an_item(packed):
    made, files = packed
    policy = told(files, made["policy"])
    expected = {
        "id": made["policy"].seq,
        "index_number": made["policy"].index_number,
        "title": "柳溪镇临时救助实施办法",
        "doc_number": "柳政规〔2026〕3号",
        "topic": "民政、扶贫、救灾",
        "validity": "有效",
        "formed_on": "2026-11-18",
        "effective_on": "2026-01-01",
        "published_at": "2026-11-20T09:30:00+08:00",
        "keywords": ["临时救助", "标准"],
        "column": {"slug": "policies", "name": "政策文件"},
        "disclosure": "active",
    }
    assert {key: policy[key] for key in expected} == expected
    assert policy["url"].endswith(made["policy"].address)
    assert "为了规范临时救助" in files[f"articles/{made['policy'].seq}.html"].decode()
    repealed = told(files, made["repealed"])
    assert (repealed["validity"], repealed["replaced_by"]) == ("废止", policy["url"])


def test_every_key_is_documented(packed):
    made, files = packed
    named = set(re.findall(r"`([a-z_0-9]+)`", PAGE.read_text(encoding="utf-8")))
    assert told(files, made["notice"]).keys() <= named
    assert json.loads(files["package.json"]).keys() <= named


def test_files_are_found_where_article_and_metadata_say(packed):
    made, files = packed
    notice = told(files, made["notice"])
    assert [each["name"] for each in notice["attachments"]] == [
        "花名册（公示版）.xlsx",
        "流程图.pdf",
    ]
    for each in notice["attachments"]:
        assert hashlib.sha256(files[each["path"]]).hexdigest() == each["sha256"]
        assert len(files[each["path"]]) == each["size"]
    body = files[f"articles/{made['notice'].seq}.html"].decode()
    (picture,) = re.findall(r'src="\.\./(files/[^"]+)"', body)
    assert files[picture] == PICTURE


def test_nothing_withdrawn_or_in_work_is_packed(packed):
    made, files = packed
    assert json.loads(files[f"withdrawn/{made['gone'].seq}.json"]).keys() == {"url", "withdrawn_at"}
    for name, data in files.items():
        assert SECRET.encode() not in data, name
    assert f"articles/{made['gone'].seq}.json" not in files


def test_checksums_hold_outside(press, tmp_path):
    fill(press)
    write(tmp_path / "all.zip", Wanted(), ON)
    with ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "out")
        names = set(archive.namelist())
    sums = (tmp_path / "out" / "SHA256SUMS").read_text().splitlines()
    assert {line[66:] for line in sums} == names - {"SHA256SUMS"}
    assert [line[66:] for line in sums] == sorted(line[66:] for line in sums)
    for line in sums:
        data = (tmp_path / "out" / line[66:]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == line[:64]


def test_same_records_make_the_same_bytes(press, tmp_path):
    fill(press)
    for name in ("one.zip", "two.zip"):
        write(tmp_path / name, Wanted(), ON)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir() if "package" in p.name) == []


def test_since_a_day_and_of_one_organ(press, tmp_path):
    old = press.publish("旧的", at=AT - timedelta(days=9))
    new = press.publish("新的")
    other = press.publish("别的机关", organ=press.county.taoxi)
    Document.objects.filter(pk=old.pk).update(revised_at=AT - timedelta(days=9))
    done = write(tmp_path / "a.zip", Wanted(date(2026, 11, 20), "liuxi"), ON)
    with ZipFile(tmp_path / "a.zip") as archive:
        names = set(archive.namelist())
    assert done.articles == 1
    assert f"articles/{new.seq}.json" in names
    assert not names & {f"articles/{old.seq}.json", f"articles/{other.seq}.json"}


def test_lost_or_altered_file_is_left_out_and_told(press, tmp_path):
    press.publish(files=[("a.txt", b"lost"), ("b.txt", b"altered")])
    path_of(keep(b"lost", "txt").sha256).unlink()
    path_of(keep(b"altered", "txt").sha256).write_bytes(b"other")
    errors, said = StringIO(), StringIO()
    call_command("publish", package=tmp_path / "a.zip", stderr=errors, stdout=said)
    assert errors.getvalue().count("没有放进交换包") == 2
    assert "公开 1 件，撤下 0 件，附件和图片 0 个" in said.getvalue()


def test_bad_day_is_said(db, tmp_path):
    with pytest.raises(CommandError, match="看不懂日期") as told:
        call_command("publish", package=tmp_path / "a.zip", since="昨天")
    assert told.value.returncode == 2


def test_disk_that_refuses_is_said(press, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.publish.manifest.merge", refuse)
    with pytest.raises(CommandError, match="交换包没有写成"):
        call_command("publish", package=tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()
