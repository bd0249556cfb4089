"""The characters of a text file, whatever encoding a clerk's computer wrote."""

from gongkai.text.refusal import BadFile

MAX_BYTES = 40_000_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(content: bytes) -> str:
    """``content`` as text: by its byte order mark, else UTF-8, else GB18030.

    Raises BadFile where it is neither.
    """
    if len(content) > MAX_BYTES:
        raise BadFile("文本太长，请分成几篇，或作为附件上传。")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile("认不出文本的编码。请用记事本打开，另存为 UTF-8 编码后再导入。")


def codec(content: bytes) -> tuple[bytes, str]:
    """The byte order mark ``content`` begins with (b"" without one) and its encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "gb18030"
    return b"", "utf-8"
