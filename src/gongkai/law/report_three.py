"""表三 of the annual report: its columns, its rows in order, and which results each form knows.

Source: 国办公开办函〔2019〕60号, 〔2021〕30号; art. 50(2) of 条例. In every column the requests
received and carried over equal the results and those carried to the next year (勾稽关系).
"""

from enum import StrEnum

from gongkai.law.answers import all_answers, report_form, row_label

RECEIVED, BROUGHT, TOTAL, CARRIED = "r1", "r2", "r3_7", "r4"

_HEADS = {
    RECEIVED: "一、本年新收政府信息公开申请数量",
    BROUGHT: "二、上年结转政府信息公开申请数量",
    TOTAL: "（七）总计",
    CARRIED: "四、结转下年度继续办理",
}


class ApplicantKind(StrEnum):
    """A column of the table: who applies."""

    PERSON = "person"
    COMPANY = "company"
    RESEARCH = "research"
    WELFARE = "welfare"
    LEGAL = "legal"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return {
            "person": "自然人",
            "company": "商业企业",
            "research": "科研机构",
            "welfare": "社会公益组织",
            "legal": "法律服务机构",
            "other": "其他",
        }[self]

    @property
    def is_organisation(self) -> bool:
        """Whether the column stands under 法人或其他组织."""
        return self is not ApplicantKind.PERSON


def results(year: int) -> tuple[str, ...]:
    """Return the result rows of the report on `year`, in order. Raises UnknownAnswer."""
    form = report_form(year)
    rows = dict.fromkeys(each.rows[form] for each in all_answers() if form in each.rows)
    return tuple(sorted(rows, key=_place))


def rows(year: int) -> tuple[str, ...]:
    """Return every row of the report on `year`, in order. Raises UnknownAnswer."""
    return (RECEIVED, BROUGHT, *results(year), TOTAL, CARRIED)


def label(row: str) -> str:
    """Return the words of a row. Raises UnknownAnswer."""
    return _HEADS.get(row) or row_label(row)


def _place(row: str) -> tuple[int, ...]:
    return tuple(int(part) for part in row.removeprefix("r").split("_"))
