"""The contents of the fee notice (L25): how the amount comes about, line by line."""

from gongkai.law.fees import Fee, NoFee
from gongkai.law.letter_texts import Value


def charged(fee: Fee) -> dict[str, Value]:
    """Return basis, calculation and amount of a notice. Raises NoFee when nothing is due."""
    if not fee.total:
        raise NoFee("计算结果是0元，不收取信息处理费，不用发收费通知")
    measure = fee.method.measure
    rows = [
        (_span(line.first, line.last, measure), _yuan(line.rate), _yuan(line.amount))
        for line in fee.lines
    ]
    rows.append(("合计", "", _yuan(fee.total)))
    return {
        "basis": f"{fee.article}（{fee.source}）",
        "calculation": tuple(rows),
        "amount": _yuan(fee.total),
    }


def _span(first: int, last: int, measure: str) -> str:
    if first == last:
        return f"第{first}{measure}"
    return f"第{first}{measure}至第{last}{measure}"


def _yuan(amount: object) -> str:
    return f"{amount:,}"
