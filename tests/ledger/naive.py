"""RFC 6962 as its section 2.1 says it, over a list of entries; slow and obvious."""

from hashlib import sha256


def split(count):
    k = 1
    while k * 2 < count:
        k *= 2
    return k


def mth(entries):
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m, entries):
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m, entries):
    return subproof(m, entries, True)


def subproof(m, entries, whole):
    if m == len(entries):
        return [] if whole else [mth(entries)]
    k = split(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], whole), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def tiles(entries):
    """A reader of tiles over a list, each hash computed from its entries."""

    def read(level, number):
        span = 256**level
        full = len(entries) // span
        places = range(number * 256, min(full, number * 256 + 256))
        return [mth(entries[place * span : (place + 1) * span]) for place in places]

    return read
