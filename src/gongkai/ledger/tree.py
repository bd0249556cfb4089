"""The Merkle tree of RFC 6962, in the tiles of 256 hashes in which it is published.

Everything is computed from tiles: `read(level, number)` returns the hashes of one tile, where
level 0 holds leaf hashes and every hash of a higher level stands for a full tile below it.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

WIDTH = 256
HASH_BYTES = 32
EMPTY = sha256(b"").digest()
Read = Callable[[int, int], Sequence[bytes]]
Made = tuple[int, int, bytes]
"""Level (1 or more) and place of a hash that stands for a full tile below, and the hash."""


class Broken(Exception):
    """A proof does not lead where it should."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two subtrees."""
    return sha256(b"\1" + left + right).digest()


def full_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over 2ⁿ hashes."""
    row = hashes
    while len(row) > 1:
        pairs = iter(row)
        row = [sha256(b"\1" + left + right).digest() for left, right in zip(pairs, pairs)]  # noqa: B905
    return row[0]


def append(frontier: Sequence[bytes], size: int, leaf: bytes) -> tuple[list[bytes], list[Made]]:
    """Add one leaf hash in O(log n).

    The frontier holds the roots of the full subtrees a tree is made of, the largest first: one
    for each bit set in its size. Returned with the new one are the hashes of tiles it completed.
    """
    rest, made = list(frontier), list[Made]()
    found, height = leaf, 0
    while size >> height & 1:
        found, height = node_hash(rest.pop(), found), height + 1
        if height % 8 == 0:
            made.append((height // 8, size >> height, found))
    return [*rest, found], made


def frontier_root(frontier: Sequence[bytes]) -> bytes:
    """Return the root of the tree that a frontier stands for."""
    if not frontier:
        return EMPTY
    found = frontier[-1]
    for left in reversed(frontier[:-1]):
        found = node_hash(left, found)
    return found


def root(size: int, read: Read) -> bytes:
    """Return the root over the first `size` leaves."""
    return _range(0, size, read) if size else EMPTY


def inclusion(index: int, size: int, read: Read) -> list[bytes]:
    """Return the audit path of a leaf, the nearest first. Raises ValueError outside the tree."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path, low, high = list[bytes](), 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_range(middle, high, read))
            high = middle
        else:
            path.append(_range(low, middle, read))
            low = middle
    return path[::-1]


def root_of_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """Return the root an audit path leads to. Raises Broken when its length is wrong."""
    if not 0 <= index < size:
        raise Broken(f"no leaf {index} in a tree of {size}")
    found, place, last = leaf, index, size - 1
    for other in path:
        if not last:
            raise Broken("the path is too long")
        if place & 1 or place == last:
            found = node_hash(other, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, other)
        place, last = place >> 1, last >> 1
    if last:
        raise Broken("the path is too short")
    return found


def consistency(old: int, new: int, read: Read) -> list[bytes]:
    """Return the proof that a tree begins with an older one. Raises ValueError for bad sizes."""
    if not 0 < old <= new:
        raise ValueError(f"no tree of {old} inside one of {new}")
    proof, low, high, whole = list[bytes](), 0, new, True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            proof.append(_range(middle, high, read))
            high = middle
        else:
            proof.append(_range(low, middle, read))
            low, whole = middle, False
    return [*([] if whole else [_range(low, high, read)]), *proof[::-1]]


def consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """True when the proof shows that the newer tree begins with the older one."""
    if old == new:
        return not proof and old_root == new_root
    if not 0 < old < new:
        return False
    rest = list(proof)
    if not old & (old - 1):
        rest.insert(0, old_root)
    if not rest:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = rest[0]
    for other in rest[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            first, second = node_hash(other, first), node_hash(other, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, other)
        place, last = place >> 1, last >> 1
    return not last and first == old_root and second == new_root


def _split(size: int) -> int:
    """Return the largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1


def _range(low: int, high: int, read: Read) -> bytes:
    """Return the hash over leaves low ≤ i < high, which must be a node of the tree."""
    size = high - low
    if size & (size - 1):
        middle = low + _split(size)
        return node_hash(_range(low, middle, read), _range(middle, high, read))
    level, rest = divmod(size.bit_length() - 1, 8)
    first = low >> 8 * level
    number, place = divmod(first, WIDTH)
    return full_root(read(level, number)[place : place + (1 << rest)])
