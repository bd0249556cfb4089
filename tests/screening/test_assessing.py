"""The assessment before a list of persons is published, kept for three years; kinds of list."""

from datetime import datetime

import pytest

from gongkai.kernel.models import Entry
from gongkai.law.procedure import NotAllowed
from gongkai.screening import access, queries
from gongkai.screening import operations as screening
from gongkai.screening.models import Assessment, ListRule
from tests.disclosures.walks import AT
from tests.people import CHINA

pytestmark = pytest.mark.django_db
GIVEN = {
    "list_kind": "subsistence",
    "purpose": "接受监督",
    "necessity": "只列姓名和金额",
    "risks": "可能被议论",
    "measures": "到期撤下",
    "conclusion": "measured",
}


def assess(office, document, **over):
    about = {"organ": office.county.liuxi.pk, "subject": document.reference}
    who = {"title": document.title, "by": office.clerk, "at": AT}
    return screening.assess(**(about | who | GIVEN | over))


def test_list_is_not_passed_before_its_effect_is_assessed(office):
    document = office.submitted("list")
    with pytest.raises(NotAllowed, match="影响评估"):
        office.pass_on(document)
    made = assess(office, document, conclusion="unfit")
    with pytest.raises(NotAllowed, match="影响评估"):
        office.pass_on(document)
    assert not made.allows

    made = assess(office, document)
    assert (str(made), made.allows, made.person.name) == (document.title, True, "李办")
    assert office.pass_on(document).state == "signing"
    assert queries.assessment_of(document.reference) == made


def test_other_texts_and_kinds_that_are_set_so_need_none(office):
    assert office.checked("notice").state == "signing"
    top = office.county.root.pk
    rule = {"period": 30, "unit": "CD", "assessed": False, "top": top, "at": AT}
    made = screening.set_list_rule("subsistence", by=office.actor("郑管"), **rule)
    assert str(made) == "subsistence 30 CD"
    assert office.checked("list").state == "signing"
    aid = queries.list_kind("social-assistance", "名单", AT.date())
    assert (aid.days, aid.text, aid.withdraw_days) == (30, "公示30日", 365)
    assert aid.treatment("name") == "shown"
    assert len(queries.list_kinds(AT.date())) == 13


def test_an_office_masks_more_but_never_shows_what_no_list_shows(office):
    rule = {"period": 7, "unit": "CD", "assessed": True, "longest": 30}
    who = {"top": office.county.root.pk, "by": office.actor("郑管"), "at": AT}
    treatments = {"name": "masked", "identity_number": "masked"}
    screening.set_list_rule("subsistence", treatments=treatments, **rule, **who)
    found = queries.list_kind_of("subsistence", AT.date())
    assert (found.treatment("name"), found.withdraw_days) == ("masked", 30)
    for kind, way, words in (("mobile", "masked", "更严的处理"), ("name", "x", "处理方式")):
        with pytest.raises(NotAllowed, match=words):
            screening.set_list_rule("subsistence", treatments={kind: way}, **rule, **who)


def test_last_time_is_taken_over_by_whoever_does_so(office):
    first, second = (
        office.drafted("list", title="十月名单"),
        office.drafted("list", title="十一月名单"),
    )
    made = assess(office, first)
    assert queries.last_assessment(office.county.liuxi.pk, "subsistence", second.reference) == made
    assert queries.last_assessment(office.county.liuxi.pk, "subsistence", first.reference) is None
    about = {"organ": office.county.liuxi.pk, "subject": second.reference, "title": "十一月名单"}
    again = screening.reuse(made, by=office.checker, at=AT, **about)
    assert (again.reused, again.person.name, again.risks) == (made, "赵审", "可能被议论")
    with pytest.raises(NotAllowed, match="本机关"):
        screening.reuse(made, by=office.clerk, at=AT, **about | {"organ": office.county.wanghu.pk})


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"list_kind": "x"}, "名单种类"),
        ({"conclusion": "x"}, "评估结论"),
        ({"risks": " "}, "请填写对个人权益的影响和风险"),
    ],
)
def test_incomplete_assessment_is_refused(office, over, words):
    with pytest.raises(NotAllowed, match=words):
        assess(office, office.drafted("list"), **over)


def test_record_is_kept_for_three_years(office):
    made = assess(office, office.drafted("list"))
    assert str(made.keep_until) == "2029-11-20"
    with pytest.raises(NotAllowed, match="2029年11月20日以前不能删除"):
        screening.delete_assessment(made, by=office.clerk, at=AT)
    later = datetime(2029, 11, 21, 9, tzinfo=CHINA)
    other = office.drafted("list", title="另一份")
    about = {"organ": office.county.liuxi.pk, "subject": other.reference, "title": "另一份"}
    again = screening.reuse(made, by=office.clerk, at=AT, **about)
    with pytest.raises(NotAllowed, match="沿用了这一份"):
        screening.delete_assessment(made, by=office.clerk, at=later)
    screening.delete_assessment(again, by=office.clerk, at=later)
    screening.delete_assessment(made, by=office.clerk, at=later)
    assert not Assessment.objects.exists()
    assert Entry.objects.filter(act="screening.assessment.delete").count() == 2


def test_only_those_in_charge_act(office):
    document = office.drafted("list")
    with pytest.raises(NotAllowed, match="做影响评估的职责"):
        assess(office, document, by=office.signer)
    made = assess(office, document)
    assert access.assessment(office.checker, made.pk) == made
    assert not access.assessments(office.actor("钱")).exists()


@pytest.mark.parametrize(
    ("name", "over", "words"),
    [
        ("韩管", {}, "最上级机关的管理员"),
        ("王主任", {}, "最上级机关的管理员"),
        ("郑管", {"key": "x"}, "名单种类"),
        ("郑管", {"unit": "hour"}, "公示期请填"),
        ("郑管", {"period": 4000}, "公示期请填"),
        ("郑管", {"longest": 5}, "不能少于公示期"),
    ],
)
def test_list_rule_refusals(office, name, over, words):
    given = {"key": "subsistence", "period": 7, "unit": "CD", "assessed": True} | over
    with pytest.raises(NotAllowed, match=words):
        screening.set_list_rule(
            given.pop("key"), top=office.county.root.pk, by=office.actor(name), at=AT, **given
        )
    assert not ListRule.objects.exists()
