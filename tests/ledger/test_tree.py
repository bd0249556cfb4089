"""The tree is that of RFC 6962: compared with its definition, written out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.ledger import tree
from tests.ledger import naive

SIZES = st.integers(1, 600)


def entries(size):
    return [number.to_bytes(4, "big") for number in range(size)]


def grown(size):
    frontier, nodes = [], {}
    for number, entry in enumerate(entries(size)):
        frontier, made = tree.append(frontier, number, tree.leaf_hash(entry))
        nodes |= {(level, place): found for level, place, found in made}
    return frontier, nodes


def test_vectors_of_the_standard():
    # the tree of eight entries that implementations of RFC 6962 test with
    given_ = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    data = [*map(bytes.fromhex, given_), bytes.fromhex("606162636465666768696a6b6c6d6e6f")]
    frontier = []
    for number, entry in enumerate(data):
        frontier, _ = tree.append(frontier, number, tree.leaf_hash(entry))
    expected = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert tree.frontier_root(frontier).hex() == expected
    assert tree.EMPTY.hex().startswith("e3b0c44298fc1c14")


@given(SIZES)
@settings(max_examples=40)
def test_root_is_that_of_the_definition(size):
    read = naive.tiles(entries(size))
    assert tree.root(size, read) == naive.mth(entries(size))
    assert tree.frontier_root(grown(size)[0]) == naive.mth(entries(size))


def test_root_of_nothing():
    assert tree.root(0, None) == tree.frontier_root([]) == tree.EMPTY


def test_completed_tiles_are_told_at_their_place():
    size = 256 * 256 + 300
    frontier, nodes = grown(size)
    assert sorted(nodes) == [*((1, place) for place in range(257)), (2, 0)]
    assert nodes[1, 256] == naive.mth(entries(size)[65536 : 65536 + 256])
    row = [nodes[1, place] for place in range(256)]
    assert nodes[2, 0] == tree.full_root(row)
    assert len(frontier) == size.bit_count()


@given(st.data())
@settings(max_examples=60)
def test_audit_path_is_that_of_the_definition_and_leads_to_the_root(data):
    size = data.draw(SIZES)
    index = data.draw(st.integers(0, size - 1))
    made = tree.inclusion(index, size, naive.tiles(entries(size)))
    assert made == naive.path(index, entries(size))
    leaf = tree.leaf_hash(entries(size)[index])
    assert tree.root_of_inclusion(index, size, leaf, made) == naive.mth(entries(size))


@given(st.data())
@settings(max_examples=60)
def test_consistency_is_that_of_the_definition_and_holds(data):
    new = data.draw(SIZES)
    old = data.draw(st.integers(1, new))
    made = tree.consistency(old, new, naive.tiles(entries(new)))
    assert made == naive.proof(old, entries(new))
    old_root, new_root = naive.mth(entries(old)), naive.mth(entries(new))
    assert tree.consistent(old, old_root, new, new_root, made)
    wrong = tree.leaf_hash(b"another")
    assert not tree.consistent(old, wrong, new, new_root, made)
    assert not tree.consistent(old, old_root, new, wrong, made)
    assert not tree.consistent(old, old_root, new, new_root, [*made, wrong])
    if made:
        assert not tree.consistent(old, old_root, new, new_root, made[:-1])


def test_proofs_across_levels_of_tiles():
    size, old = 256 * 256 + 5, 256 * 200 + 7
    frontier, nodes = grown(size)
    whole = tree.frontier_root(frontier)

    def read(level, number):
        if level == 0:
            rows = entries(size)[number * 256 : number * 256 + 256]
            return [tree.leaf_hash(row) for row in rows]
        places = range(number * 256, number * 256 + 256)
        return [nodes[level, place] for place in places if (level, place) in nodes]

    for index in (0, 255, 256, old, 65535, 65536, size - 1):
        path = tree.inclusion(index, size, read)
        leaf = tree.leaf_hash(entries(size)[index])
        assert tree.root_of_inclusion(index, size, leaf, path) == whole
    proof = tree.consistency(old, size, read)
    assert tree.consistent(old, tree.root(old, read), size, whole, proof)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_outside_the_tree(index, size):
    with pytest.raises(ValueError, match="no leaf"):
        tree.inclusion(index, size, naive.tiles(entries(size)))
    with pytest.raises(tree.Broken):
        tree.root_of_inclusion(index, size, b"", [])


@pytest.mark.parametrize("path", [[], [b"a"], [b"a"] * 3])
def test_path_of_a_wrong_length_is_broken(path):
    with pytest.raises(tree.Broken):
        tree.root_of_inclusion(1, 4, b"leaf", path)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_there_is_no_consistency_of_bad_sizes(old, new):
    with pytest.raises(ValueError, match="no tree"):
        tree.consistency(old, new, naive.tiles(entries(new)))
    assert not tree.consistent(old, b"", new, b"", [])


def test_consistency_needs_a_proof():
    assert not tree.consistent(3, b"a", 5, b"b", [])
