"""The sheet that explains the reply period day by day, and the fee notice's sums."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gongkai.foi.papers import clock_sheet
from gongkai.law import fees
from gongkai.law.procedure import NotAllowed
from gongkai.law.request_clock import read
from gongkai.law.request_events import Arrived, Channel
from gongkai.law.workdays import official
from gongkai.typeset.letters import Table, make
from tests.foi.papers.cases import MATTER, ON, SENDER
from tests.typeset.letters.papers import docx_words, pdf_words

CALENDAR = official()
ARRIVED = date(2026, 3, 2)
HEAD = "日期星期是否计入说明"


@pytest.fixture
def clock():
    return read([Arrived(on=ARRIVED, channel=Channel.IN_PERSON)], CALENDAR)


def test_every_day_stands_in_its_row(clock):
    sheet = clock_sheet(clock, sender=SENDER, matter=MATTER, on=ON)
    (table,) = [block for block in sheet.body if isinstance(block, Table)]
    assert len(table.rows) == (clock.due.due_on - ARRIVED).days + 1
    assert table.rows[0][2] == "否"
    assert table.rows[-1][3] == "第20个工作日"
    counted = [row[3] for row in table.rows if row[2] == "是"]
    assert counted == [f"第{n}个工作日" for n in range(1, 21)]


def test_both_files_say_the_same_but_for_the_repeated_head(clock):
    made = make(clock_sheet(clock, sender=SENDER, matter=MATTER, on=ON))
    assert docx_words(made.docx) == _once(pdf_words(made.pdf))


def test_without_a_period_there_is_nothing_to_explain():
    waiting = read([Arrived(on=ARRIVED, channel=Channel.ONLINE)], CALENDAR)
    with pytest.raises(NotAllowed, match="还没有开始计算"):
        clock_sheet(waiting, sender=SENDER, matter=MATTER, on=ON)


def test_a_provisional_period_is_called_so():
    late = ARRIVED + timedelta(days=365)
    due = read([Arrived(on=late, channel=Channel.IN_PERSON)], CALENDAR)
    assert "暂定" in str(clock_sheet(due, sender=SENDER, matter=MATTER, on=ON).body)


def test_a_fee_is_explained_line_by_line():
    told = fees.by_item(10, 2, ON).told
    assert told["calculation"] == (("第11件至第12件", "100", "200"), ("合计", "", "200"))
    assert told["amount"] == "200"
    assert "国办函〔2020〕109号" in told["basis"]
    assert fees.by_item(10, 1, ON).told["calculation"][0][0] == "第11件"
    assert fees.by_page(5, ON).total == Decimal(0)


def _once(words: str) -> str:
    """The words with the repeated heads of the table left out but the first."""
    before, after = words.split(HEAD, 1)
    return before + HEAD + after.replace(HEAD, "")
