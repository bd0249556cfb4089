"""Old Word files (.doc, .wps) turned into .docx by LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from gongkai.text.refusal import BadFile

PROGRAMS = ("soffice", "libreoffice")
TIMEOUT = 60.0
"""Seconds for one file; two are usual."""
MAX_MADE = 100_000_000
"""Bytes of the file that is made."""
MISSING = (
    "这是旧版 Word 文件，系统读不出内容。请用 Word 或 WPS 另存为 .docx 后再上传，"
    "或请管理员安装 LibreOffice。"
)
FAILED = "这个旧版 Word 文件转换不了，读不出内容。请用 Word 或 WPS 另存为 .docx 后再上传。"
SLOW = "这个旧版 Word 文件转换时间太长，已经停止。请用 Word 或 WPS 另存为 .docx 后再上传。"


def program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def docx_of(file: BinaryIO, extension: str) -> bytes:
    """The file as .docx. Raises BadFile where LibreOffice is missing, fails or takes too long.

    Everything happens in a folder of its own, which goes afterwards with whatever is in it.
    """
    found = program()
    if found is None:
        raise BadFile(MISSING)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        given = Path(folder) / f"given.{extension}"
        file.seek(0)
        with given.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        _run(found, given, Path(folder))
        made = given.with_suffix(".docx")
        if not made.is_file() or not 0 < made.stat().st_size <= MAX_MADE:
            raise BadFile(FAILED)
        return made.read_bytes()


def _run(found: str, given: Path, folder: Path) -> None:
    command = [
        found, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", str(folder), str(given),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(  # noqa: S603 (the program of this machine, our own file names)
            command,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise BadFile(FAILED) from error
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise BadFile(SLOW) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The program and all it started, for it leaves others behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
