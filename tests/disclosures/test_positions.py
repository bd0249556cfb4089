"""Places in lists: given once, kept for ever, free of doubles."""

from io import BytesIO

import pytest
from PIL import Image

from gongkai.catalogue.models import Column
from gongkai.disclosures import operations
from gongkai.disclosures.models import Position, ShownFile
from tests.disclosures.walks import AT, kept


@pytest.fixture
def below(column) -> Column:
    return Column.objects.create(
        section="statutory", parent=column, name="临时救助", slug="relief",
        column_type="数据发布", description="临时救助", keywords="临时救助",
    )  # fmt: skip


def png() -> bytes:
    made = BytesIO()
    Image.new("RGB", (3, 2), "white").save(made, "PNG")
    return made.getvalue()


def places(document) -> dict[str, int]:
    rows = document.positions.filter(left_at=None).order_by("id")
    return {row.series: row.number for row in rows}


def test_publication_gives_a_place_in_every_list(office, column, below):
    first = office.published(column=below)
    second = office.published("information", column=column)
    organ = f"organ:{office.county.liuxi.pk}"
    of_column, of_below = f"column:{column.pk}", f"column:{below.pk}"
    assert places(first) == {"all:0": 1, organ: 1, of_column: 1, of_below: 1}
    assert places(second) == {"all:0": 2, organ: 2, of_column: 2}


def test_policies_and_interpretations_share_a_list(office):
    policy = office.published("policy")
    assert places(policy)["policy:0"] == 1


def test_withdrawn_document_leaves_its_lists_and_comes_back_to_its_places(office):
    document = office.published()
    before = places(document)
    office.published("information")
    document = operations.withdraw(document, reason="有误", by=office.signer, at=AT)
    assert places(document) == {"withdrawn:0": 1}
    document = operations.begin_correction(document, reason="有误", by=office.clerk, at=AT)
    document = operations.write(
        document, content=office.content(body="<p>改正。</p>"), seen=1, by=office.clerk, at=AT
    )
    office.again(document)
    assert places(document) == before


def test_correction_that_changes_the_column_leaves_a_gap(office, column, below):
    document = office.published(column=below)
    document = operations.begin_correction(document, reason="放错栏目", by=office.clerk, at=AT)
    other = Column.objects.create(
        section="statutory", name="财政预决算", slug="finance",
        column_type="数据发布", description="财政", keywords="财政",
    )  # fmt: skip
    document = operations.write(
        document, content=office.content(column=other), seen=1, by=office.clerk, at=AT
    )
    office.again(document)
    assert f"column:{other.pk}" in places(document)
    assert f"column:{below.pk}" not in places(document)
    left = Position.objects.get(document=document, kind="column", of=below.pk)
    assert (left.number, left.left_at) == (1, AT)
    assert places(office.published("information", column=below))[f"column:{below.pk}"] == 2


def test_files_on_show_follow_the_public_text(office):
    picture, table = kept(png(), "a.png"), kept()
    document = office.published(
        body=f'<p><img src="files/{picture.sha256}.png"></p>', attachments=[("a.csv", table)]
    )
    shown = ShownFile.objects.filter(document=document).order_by("file")
    assert {row.file_id for row in shown} == {picture.pk, table.pk}
    operations.withdraw(document, reason="有误", by=office.signer, at=AT)
    assert not shown.all().exists()


def test_rows_say_what_they_are(office):
    document = office.published(attachments=[("a.csv", kept())])
    assert str(document.positions.get(kind="all")) == "全部 0: 1"
    assert str(ShownFile.objects.get()) == f"{document.pk} {ShownFile.objects.get().file_id}"
