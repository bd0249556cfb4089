"""信息处理费: the notice, the payment, or its waiver (国办函〔2020〕109号)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.foi.models import Bureau, Fee, Request
from gongkai.foi.operations.lettering import Words, issue
from gongkai.foi.operations.stepping import day, locked, noted, open_now, state, stepped
from gongkai.foi.queries.applicants import asked_in_month
from gongkai.kernel.actor import Actor
from gongkai.law import fees as tariff
from gongkai.law import foi as law
from gongkai.law import request_events as events
from gongkai.law.fees import Method, NoFee
from gongkai.law.figures import STATUTORY
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_term import PAYMENT
from gongkai.law.roles import Role


def fee_for(request: Request, method: str, count: int, on: date) -> tariff.Fee:
    """Return what the request costs, line by line. Raises NotAllowed where nothing is charged."""
    if method not in {each.value for each in Method}:
        raise NotAllowed("请选择按件或者按量计收")
    try:
        if method == Method.BY_PAGE:
            fee = tariff.by_page(count, on)
        else:
            fee = tariff.by_item(asked_in_month(request), count, on)
    except NoFee as why:
        raise NotAllowed(str(why)) from None
    if not fee.total:
        raise NotAllowed("按收费标准应收0元，不需要通知缴费")
    return fee


def charge(
    request: Request,
    *,
    method: str,
    count: int,
    by: Actor,
    at: datetime,
    on: date | None = None,
    text: Words | None = None,
) -> Request:
    """Notify the applicant of the fee (L25); the reply period waits for the payment."""
    sent = day(on, at)
    fee = fee_for(request, method, count, request.received_on or sent)
    with transaction.atomic():
        told = events.FeeNotified(on=sent)
        request = stepped(request, "charge", by=by, at=at, events=[told])
        before = asked_in_month(request) if method == Method.BY_ITEM else 0
        Fee.objects.update_or_create(
            request=request,
            defaults={
                "method": method, "before": before, "count": count, "amount": fee.total,
                "notified_on": sent,
            },
        )  # fmt: skip
        words = _words(request, fee, sent) | dict(text or {})
        issue(request, "L25", words, by=by, at=at, mark=events.FEE, on=sent)
    return request


def _words(request: Request, fee: tariff.Fee, on: date) -> dict[str, Any]:
    bureau = Bureau.objects.filter(organ=request.organ_id).first()
    return {
        **fee.told,
        "account": bureau.account if bureau else "",
        "period": STATUTORY.figure(PAYMENT, on).text,
        "consequence": "逾期未缴纳的，视为放弃申请，本机关不再处理该申请",
    }


def pay(
    request: Request, *, receipt: str, by: Actor, at: datetime, on: date | None = None
) -> Request:
    """Write down the payment with the number of its fiscal receipt."""
    if not receipt.strip():
        raise NotAllowed("请写明财政票据号")
    paid = day(on, at)
    with transaction.atomic():
        request = stepped(request, "pay", by=by, at=at, events=[events.Paid(on=paid)])
        Fee.objects.filter(request=request).update(paid_on=paid, receipt=receipt.strip())
    return request


def waive(
    request: Request, *, method: str, count: int, reason: str, by: Actor, at: datetime
) -> Request:
    """Write down that a fee which might be charged is not, and why."""
    if not reason.strip():
        raise NotAllowed("请写明免收的理由")
    fee = fee_for(request, method, count, request.received_on or localdate(at))
    with transaction.atomic():
        request = locked(request, by, Role.CLERK, Role.SIGNER)
        open_now(request)
        if Fee.objects.filter(request=request).exists():
            raise NotAllowed("收费通知已经发出，或者已经免收")
        Fee.objects.create(
            request=request, method=method, before=asked_in_month(request), count=count,
            amount=fee.total, waived_on=localdate(at),
        )  # fmt: skip
        state(request, "waive", reason, by=by, at=at)
        noted(
            request, "waive", "免收信息处理费", basis=law.FEE, by=by, at=at,
            detail={"amount": str(fee.total)},
        )  # fmt: skip
    return request
