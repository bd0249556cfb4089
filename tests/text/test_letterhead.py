"""Title, number and date of a document, and the dates it writes."""

from datetime import date

import pytest

from gongkai.text.dates import parse_date
from gongkai.text.letterhead import Line, find_date, find_number, find_title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年3月5日", date(2026, 3, 5)), (" 2026 年 03 月 05 日 ", date(2026, 3, 5)),
        ("二〇二六年三月五日", date(2026, 3, 5)), ("二○二六年十二月二十五日", date(2026, 12, 25)),
        ("二零二六年十月廿日", date(2026, 10, 20)), ("二〇二六年十一月卅日", date(2026, 11, 30)),
        ("2026年2月30日", None), ("2026年13月1日", None), ("二〇二六年二月二五日", None),
        ("2026年3月5日印发", None), ("", None), ("0000年1月1日", None),
    ],
)  # fmt: skip
def test_dates(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("柳政发〔2026〕5号", "柳政发〔2026〕5号"), ("（柳政办发〔2026〕12号）", "柳政办发〔2026〕12号"),
        ("柳政发[2026]第05号", "柳政发〔2026〕5号"), ("柳政发(2026)5号  签发人：王主任", "柳政发〔2026〕5号"),
        ("根据柳政发〔2026〕5号文件要求", ""), ("国务院令第711号", ""), ("", ""),
    ],
)  # fmt: skip
def test_numbers(line, number):
    assert find_number([Line("首行"), Line(line)]) == number


BIG = {"centred": True, "size": 44}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([Line("青禾县柳溪镇人民政府文件", **BIG), Line("关于甲的", **BIG), Line("通知", **BIG),
          Line("副题", centred=True, size=28)], "关于甲的通知"),
        ([Line("序", centred=True), Line("大题", **BIG), Line("2026年3月5日", **BIG)], "大题"),
        ([Line("小题", centred=True), Line("正文。")], "小题"),
        ([Line("正文", **BIG), Line("题", centred=True, is_title=True)], "题"),
        ([Line("柳政发〔2026〕5号"), Line("关于甲的通知"), Line("各村：")], "关于甲的通知"),
        ([Line("各村："), Line("正文")], ""),
        ([Line("长" * 121)], ""),
        ([Line("题" * 100, **BIG), Line("文" * 100, **BIG)], "题" * 100),
        ([], ""),
    ],
)  # fmt: skip
def test_titles(lines, title):
    assert find_title(lines) == title


def test_the_date_of_the_document_is_the_last_one():
    lines = [Line("2025年1月1日"), Line("正文"), Line("2026年3月5日"), Line("（此件公开发布）")]
    assert find_date(lines) == date(2026, 3, 5)
    assert find_date([Line("正文")]) is None
