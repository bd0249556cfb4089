"""The reply: every type has its letter; who stands for it; how it is served."""

import pytest
from django.db import IntegrityError, transaction

from gongkai.foi import access, operations, queries
from gongkai.foi.models import Letter, Reply
from gongkai.foi.operations.lettering import issue
from gongkai.kernel import sealed_files
from gongkai.kernel.keyring import KeyTrouble
from gongkai.kernel.models import SealedFile
from gongkai.law.answers import all_answers
from gongkai.law.procedure import NotAllowed
from gongkai.organs.models import ChainLink
from tests.foi.walks import AT, DAY, PROOF, WANTED, WAY, kept, paper

pytestmark = pytest.mark.django_db


def ready(office, code):
    """A request for which this answer may be given."""
    if code == "A15":
        return operations.correct(office.correcting(), "那份文件", by=office.clerk, at=AT)
    if code == "A19":
        return operations.take_reasons(
            office.explaining(), "没有", accepted=False, by=office.clerk, at=AT
        )
    if code == "A7":
        return operations.end_consultation(
            office.consulting(), "c1", "objects", "秘密", by=office.clerk, at=AT
        )
    request = office.handled()
    if code == "A12":
        return operations.search(
            request, places="档案室", words="名单", period="2025年", found="没有",
            by=office.clerk, at=AT,
        )  # fmt: skip
    return request


@pytest.mark.parametrize(
    "answer", [row for row in all_answers() if not row.closing], ids=lambda row: row.code
)
def test_every_type_of_answer_is_given_by_its_letter(office, answer):
    files = ((kept(), True),) if answer.partial else ()
    request = office.served(ready(office, answer.code), answer.code, files=files)
    letter = request.reply.letter
    assert (letter.code, request.counted_as) == (answer.letter_id, answer.code)
    assert letter.kind.missing(letter.text) == ()
    first = letter.text["remedy"].index("先向") if "先向" in letter.text["remedy"] else None
    assert (first is not None) is answer.withholds
    assert letter.doc_number == f"青柳依复〔2026〕{letter.seq}号"


def test_a_letter_may_have_points_and_tables(office):
    text = {
        "reasons": " 能够区分 ", "provision": ["名单", "金额"], "empty": "",
        "withheld": [["1", "证件号码", "个人隐私", "第十五条"]],
    }  # fmt: skip
    request = office.served(code="A3", text=text, files=((kept(), True),))
    told = operations.look_at_letter(request.letters.get(), by=office.clerk, at=AT)
    assert (told.answer, told.text["withheld"][0][1]) == ("A3", "证件号码")
    assert (told.text["reasons"], "empty" in told.text) == ("能够区分", False)
    assert told.text["asked"] == WANTED


WANTING = [
    ({"code": "A99"}, "没有代码为“A99”的答复类型"),
    ({"code": "A21"}, "由逾期的事实得出"),
    ({"code": "A2", "grounds": ("N14a",)}, "不能以所选的理由作出"),
]


@pytest.mark.parametrize(("over", "sentence"), WANTING)
def test_what_is_no_answer_is_refused(office, over, sentence):
    draft = operations.Draft(**over)
    with pytest.raises(NotAllowed, match=sentence):
        operations.write_reply(office.handled(), draft, by=office.clerk, at=AT)


@pytest.mark.parametrize(
    ("code", "over", "sentence"),
    [
        ("A4", {"grounds": ()}, "依据的条款"),
        ("A2", {"text": {"provision": "附件"}}, "事实和理由"),
        ("A2", {"text": {"reasons": "可以"}}, "必须写明的内容没有填写"),
        ("A12", {}, "须记录检索的范围"),
        ("A9", {"discretion": ""}, "须记录为什么不公开"),
        ("A3", {}, "须附遮盖好的副本"),
        ("A15", {}, "不能以补正后仍不明确答复"),
        ("A19", {}, "须先要求申请人说明理由"),
        ("A17", {"text": {"reasons": "重复"}}, "此前答复或者提供的文号"),
    ],
)
def test_a_letter_without_its_grounds_is_refused(office, code, over, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        office.proposed(code=code, **over)


def test_nothing_is_proposed_before_it_is_written(office):
    with pytest.raises(NotAllowed, match="选定处理结果"):
        operations.propose(office.handled(), by=office.clerk, at=AT)


def test_a_search_says_where_and_how(office):
    with pytest.raises(NotAllowed, match="检索的范围、关键词和结果"):
        operations.search(
            office.handled(), places="", words="名单", period="", found="无", by=office.clerk, at=AT
        )


def test_three_people_stand_for_a_reply(office):
    request = office.reviewed()
    reply = request.reply
    names = (reply.author.name, reply.checker.name)
    assert names == ("李办", "赵审")
    assert reply.checked == reply.digest
    request = operations.sign(request, by=office.signer, at=AT)
    assert request.reply.signer.name == "王主任"
    assert str(request.reply) == "A2 予以公开"


@pytest.mark.parametrize("second", ["checker", "signer"])
def test_the_database_refuses_two_in_one(office, second):
    reply = office.reviewed().reply
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**{second: reply.author})


def test_a_lost_file_is_not_signed(office):
    file = kept()
    request = office.reviewed(files=((file, False),))
    page = queries.page(request, by=office.signer, at=AT, on=AT.date())
    assert {offer.step.name: offer.possible for offer in page.offers}["sign"]
    sealed_files.path_of(file.token).unlink()
    with pytest.raises(NotAllowed, match="与审核时的文本不一致"):
        operations.sign(request, by=office.signer, at=AT)


def test_without_a_chain_nothing_is_proposed_or_passed(office):
    request = office.proposed()
    other = office.handled()
    office.written(other)
    ChainLink.objects.filter(act="sign").delete()
    with pytest.raises(NotAllowed, match="没有签发岗位"):
        operations.pass_review(request, by=office.checker, at=AT)
    with pytest.raises(NotAllowed, match="还没有设置签批流程"):
        operations.propose(other, by=office.clerk, at=AT)


def test_a_changed_reply_is_not_signed(office):
    request = office.reviewed()
    reply = request.reply
    reply.seal({"text": {**reply.text, "provision": "别的"}, "discretion": ""})
    reply.save()
    with pytest.raises(NotAllowed, match="与审核时的文本不一致"):
        operations.sign(request, by=office.signer, at=AT)


def test_what_is_sent_back_is_written_again(office):
    request = operations.return_from_review(
        office.proposed(), reason="理由不足", by=office.checker, at=AT
    )
    assert (request.state, request.waiting_post) == ("handling", None)
    request = operations.return_from_sign(
        office.reviewed(request), reason="重写", by=office.signer, at=AT
    )
    assert request.replies.count() == 1
    assert office.served(request).state == "served"


def test_in_doubt_another_office_determines(office):
    text = {"item": "名单", "doubt": "是否涉密", "proposal": "公开"}
    request = operations.refer(
        office.proposed(), text, addressee="县保密局", by=office.checker, at=AT
    )
    assert request.letters.get().text["addressee"] == "县保密局"
    request = operations.determine(request, reason="不涉密", by=office.checker, at=AT)
    assert operations.pass_review(request, opinion="合法", by=office.checker, at=AT)


def test_files_that_are_not_given_again_are_destroyed(office):
    request, first, second = office.handled(), kept(), kept()
    office.written(request, files=((first, False), (second, False)))
    office.written(request, files=((second, False),))
    assert [row.file for row in request.reply.files.all()] == [second]
    with pytest.raises(KeyTrouble, match="已经销毁"):
        sealed_files.read_sealed(SealedFile.objects.get(pk=first.pk))
    assert sealed_files.whole(second)


def test_only_the_desk_keeps_copies(office):
    row = operations.keep_copy(paper().stream, name="a.csv", by=office.clerk, at=AT)
    assert sealed_files.name_of(row) == "a.csv"
    with pytest.raises(NotAllowed, match="没有办理"):
        operations.keep_copy(paper().stream, name="a.csv", by=office.checker, at=AT)


def test_a_reply_is_written_only_while_it_is_handled(office):
    with pytest.raises(NotAllowed, match="“待审核”状态下不能拟写答复"):
        office.written(office.proposed())


@pytest.mark.parametrize(
    ("way", "proof", "sentence"),
    [("song", PROOF, "请选择送达方式"), ("courier", PROOF, "快递企业"), (WAY, " ", "送达凭证")],
)
def test_service_needs_a_lawful_way_and_a_proof(office, way, proof, sentence):
    request = office.signed()
    with pytest.raises(NotAllowed, match=sentence):
        operations.serve(request, way=way, proof=proof, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="早于已经登记"):
        operations.serve(request, way=WAY, proof=PROOF, on=AT.date() - DAY, by=office.clerk, at=AT)
    assert request.reply.letter.way == ""


def test_the_proof_of_service_may_be_a_file(office):
    file = kept()
    request = operations.serve(
        office.signed(), way="direct", proof="签收", file=file, by=office.window, at=AT
    )
    letter = request.reply.letter
    assert (letter.proof, letter.sent_on, letter.is_intact) == (file, AT.date(), True)
    assert request.attachments.get().kind == "proof"


def test_on_the_spot_only_what_is_public(office):
    request = office.handled()
    with pytest.raises(NotAllowed, match="不能当场作出"):
        operations.answer_on_spot(request, proof="签收", by=office.window, at=AT)
    office.written(request, "A2")
    with pytest.raises(NotAllowed, match="不能当场作出"):
        operations.answer_on_spot(request, proof="签收", by=office.window, at=AT)


def test_a_decision_names_organ_and_court(office):
    office.county.liuxi.bureau.delete()
    with pytest.raises(NotAllowed, match="还没有设置公开工作机构"):
        office.signed()


class Made:
    docx, pdf = b"", b"%PDF-1.4\n%%EOF"


def test_the_made_files_are_kept_once_and_sealed(office, monkeypatch):
    Made.docx = papers_docx()
    letter = office.served().reply.letter
    with pytest.raises(NotAllowed, match="还没有生成文件"):
        operations.fetch_letter(letter, "pdf", by=office.clerk, at=AT)
    letter = operations.keep_files(letter, Made(), by=office.clerk, at=AT)
    name, data = operations.fetch_letter(letter, "pdf", by=office.clerk, at=AT)
    assert (name, data) == ("政府信息予以公开告知书.pdf", Made.pdf)
    with pytest.raises(NotAllowed, match="不能替换"):
        operations.keep_files(letter, Made(), by=office.clerk, at=AT)
    found = access.letter(office.clerk, letter.request_id, letter.number)
    assert found == letter
    assert str(found) == "政府信息予以公开告知书 青柳依复〔2026〕1号"
    assert Letter.objects.count() == 1


def papers_docx() -> bytes:
    from io import BytesIO

    from docx import Document

    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def test_an_inner_sheet_has_no_number(office):
    sheet = {"times": "三次", "proposal": "主动公开", "review": "同意"}
    letter = issue(office.handled(), "L30", sheet, by=office.clerk, at=AT)
    assert (letter.doc_number, str(letter)) == ("", "依申请公开转主动公开审核表")
