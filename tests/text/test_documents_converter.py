"""Old Word files through LibreOffice: a stand-in proves every way it may end."""

import io
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from gongkai.text.documents import converter
from gongkai.text.documents.every import read_document
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind
from tests.text.documents import docx, p


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a script called soffice, and nothing else but the system, on the path."""

    def put(script: str) -> Path:
        found = tmp_path / "soffice"
        found.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        found.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return found

    return put


def test_what_it_makes_is_read(stand_in, tmp_path: Path):
    (tmp_path / "made").write_bytes(docx(p("旧稿")).getvalue())
    stand_in(
        f'for last; do :; done; cp {tmp_path}/made "${{last%.*}}.docx"; ls "$HOME" > {tmp_path}/seen'
    )
    made = read_document(io.BytesIO(b"old"), Kind.DOC, "旧.doc")
    assert (made.kind, made.text) == (Kind.DOC, "旧稿")
    assert "given.doc" in (tmp_path / "seen").read_text()


@pytest.mark.parametrize(
    "script", ["exit 1", 'for last; do :; done; : > "${last%.*}.docx"'], ids=["nothing", "empty"]
)
def test_a_failure_is_told(stand_in, script: str):
    stand_in(script)
    with pytest.raises(BadFile, match="转换不了"):
        converter.docx_of(io.BytesIO(b"old"), "doc")


def test_a_program_that_cannot_start(stand_in):
    stand_in("").write_text("no program", encoding="utf-8")
    with pytest.raises(BadFile, match="转换不了"):
        converter.docx_of(io.BytesIO(b"old"), "doc")


def test_what_takes_too_long_is_stopped_with_all_it_started(
    stand_in, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stand_in(f"sleep 600 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(converter, "TIMEOUT", 1.0)
    with pytest.raises(BadFile, match="时间太长"):
        converter.docx_of(io.BytesIO(b"old"), "wps")
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        status = Path(f"/proc/{child}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the child still runs")


def test_without_it_the_sender_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(converter, "PROGRAMS", ("no-such-program",))
    assert converter.program() is None
    with pytest.raises(BadFile, match=r"另存为 \.docx"):
        read_document(io.BytesIO(b"old"), Kind.WPS, "旧.wps")


@pytest.mark.skipif(not any(map(shutil.which, converter.PROGRAMS)), reason="no LibreOffice here")
def test_the_real_one(tmp_path: Path):
    rtf = rb"{\rtf1\ansi hello}"
    assert converter.docx_of(io.BytesIO(rtf), "doc").startswith(b"PK")
