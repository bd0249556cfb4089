"""Rules of wording: packs as data, laid over each other, found in a text in one pass.

``compile_packs(shipped())`` is the national set; an office lays its own pack on top of it.
"""

from gongkai.text.wording.layers import compile_packs
from gongkai.text.wording.pack import BadPack, Pack, read_pack, shipped
from gongkai.text.wording.search import Finding, Wording

__all__ = ["BadPack", "Finding", "Pack", "Wording", "compile_packs", "read_pack", "shipped"]
