"""Pages counted from the oldest: a new row moves none of the numbered ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.portal.paging import leaves


def shown(count: int, size: int = 3) -> dict[str, list[int]]:
    return {leaf.path: list(leaf.rows) for leaf in leaves("/a/", list(range(count)), size)}


@pytest.mark.parametrize(
    ("count", "pages"),
    [
        (0, {"/a/": []}),
        (5, {"/a/": [4, 3, 2, 1, 0]}),
        (6, {"/a/1.html": [2, 1, 0], "/a/": [5, 4, 3]}),
        (8, {"/a/1.html": [2, 1, 0], "/a/": [7, 6, 5, 4, 3]}),
    ],
)
def test_pages(count, pages):
    assert shown(count) == pages


@given(st.integers(0, 60), st.integers(1, 7))
def test_every_row_once_and_numbered_pages_never_change(count, size):
    now, later = shown(count, size), shown(count + 1, size)
    assert sorted(row for rows in now.values() for row in rows) == list(range(count))
    assert all(later[path] == rows for path, rows in now.items() if path != "/a/")


def test_neighbours():
    first, second, newest = leaves("/a/", list(range(9)), 3)
    assert (first.older, first.newer) == ("", "/a/2.html")
    assert (second.older, second.newer) == ("/a/1.html", "/a/")
    assert (newest.older, newest.newer) == ("/a/2.html", "")
    assert newest.numbers == [(2, "/a/2.html"), (1, "/a/1.html")]
    (only,) = leaves("/a/", [1], 3)
    assert (only.older, only.newer, only.numbers) == ("", "", [])
