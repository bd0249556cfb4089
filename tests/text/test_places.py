"""Offsets in the text of a document lead back to its paragraphs and cells."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.text.document import Document, Hidden, Paragraph, Picture, Place, Table
from gongkai.text.places import Places
from gongkai.text.signature import Kind

WORDS = st.text(alphabet="青禾县12件", max_size=4)
PARAGRAPHS = st.builds(
    Paragraph,
    WORDS,
    st.builds(Place, paragraph=st.integers(1, 99)),
    hidden=st.sampled_from([None, None, Hidden.DELETED]),
)
TABLES = st.builds(
    Table,
    st.lists(st.lists(WORDS, max_size=3).map(tuple), max_size=3).map(tuple),
    st.builds(Place, table=st.integers(1, 9)),
    hidden=st.sampled_from([None, None, Hidden.SHEET]),
    hidden_rows=st.frozensets(st.integers(0, 2), max_size=1),
    hidden_columns=st.frozensets(st.integers(0, 2), max_size=1),
)
PARTS = st.lists(PARAGRAPHS | TABLES | st.just(Picture("图", Place())), max_size=5).map(tuple)


@given(PARTS)
def test_every_character_has_its_place(parts):
    document = Document(Kind.TXT, parts)
    places = Places(document)
    said = {(piece.place, piece.text) for piece in document.said()}
    at = 0
    for line in document.text.split("\n"):
        for piece in line.split("\t"):
            if piece:
                assert (places.at(at), piece) in said
                assert places.at(at + len(piece) - 1) == places.at(at)
            at += len(piece) + 1


def test_an_empty_document_has_no_places():
    assert Places(Document(Kind.TXT, ())).at(0) == Place()
