"""Personal data in drafts: found, masked, kept on a ground, dismissed; answers survive."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from gongkai.disclosures import operations
from gongkai.kernel import files
from gongkai.law.procedure import NotAllowed
from gongkai.screening import access as screening
from gongkai.screening import operations as screening_operations
from gongkai.screening.models import Finding
from gongkai.screening.queries import open_findings
from gongkai.text.refusal import BadFile
from tests.disclosures.walks import AT, kept

pytestmark = pytest.mark.django_db
IDENTITY, MOBILE = "11010519491231002X", "13900001111"
BODY = f"<p>申请人身份证<strong>110105</strong>194912 31002X，电话{MOBILE}。</p>"


def found(document):
    return {f.kind: f for f in screening.findings(document.reference)}


def test_saving_finds_personal_data_in_every_place(office):
    document = office.drafted(
        title=f"关于{MOBILE}的公告", body=BODY, attachments=((f"{MOBILE}.csv", kept()),)
    )

    assert set(found(document)) == {"identity_number", "mobile"}
    mobile = found(document)["mobile"]
    assert mobile.count == 3
    assert mobile.place == f"标题、正文、附件名“{MOBILE}.csv”"
    assert mobile.mask == "139****1111"


def test_open_finding_blocks_check_and_express(office):
    document = office.reviewed(office.submitted(body=BODY))

    with pytest.raises(NotAllowed, match="个人信息提示没有处理"):
        operations.pass_check(document, by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="个人信息提示没有处理"):
        operations.express(document, reason="急", by=office.checker, at=AT)


def test_masking_writes_a_version_without_the_numbers(office):
    document = office.drafted(title=f"关于{MOBILE}的公告", body=BODY)

    document = operations.mask_findings(
        document, open_findings(document.reference), seen=1, by=office.clerk, at=AT
    )

    assert document.draft.number == 2
    assert document.draft.title == "关于139****1111的公告"
    assert MOBILE not in document.draft.body
    assert "491231" not in document.draft.body
    assert not open_findings(document.reference).exists()
    assert {f.answer for f in Finding.objects.all()} == {"masked"}


def test_masked_number_typed_again_is_open_again(office):
    document = office.drafted(body=BODY)
    document = operations.mask_findings(
        document, open_findings(document.reference), seen=1, by=office.clerk, at=AT
    )
    document = operations.write(
        document, content=office.content(body=BODY), seen=2, by=office.clerk, at=AT
    )

    assert open_findings(document.reference).count() == 2


def test_word_attachment_is_read_too(office):
    word = BytesIO()
    with ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body><w:p><w:r><w:t>电话{MOBILE}</w:t></w:r></w:p></w:body></w:document>",
        )
    word.seek(0)
    document = office.drafted(attachments=(("表.docx", files.keep(word, name="表.docx", at=AT)),))

    assert open_findings(document.reference).get().place == "附件“表.docx”第1段"


CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument'
    '/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def test_answers_survive_a_rerun_and_a_new_version(office):
    document = office.drafted(body=BODY)
    mobile, identity = found(document)["mobile"], found(document)["identity_number"]
    operations.keep_finding(
        document, mobile, ground="consent", note="同意书在卷", by=office.clerk, at=AT
    )
    operations.dismiss_finding(document, identity, note="是设备编号", by=office.checker, at=AT)

    operations.write(
        document, content=office.content(body=BODY, title="新题"), seen=1, by=office.clerk, at=AT
    )

    assert {f.answer for f in screening.findings(document.reference)} == {"kept", "dismissed"}
    assert not open_findings(document.reference).exists()


def test_data_that_left_the_text_no_longer_block(office):
    document = office.drafted(body=BODY)
    operations.write(document, content=office.content(), seen=1, by=office.clerk, at=AT)

    assert screening.findings(document.reference) == []
    assert Finding.objects.filter(present=False).count() == 2


def test_answer_can_be_taken_back(office):
    document = office.drafted(body=BODY)
    mobile = found(document)["mobile"]
    operations.dismiss_finding(document, mobile, note="总机", by=office.clerk, at=AT)
    assert open_findings(document.reference).count() == 1

    finding = operations.reopen_finding(document, mobile, by=office.clerk, at=AT)
    assert (finding.answer, finding.answered_by) == ("", None)


def test_answer_refusals(office):
    document = office.drafted(body=BODY)
    mobile = found(document)["mobile"]
    with pytest.raises(NotAllowed, match="必须选定公开依据"):
        operations.keep_finding(document, mobile, ground="", note="", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="不能作为公开手机号码的依据"):
        operations.keep_finding(
            document, mobile, ground="aid_list", note="", by=office.clerk, at=AT
        )
    with pytest.raises(NotAllowed, match="说明为什么"):
        operations.dismiss_finding(document, mobile, note=" ", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="没有处理个人信息提示的职责"):
        operations.dismiss_finding(document, mobile, note="x", by=office.actor("钱"), at=AT)
    document = operations.submit(document, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="只有起草中的稿件可以遮盖"):
        operations.mask_findings(document, [mobile], seen=1, by=office.clerk, at=AT)
    document = operations.recall(document, by=office.clerk, at=AT)
    document = operations.discard(document, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="不能再处理个人信息提示"):
        operations.reopen_finding(document, mobile, by=office.clerk, at=AT)


def test_checklist_editions_and_their_refusals(office):
    liuxi, admin = office.county.liuxi, office.actor("韩管")
    questions = [{"key": "secret", "text": "是否涉密", "basis": "保密法"}]
    first = screening_operations.set_checklist(liuxi, questions=questions, by=admin, at=AT)
    second = screening_operations.set_checklist(liuxi, questions=questions, by=admin, at=AT)
    assert [first.number, second.number] == [1, 2]
    assert str(second) == "柳溪镇人民政府 第2版"

    with pytest.raises(NotAllowed, match="只有本机关的管理员"):
        screening_operations.set_checklist(liuxi, questions=questions, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="至少要有一项"):
        screening_operations.set_checklist(liuxi, questions=[], by=admin, at=AT)


def test_review_refusals(office):
    document = office.submitted()
    with pytest.raises(NotAllowed, match="没有“保密审查”的职责"):
        office.reviewed(document, by=office.clerk)
    with pytest.raises(NotAllowed, match="“适当”或“不适当”"):
        office.reviewed(document, content="maybe")
    with pytest.raises(NotAllowed, match="审查结论中选择"):
        office.reviewed(document, conclusion="whatever")


def test_review_keeps_the_edition_it_used(office):
    document = office.reviewed(office.submitted())
    review = document.signatures.none() or screening_reviews(document)[0]
    assert review.checklist.number == 1
    assert str(review).startswith("赵审 disclosures.document:")
    assert str(found(office.drafted(title="乙", body=BODY))["mobile"]) == "mobile 正文"


def screening_reviews(document):
    from gongkai.screening.queries import reviews

    return reviews(document.reference)


def test_attachment_that_cannot_be_opened_is_refused_by_name(office, monkeypatch):
    def broken(stream, kind, name):
        raise BadFile("文件已损坏")

    monkeypatch.setattr("gongkai.disclosures.operations.parts.read_document", broken)
    with pytest.raises(NotAllowed, match=r"附件“表\.csv”打不开：文件已损坏"):
        office.drafted(attachments=(("表.csv", kept()),))
