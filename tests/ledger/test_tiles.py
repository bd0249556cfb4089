"""Names and sizes of tiles, after the examples of the specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.tiles import ENTRIES, Tile, held, levels, of_size, parsed


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 1234067), "ledger/tile/0/x001/x234/067"),
        (Tile(0, 0, 1), "ledger/tile/0/000.p/1"),
        (Tile(ENTRIES, 999), "ledger/tile/entries/999"),
        (Tile(ENTRIES, 1000, 255), "ledger/tile/entries/x001/000.p/255"),
    ],
)
def test_paths(tile, path):
    assert tile.path == path
    assert parsed(path) == tile


@given(st.integers(-1, 7), st.integers(0, 10**10), st.integers(1, 256))
def test_path_and_back(level, number, width):
    tile = Tile(level, number, width)
    assert parsed(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        *("ledger/tile/0/0", "ledger/tile/00/000", "ledger/tile/0/000.p/0", "ledger/tile/9/000"),
        *("ledger/tile/0/000.p/256", "ledger/tile/0/000.p/01", "ledger/tile/0/x000/000"),
        *(
            "ledger/tile/0/001/000",
            "ledger/checkpoint",
            "ledger/tile/0/000.gz",
            "ledger/tile/0/٠٠٠",
        ),
    ],
)
def test_what_is_no_tile(path):
    assert parsed(path) is None


def test_tree_of_70000_has_the_tiles_of_the_specification():
    found = list(of_size(70000))
    zero = [tile for tile in found if tile.level == 0]
    assert len(zero) == 274
    assert zero[-1] == Tile(0, 273, 112)
    assert [tile for tile in found if tile.level > 0] == [Tile(1, 0), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert len([tile for tile in found if tile.level == ENTRIES]) == 274


def test_tree_of_256_has_a_full_and_a_partial_tile():
    expected = [Tile(ENTRIES, 0), Tile(0, 0), Tile(1, 0, 1)]
    assert list(of_size(256)) == expected
    assert (held(1, 256), list(levels(256)), list(levels(0))) == (1, [-1, 0, 1], [-1, 0])
    assert (Tile(0, 0, 3).bytes, Tile(ENTRIES, 0, 3).bytes) == (96, 102)


@given(st.integers(0, 200_000), st.integers(0, 2000))
def test_new_tiles_are_those_of_the_new_size_that_the_old_one_lacks(old, more):
    assert set(of_size(old + more, old)) == set(of_size(old + more)) - set(of_size(old))


def test_one_more_leaf_is_few_files():
    assert list(of_size(1_000_001, 1_000_000)) == [Tile(ENTRIES, 3906, 65), Tile(0, 3906, 65)]
