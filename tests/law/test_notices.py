"""A year's notice: read from JSON, written back, refused with sentences."""

import json
from datetime import date

import pytest

from gongkai.law.workdays import BadNotice, Rest, YearNotice, official
from tests.law.test_workdays import TWENTY_SEVEN


def read(**raw):
    return YearNotice.from_json(json.dumps(raw))


def problems(**raw):
    with pytest.raises(BadNotice) as refused:
        read(**raw)
    assert str(refused.value) == "；".join(refused.value.problems)
    return refused.value.problems


def off(on, name="元旦", is_off=True):
    return {"name": name, "date": on, "isOffDay": is_off}


@pytest.mark.parametrize("notice", [*official().notices, TWENTY_SEVEN], ids=lambda n: n.year)
def test_a_notice_survives_json(notice):
    again = YearNotice.from_json(notice.to_json())
    assert again == notice
    assert notice.problems() == ()


def test_bytes_and_a_source_of_ones_own():
    text = TWENTY_SEVEN.to_json().encode()
    assert YearNotice.from_json(text, source="县政府办转发").source == "县政府办转发"


def test_what_is_no_notice_at_all():
    for text in ("{", b"\xff\xfe\x00", ""):
        with pytest.raises(BadNotice, match="不是有效的 JSON"):
            YearNotice.from_json(text)
    assert problems(days=[]) == ("缺少年份（year）",)
    assert problems(year="2027", days=[]) == ("缺少年份（year）",)
    assert problems(year=2027) == ("缺少日期列表（days）",)
    assert problems(year=2027, days=[]) == ("没有任何放假日期",)
    assert problems(year=27, days=[off("2027-01-01")]) == ("年份27不在1949年至2199年之间",)
    with pytest.raises(BadNotice, match="缺少年份"):
        YearNotice.from_json("[]")


def test_rows_that_cannot_be_read_are_all_named():
    rows = [off("2027-01-01"), off("1月2日"), {"date": "2027-01-03"}, "x", off("2027-01-01")]
    rows.append(off("2027-01-04", is_off="是"))
    found = problems(year=2027, days=rows)
    assert [problem.split("：")[0] for problem in found] == [
        "第2行看不懂",
        "第3行看不懂",
        "第4行看不懂",
        "2027年1月1日重复放假",
        "第6行的 isOffDay 应为 true 或 false",
    ]


def test_a_notice_that_forgets_a_statutory_holiday():
    rest = tuple(r for r in TWENTY_SEVEN.rest if r.name != "端午节")
    assert YearNotice(2027, rest).problems() == ("2027年6月9日是端午节法定假日，安排里没有放假",)
    with pytest.raises(BadNotice, match="端午节"):
        official().with_notice(YearNotice(2027, rest))


def test_a_notice_that_contradicts_itself():
    rest = (
        *TWENTY_SEVEN.rest,
        Rest("国庆节", date(2027, 10, 7), date(2027, 10, 8)),
        Rest("元旦", date(2028, 1, 1), date(2028, 1, 1)),
        Rest("清明节", date(2027, 4, 5), date(2027, 4, 3)),
    )
    makeup = (date(2027, 10, 2), date(2027, 3, 3), date(2026, 11, 1), date(2027, 2, 20))
    assert YearNotice(2027, rest, (*makeup, makeup[-1])).problems() == (
        "清明节的末日早于首日",
        "2027年10月7日重复放假",
        "2028年1月1日不属于2027年的安排",
        "2027年10月2日既放假又上班",
        "2027年3月3日本来就是工作日，不能作为调休上班日",
        "2026年11月1日不属于2027年的安排",
        "2027年2月20日重复上班",
    )
    endless = (Rest("春节", date(2027, 1, 1), date(9999, 1, 1)),)
    assert YearNotice(2027, endless).problems() == ("春节放假超过31天",)


def test_unnamed_days_have_a_name_and_join():
    notice = read(year=2014, days=[off("2014-05-02", ""), off("2014-05-01", "")])
    assert notice.rest == (Rest("节假日", date(2014, 5, 1), date(2014, 5, 2)),)


def test_days_are_bought_by_holidays_and_make_up_days():
    assert [n.year for n in official().notices if n.doubts()] == []
    (doubt,) = YearNotice(2027, TWENTY_SEVEN.rest, TWENTY_SEVEN.makeup[1:]).doubts()
    assert doubt == "周一至周五共放假17天，法定假日与调休上班合计16天，两数不等，请核对"
    assert TWENTY_SEVEN.doubts() == ()
