"""The characters of a text file, whatever encoding a clerk's computer wrote."""

from gongkai.text.refusal import BadFile

MAX_BYTES = 40_000_000
_SAMPLE = 4_096
_HIGH = frozenset({0, 0x20, 0x25, 0x30, 0xFF, *range(0x4E, 0xA0)})
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(content: bytes) -> str:
    """``content`` as text: by its byte order mark, else UTF-16 if it looks so, UTF-8, GB18030.

    Raises BadFile where it is neither.
    """
    if len(content) > MAX_BYTES:
        raise BadFile("文本太长，请分成几篇，或作为附件上传。")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for encoding in filter(None, (wide(content), "utf-8", "gb18030")):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile("认不出文本的编码。请用记事本打开，另存为 UTF-8 编码后再导入。")


def wide(content: bytes) -> str:
    """The form of UTF-16 that ``content`` is written in without saying so; '' if in none.

    Every second byte of it is zero or begins a Chinese character or full-width sign.
    """
    sample = content[:_SAMPLE]
    if len(content) % 2 or b"\0" not in sample:
        return ""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        likely = sum(byte in _HIGH for byte in high)
        if b"\0" in high and likely >= len(high) * 0.97:
            return encoding
    return ""


def codec(content: bytes) -> tuple[bytes, str]:
    """The byte order mark ``content`` begins with (b"" without one) and its encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    if found := wide(content):
        return b"", found
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "gb18030"
    return b"", "utf-8"
