"""Uploads go to disk piece by piece; a file above the limit is dropped while it arrives."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

TOO_LARGE = "upload_too_large"


class LimitedUpload(FileUploadHandler):
    """Stands before Django's handlers and skips what is too large; the other fields survive."""

    received = 0

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **options)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the piece on, or drop the file and note its name on the request."""
        self.received += len(raw_data)
        if self.received > settings.GONGKAI["max_upload_bytes"]:
            dropped = [*dropped_names(self.request), self.file_name or "文件"]
            setattr(self.request, TOO_LARGE, dropped)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""


def dropped_names(request: Any) -> list[str]:
    """Return the names of the files that were too large to be taken in."""
    found: list[str] = getattr(request, TOO_LARGE, [])
    return found


def refusals(request: Any) -> list[str]:
    """Return a sentence for each file that was too large."""
    limit = settings.GONGKAI["max_upload_bytes"] // (1024 * 1024)
    return [
        f"“{name}”超过 {limit} MB，没有上传。请压缩或拆分后再传，其他内容都已保留。"
        for name in dropped_names(request)
    ]
