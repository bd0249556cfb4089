"""Correction, explanation, extension, delay: once, in time, in order."""

from datetime import date, timedelta

import pytest

from gongkai.foi import operations, queries
from gongkai.law.procedure import NotAllowed
from tests.foi.walks import AT, CORRECTION, DAY, PROOF, REASONS, WAY, at, paper

pytestmark = pytest.mark.django_db


def test_correction_is_asked_once(office):
    request = office.correcting()
    request = operations.correct(
        request, "2025年名单", papers=[paper(kind="correction")], by=office.window, at=AT + DAY
    )
    assert request.attachments.get().kind == "correction"
    with pytest.raises(NotAllowed, match="不能再次要求补正"):
        operations.ask_correction(request, CORRECTION, by=office.clerk, at=AT + DAY)


def test_correction_after_seven_working_days_is_refused(office):
    with pytest.raises(NotAllowed, match="告知补正的期限已于2026年3月11日届满"):
        operations.ask_correction(
            office.handled(), CORRECTION, by=office.clerk, at=at(date(2026, 3, 12))
        )


def test_correction_says_all_it_must(office):
    request = office.handled()
    with pytest.raises(NotAllowed, match="《补正告知书》还没有写明：逾期不补正的后果"):
        operations.ask_correction(
            request, {**CORRECTION, "consequence": " "}, by=office.clerk, at=AT
        )
    request.refresh_from_db()
    assert (request.state, request.letters.count()) == ("handling", 0)


def test_a_late_correction_needs_an_excuse(office):
    request = operations.note_reached(
        office.correcting(), "correction", on=AT.date(), way=WAY, proof=PROOF, by=office.clerk,
        at=AT,
    )  # fmt: skip
    assert request.waits_until == date(2026, 3, 23)
    late = at(date(2026, 3, 25))
    with pytest.raises(NotAllowed, match="补正期限已于2026年3月23日届满"):
        operations.correct(request, "2025年", by=office.clerk, at=late)
    with pytest.raises(NotAllowed, match="补正以后的申请内容"):
        operations.correct(request, " ", by=office.clerk, at=late)
    request = operations.correct(request, "2025年", excuse="住院", by=office.clerk, at=late)
    assert request.due_on == date(2026, 4, 23)
    page = queries.page(request, by=office.clerk, at=late, on=late.date())
    assert [(row.act, row.words) for row in page.said][-1] == ("excuse", "住院")
    assert "住院" not in str(list(request.events.values_list("data", flat=True)))


def test_uncorrected_is_closed_after_its_period(office):
    request = office.correcting()
    with pytest.raises(NotAllowed, match="补正期限还没有届满"):
        operations.close_uncorrected(request, by=office.clerk, at=AT + 60 * DAY)
    operations.note_reached(
        request, "correction", on=AT.date(), way=WAY, proof=PROOF, by=office.clerk, at=AT
    )
    request = operations.close_uncorrected(request, by=office.clerk, at=at(date(2026, 3, 24)))
    assert (request.state, request.counted_as, request.letters.count()) == ("closed", "A21", 1)


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"mark": "c9"}, "没有发出过这一份"),
        ({"mark": "fee"}, "还没有发出"),
        ({"way": "song"}, "请选择送达方式"),
        ({"way": "courier"}, "不能交快递企业"),
        ({"proof": " "}, "送达凭证"),
        ({"on": AT.date() - DAY}, "按发生的先后登记"),
    ],
)
def test_an_arrival_needs_its_letter_and_its_proof(office, over, sentence):
    request = office.correcting()
    given = {"mark": "correction", "on": AT.date(), "way": WAY, "proof": PROOF}
    with pytest.raises(NotAllowed, match=sentence):
        operations.note_reached(request, by=office.clerk, at=AT, **given | over)


def test_reasons_are_asked_only_beyond_reason(office):
    request = office.handled()
    with pytest.raises(NotAllowed, match="明显超过合理范围的事实"):
        operations.ask_reasons(request, REASONS, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="请写明数量"):
        operations.note_excess(request, " ", by=office.clerk, at=AT)
    request = operations.note_excess(request, "本月第12件", by=office.clerk, at=AT)
    request = operations.ask_reasons(request, REASONS, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="请写明申请人的说明"):
        operations.take_reasons(request, " ", accepted=True, by=office.clerk, at=AT)


def test_sound_reasons_allow_a_delay(office):
    request = operations.take_reasons(
        office.explaining(), "课题研究", accepted=True, by=office.clerk, at=AT
    )
    request = operations.delay(request, date(2026, 6, 1), by=office.clerk, at=AT)
    assert request.due_on == date(2026, 6, 1)
    assert request.letters.last().text["until"] == "2026年6月1日"


def test_unsound_reasons_do_not(office):
    request = operations.take_reasons(
        office.explaining(), "没有理由", accepted=False, by=office.clerk, at=AT
    )
    with pytest.raises(NotAllowed, match="理由合理的才能延迟答复"):
        operations.delay(request, date(2026, 6, 1), by=office.clerk, at=AT)
    request = office.served(request, "A19")
    assert request.counted_as == "A19"


def test_the_head_extends_once_and_in_time(office):
    request = office.handled()
    with pytest.raises(NotAllowed, match="没有“延期”的职责"):
        operations.extend(request, reason="数量大", by=office.clerk, at=AT)
    with pytest.raises(NotAllowed, match="请写明理由"):
        operations.extend(request, reason=" ", by=office.signer, at=AT)
    with pytest.raises(NotAllowed, match="最长不超过20个工作日"):
        operations.extend(request, reason="数量大", days=21, by=office.signer, at=AT)
    with pytest.raises(NotAllowed, match="法定期限已经届满"):
        operations.extend(request, reason="数量大", by=office.signer, at=AT + timedelta(days=40))
    request = operations.extend(request, reason="数量大", by=office.signer, at=AT)
    assert request.due_on == date(2026, 4, 28)
    with pytest.raises(NotAllowed, match="只能延长一次"):
        operations.extend(request, reason="数量大", by=office.signer, at=AT)


def test_the_bureau_may_be_headed_by_another_post(office):
    office.bureau(head=office.county.posts["综合岗"])
    with pytest.raises(NotAllowed, match="负责人同意"):
        operations.extend(office.handled(), reason="数量大", by=office.signer, at=AT)


def test_the_head_may_extend_while_opinions_are_awaited(office):
    request = operations.extend(office.consulting(), reason="数量大", by=office.signer, at=AT)
    assert request.state == "consulting"
