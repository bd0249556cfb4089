"""What a file really is: told by its bytes, never by its name alone."""

from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from gongkai.text import encoding, ole
from gongkai.text.archive import check_zip
from gongkai.text.refusal import BadFile


class Kind(StrEnum):
    """A kind of file that may be taken in; the value is its usual extension."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    OFD = "ofd"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    WPS = "wps"
    ET = "et"
    DPS = "dps"
    PNG = "png"
    JPG = "jpg"
    WEBP = "webp"
    GIF = "gif"
    MP4 = "mp4"
    ZIP = "zip"
    TXT = "txt"
    CSV = "csv"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """The MIME type to serve it with."""
        return MEDIA_TYPES[self]

    @property
    def is_picture(self) -> bool:
        """A raster picture that browsers show."""
        return self in {Kind.PNG, Kind.JPG, Kind.WEBP, Kind.GIF}


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: dict[Kind, str] = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: _OPEN_XML + "wordprocessingml.document",
    Kind.XLSX: _OPEN_XML + "spreadsheetml.sheet",
    Kind.PPTX: _OPEN_XML + "presentationml.presentation",
    Kind.OFD: "application/ofd",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.PPT: "application/vnd.ms-powerpoint",
    Kind.WPS: "application/vnd.ms-works",
    Kind.ET: "application/vnd.ms-excel",
    Kind.DPS: "application/vnd.ms-powerpoint",
    Kind.PNG: "image/png",
    Kind.JPG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.GIF: "image/gif",
    Kind.MP4: "video/mp4",
    Kind.ZIP: "application/zip",
    Kind.TXT: "text/plain",
    Kind.CSV: "text/csv",
    Kind.HTML: "text/html",
}

_SAME_NAME = {"jpeg": "jpg", "htm": "html", "m4v": "mp4"}
_PROGRAMS = frozenset(
    {"exe", "dll", "com", "bat", "cmd", "msi", "scr", "pif", "js", "jse", "vbs", "vbe", "wsf"}
    | {"hta", "ps1", "sh", "jar", "apk", "lnk", "reg", "cpl", "app", "deb", "rpm", "dmg", "iso"}
)
_PROGRAM_BYTES = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0",
)  # fmt: skip
_OLD_OFFICE = (
    ("WordDocument", Kind.DOC, Kind.WPS),
    ("Workbook", Kind.XLS, Kind.ET),
    ("Book", Kind.XLS, Kind.ET),
    ("PowerPoint Document", Kind.PPT, Kind.DPS),
)
_INSIDE_ZIP = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("ppt/presentation.xml", Kind.PPTX),
    ("OFD.xml", Kind.OFD),
)
_TEXTUAL = frozenset({Kind.TXT, Kind.CSV, Kind.HTML})
_HEAD = 4_096

PROGRAM = "不能上传程序或脚本文件。"
MACRO = "文件里有宏，可能带病毒。请在 Office 或 WPS 里另存为不带宏的 .docx 或 .xlsx 后再上传。"
LOCKED = "文件设了打开密码，系统无法检查。请取消密码后再上传。"
UNKNOWN = "不支持这种文件。可以上传 PDF、OFD、Word、Excel、图片、MP4、ZIP 和文本文件。"


def sniff(file: BinaryIO, name: str) -> Kind:
    """The kind of a seekable file called ``name``; its position is left at the start.

    Raises BadFile for empty files, programs, macros, passwords, unsafe zips, unknown content
    and a name that says something else than the content.
    """
    file.seek(0)
    head = file.read(_HEAD)
    try:
        return _named(_content(file, head, name), name)
    finally:
        file.seek(0)


def picture_kind(data: bytes) -> Kind | None:
    """The kind of a picture by its first bytes; None for whatever browsers do not show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Kind.GIF
    return Kind.WEBP if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else None


def extension(name: str) -> str:
    """The extension of a file name in lower case, without the dot."""
    last = PurePath(name.replace("\\", "/")).suffix[1:].strip().lower()
    return _SAME_NAME.get(last, last)


def _content(file: BinaryIO, head: bytes, name: str) -> Kind:
    if not head:
        raise BadFile("文件是空的，请检查后重新上传。")
    if extension(name) in _PROGRAMS or head.startswith(_PROGRAM_BYTES):
        raise BadFile(PROGRAM)
    if head.startswith(ole.MAGIC):
        return _old_office(file, name)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file)
    return _flat(head, name)


def _flat(head: bytes, name: str) -> Kind:
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    picture = picture_kind(head)
    if picture:
        return picture
    if head[4:8] == b"ftyp":
        if head[8:12] in {b"heic", b"heix", b"mif1", b"avif"}:
            raise BadFile("这是手机拍的 HEIC 照片，很多电脑打不开。请转成 JPG 后再上传。")
        return Kind.MP4
    return _text(head, name)


def _text(head: bytes, name: str) -> Kind:
    """Text has no signature: it is what has no control bytes and calls itself so."""
    even = head[: len(head) // 2 * 2]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or encoding.wide(even)
    if not wide and any(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in head):
        raise BadFile(UNKNOWN)
    said = extension(name)
    if said in _TEXTUAL:
        return Kind(said)
    raise BadFile(UNKNOWN if said not in set(Kind) else _mismatch(said, "纯文本"))


def _old_office(file: BinaryIO, name: str) -> Kind:
    inside = ole.names(file)
    if inside & {"_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR"}:
        raise BadFile(MACRO)
    if inside & {"EncryptedPackage", "EncryptionInfo"}:
        raise BadFile(LOCKED)
    for stream, office, wps in _OLD_OFFICE:
        if stream in inside:
            return wps if extension(name) == wps else office
    raise BadFile(UNKNOWN)


def _zipped(file: BinaryIO) -> Kind:
    inside = {entry.name for entry in check_zip(file, allow_nested=True)}
    lowered = {entry.lower() for entry in inside}
    if any(entry.endswith(("vbaproject.bin", "vbadata.xml")) for entry in lowered) or any(
        entry.startswith(("xl/macrosheets/", "word/activex/", "xl/activex/")) for entry in lowered
    ):
        raise BadFile(MACRO)
    for part, kind in _INSIDE_ZIP:
        if part in inside:
            return kind
    if any(extension(entry) in _PROGRAMS for entry in inside) or "META-INF/MANIFEST.MF" in inside:
        raise BadFile("压缩包里有程序或脚本文件，不能上传。请去掉后重新打包。")
    check_zip(file)
    return Kind.ZIP


def _named(kind: Kind, name: str) -> Kind:
    said = extension(name)
    if said == kind:
        return kind
    if said in {"docm", "xlsm", "pptm", "dotm", "xltm"}:
        raise BadFile(MACRO)
    raise BadFile(_mismatch(said, f" {kind.upper()} 文件", kind))


def _mismatch(said: str, really: str, kind: Kind | None = None) -> str:
    named = f"文件名是 .{said}" if said else "文件名没有扩展名"
    advice = f"请把扩展名改成 .{kind}" if kind else "请检查是否选错了文件"
    return f"{named}，内容却是{really}。{advice}，或重新另存后再上传。"
