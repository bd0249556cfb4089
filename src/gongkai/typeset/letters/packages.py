"""What may be uploaded as a template: a plain .docx without macros, links or hidden weight."""

import io
import zipfile
import zlib

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
LINK = b'TargetMode="External"'
HARMLESS = b"/hyperlink"
ACTIVE = ("vbaproject", "vbadata", "/embeddings/", "/activex/", "/ctrlprops/")


class BadTemplate(ValueError):
    """A file that cannot be used as a template; the message is a Chinese sentence."""


def look_through(template: bytes) -> None:
    """Raise BadTemplate unless the file is a plain .docx of reasonable size."""
    if len(template) > MOST_BYTES:
        raise BadTemplate("模板文件超过5MB，请压缩其中的图片后再上传")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            _look(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise BadTemplate("这不是.docx文件，请用Word或者WPS另存为.docx文件后再上传") from error


def _look(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise BadTemplate("模板展开后过大，不能使用")
    names = {entry.filename for entry in entries}
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise BadTemplate("这不是.docx文件，请用Word或者WPS另存为.docx文件后再上传")
    if any(mark in name.lower() for name in names for mark in ACTIVE):
        raise BadTemplate("模板中含有宏、控件或者嵌入的文件，不能使用，请删去后另存为.docx文件")
    if b"macroenabled" in package.read("[Content_Types].xml").lower():
        raise BadTemplate("不接受启用宏的文件（.docm、.dotm），请另存为.docx文件")
    for name in names:
        if name.endswith((".xml", ".rels")):
            _part(name, package.read(name))


def _part(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise BadTemplate("模板内容有误：含有不允许的声明")
    if not name.endswith(".rels"):
        return
    for relation in content.split(b"<Relationship")[1:]:
        if LINK in relation.replace(b"'", b'"') and HARMLESS not in relation:
            raise BadTemplate("模板引用了外部文件，不能使用，请把图片等嵌入文件后再上传")
