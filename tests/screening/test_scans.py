"""Scans are read by the clock where a machine can, and somebody still looks at them."""

import pytest

from gongkai.disclosures import operations
from gongkai.disclosures.operations import parts
from gongkai.disclosures.operations.content import Unfit
from gongkai.kernel.actor import CLOCK
from gongkai.law.procedure import NotAllowed
from gongkai.screening import queries
from gongkai.screening.models import Run
from gongkai.text.documents.scan import Stretch
from tests.disclosures.walks import AT, kept
from tests.text import pdfs

pytestmark = pytest.mark.django_db
SCAN = pdfs.pdf(pdfs.picture(0, 0, 400, 600)).getvalue()


@pytest.fixture
def reads(monkeypatch):
    """A machine that reads what the test says on every picture."""

    def told(said: str) -> None:
        line = Stretch(said, 0, 0, 300, 20, 0.9)
        monkeypatch.setattr(parts, "recogniser", lambda: lambda picture: [line])

    return told


def scanned():
    return ("扫描.pdf", kept(SCAN, "扫描.pdf")), ("甲.csv", kept())


def found(document):
    open_ = queries.open_findings(document.reference)
    return {(each.kind, each.place) for each in open_}


def test_without_a_machine_a_person_looks(office, monkeypatch):
    monkeypatch.setattr(parts, "recogniser", lambda: None)
    document = office.drafted(attachments=scanned())
    assert Run.objects.get().state == "done"
    assert found(document) == {(queries.UNREAD, "附件“扫描.pdf”")}


def test_a_machine_reads_in_the_background_and_a_person_looks_too(office, reads):
    reads("台帐，联系电话13800138000")
    document = office.submitted(attachments=scanned())
    run = Run.objects.get()
    assert (run.state, run.total, found(document)) == ("waiting", 3, set())
    assert operations.screen_next(by=CLOCK, at=AT)
    assert found(document) == {
        (queries.UNREAD, "附件“扫描.pdf”"), ("mobile", "附件“扫描.pdf”机器识读 第1页 第1段"),
    }  # fmt: skip
    unread = queries.open_findings(document.reference).get(kind=queries.UNREAD)
    assert "文字由机器识读，可能有错漏，请对照原件" in str(unread.text)
    assert not queries.open_remarks(document.reference).exists()
    with pytest.raises(NotAllowed):
        office.pass_on(document)


def test_a_mark_of_secrecy_on_a_scan_stops_the_run(office, reads):
    reads("机密★5年")
    document = office.drafted(attachments=scanned())
    assert operations.screen_next(by=CLOCK, at=AT)
    assert Run.objects.get().state == "failed"
    with pytest.raises(Unfit, match="已经从系统清除"):
        parts.part_of(document.draft.attachments.first())
