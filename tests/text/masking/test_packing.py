"""Long texts that are packed while they are made."""

import zlib

import pytest

from gongkai.text.masking import packing
from gongkai.text.masking.packing import Packed, packed


def test_pieces_come_back_in_order(monkeypatch):
    monkeypatch.setattr(packing, "PIECE", 4)
    made = Packed()
    for text in ("青禾", "县柳溪", "镇", ""):
        made.add(text, "。")
    assert "".join(made.texts()) == "青禾。县柳溪。镇。。"
    assert len(list(made.texts())) > 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "ascii"])
def test_an_encoding_is_written_as_one_text(encoding):
    content = zlib.decompress(packed(["<c>张", "*</c>"], encoding))
    assert content.decode(encoding).replace("&#24352;", "张") == "<c>张*</c>"
