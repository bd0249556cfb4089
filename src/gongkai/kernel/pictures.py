"""Pictures without what a camera writes beside them: place, device, author, preview."""

import struct
import zlib
from typing import Any, BinaryIO, cast

from PIL import Image, ImageOps, JpegImagePlugin

from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

FORMATS = {Kind.JPG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
"""The kinds that are cleaned, by Pillow's names."""
MAX_PIXELS = 80_000_000
"""Width × height; unpacked that is some 300 MB of memory."""

DAMAGED = "图片已损坏或不完整，打不开。请重新下载或另存一份后再上传。"
MOVING = "这是会动的图片。请另存为 GIF 或 MP4 后再上传。"
_BROKEN = (OSError, SyntaxError, ValueError, LookupError, EOFError, struct.error, zlib.error)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def strip(source: BinaryIO, kind: Kind, target: BinaryIO) -> None:
    """Write the picture anew, upright and with its colours, without any metadata.

    PNG and WebP keep every pixel; JPEG is packed again with its own tables. Raises BadFile for
    damage, animation and more than MAX_PIXELS, before anything large is unpacked.
    """
    try:
        picture = Image.open(source, formats=[FORMATS[kind]])
    except _BOMB as error:
        raise BadFile("图片的像素太多，为安全起见不能接收。请缩小后再上传。") from error
    except _BROKEN as error:
        raise BadFile(DAMAGED) from error
    with picture:
        _refuse(picture, kind)
        try:
            upright = ImageOps.exif_transpose(picture)
        except _BROKEN as error:
            raise BadFile(DAMAGED) from error
        # The comment of a JPEG is copied unless another one is given.
        options = {"icc_profile": picture.info.get("icc_profile"), "comment": b""}
        upright.save(target, FORMATS[kind], **options, **_as_before(picture, kind))


def _refuse(picture: Image.Image, kind: Kind) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise BadFile(f"图片有 {width}×{height} 像素，太大了。请缩小后再上传。")
    # A JPEG may carry further pictures (depth, preview); they are left behind.
    if kind is not Kind.JPG and getattr(picture, "is_animated", False):
        raise BadFile(MOVING)


def _as_before(picture: Image.Image, kind: Kind) -> dict[str, Any]:
    """How to pack the picture so that it looks as it did."""
    if kind is Kind.JPG:
        photograph = cast("JpegImagePlugin.JpegImageFile", picture)
        return {
            "qtables": photograph.quantization,
            "subsampling": JpegImagePlugin.get_sampling(photograph),
            "progressive": "progressive" in picture.info,
        }
    return {"lossless": True, "exact": True} if kind is Kind.WEBP else {}
