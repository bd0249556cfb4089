"""Real documents walk the whole path: read, mended, checked, signed, published, shown."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from django.core.management import call_command

from gongkai.disclosures import importers, operations
from gongkai.kernel.actor import CLOCK
from gongkai.screening.queries import blocking_remarks, open_findings
from gongkai.text import html
from gongkai.text.encoding import decode
from gongkai.text.repair import repair
from tests.conftest import SHARED
from tests.disclosures.conftest import column, county, office
from tests.disclosures.walks import AT, FORMED

__all__ = ["column", "county", "office"]
pytestmark = [pytest.mark.django_db, pytest.mark.corpus]

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
POLICIES = sorted((SHARED / "corpus" / "zhengce").glob("*.txt"))


def letters(text):
    """The characters that carry the text: everything but white space."""
    return re.sub(r"\s+", "", text.replace("\u3000", ""))


def published(office, path, genre):
    imported = importers.from_file(BytesIO(path.read_bytes()), name=path.name, at=AT)
    content = replace(
        imported.content,
        title=imported.content.title or path.stem,
        doc_number="",
        formed_on=FORMED,
        column=office.column,
    )
    document = operations.start(
        organ=office.county.liuxi, genre=genre, content=content, by=office.clerk, at=AT
    )
    for finding in open_findings(document.reference):
        operations.dismiss_finding(
            document, finding, note="办公电话，依法公开", by=office.clerk, at=AT
        )
    if blocking := list(blocking_remarks(document.reference)):
        who = {"by": office.clerk, "at": AT}
        operations.verify_remarks(document, blocking, note="以原稿为准", **who)
    document = operations.submit(document, by=office.clerk, at=AT)
    document = operations.sign(office.pass_on(document), by=office.signer, at=AT)
    operations.publish(document, by=CLOCK, at=AT)
    document.refresh_from_db()
    return document


@pytest.mark.parametrize("path", [*SEEDS, *POLICIES], ids=lambda path: path.stem[:40])
def test_nothing_of_a_real_document_is_lost_on_its_way_to_the_public(office, path):
    genre = "policy" if path in POLICIES else "information"
    document = published(office, path, genre)

    mended = repair(decode(path.read_bytes())).text
    body, title = letters(html.plain(document.live.body)), letters(document.live.title)
    assert letters(mended) in (body, title + body)
    names = {s.person_name for s in document.signatures.all()}
    assert names == {"李办", "赵审", "王主任"}


def test_the_pages_of_real_documents_show_all_their_text(office, home):
    documents = [published(office, path, "information") for path in SEEDS]
    call_command("publish", verbosity=0)

    for document in documents:
        page = (home / "site" / "current" / document.address.lstrip("/")).read_text("utf-8")
        shown = letters(unescape(re.sub(r"<[^>]+>", "", page)))
        for block in html.blocks(document.live.body):
            assert letters(block) in shown


def test_garbled_seed_reads_in_simplified_characters(office):
    garbled = next(path for path in SEEDS if path.name.startswith("000"))
    live = published(office, garbled, "information").live

    assert "(wù)" not in live.title + live.body
    assert "政务公开工作总结" in live.title
    assert "严格执行" in live.body
