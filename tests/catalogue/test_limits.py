"""公开时限 as catalogues write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogue.models import LimitAnchor as A
from gongkai.catalogue.models import LimitUnit as U
from gongkai.catalogue.operations.limits import MAX_N, read_limit
from gongkai.catalogue.queries import Limit

READ = {
    "信息形成或变更之日起20个工作日内": (20, U.WORKDAY, A.FORMED),
    "自信息形成或者变更之日起20个工作日内予以公开": (20, U.WORKDAY, A.FORMED),
    "信息形成（变更）二十个工作日内": (20, U.WORKDAY, A.FORMED),
    "制定或获取信息之日起 10 个工作日内": (10, U.WORKDAY, A.OBTAINED),
    "自制作或获取该信息之日起十五个工作日内公开": (15, U.WORKDAY, A.OBTAINED),
    "20工作日": (20, U.WORKDAY, A.FORMED),
    "10个工作日": (10, U.WORKDAY, A.FORMED),
    "经批准后20日内": (20, U.DAY, A.APPROVED),
    "作出行政决定之日起7个工作日内": (7, U.WORKDAY, A.DECIDED),
    "信息形成之日起20日": (20, U.DAY, A.FORMED),
    "３０天内": (30, U.DAY, A.FORMED),
    "24小时内": (24, U.HOUR, A.FORMED),
    "一个月内": (1, U.MONTH, A.FORMED),
    "半个月内": (15, U.DAY, A.FORMED),
    "半年内公开": (6, U.MONTH, A.FORMED),
    "两周内": (14, U.DAY, A.FORMED),
    "一年以内": (12, U.MONTH, A.FORMED),
    "信息形成或變更之日起3個工作日內": (3, U.WORKDAY, A.FORMED),
    "公示7个工作日": (7, U.WORKDAY, A.NOTICE),
    "公示期不少于7天": (7, U.DAY, A.NOTICE),
    "公示期限为五个工作日": (5, U.WORKDAY, A.NOTICE),
    "审批后10个工作日内公布，公示7日": (10, U.WORKDAY, A.APPROVED),
    "公示7个工作日；制定信息之日起10个工作日内公开": (10, U.WORKDAY, A.OBTAINED),
    "每季度的首个月20日": (3, U.MONTH, A.PERIODIC),
    "每月20日前": (1, U.MONTH, A.PERIODIC),
    "每两个月公开一次": (2, U.MONTH, A.PERIODIC),
    "每半年公布一次": (6, U.MONTH, A.PERIODIC),
    "每个工作日更新，实时公开": (None, None, A.REAL_TIME),
    "每年3月1日前": (12, U.MONTH, A.PERIODIC),
    "按月": (1, U.MONTH, A.PERIODIC),
    "季度公布": (3, U.MONTH, A.PERIODIC),
    "每10天更新": (10, U.DAY, A.PERIODIC),
    "提前7日公告": (None, None, A.PROMPT),
    "提前24小时告知": (None, None, A.PROMPT),
    "及时": (None, None, A.PROMPT),
    "及时公开": (None, None, A.PROMPT),
    "隨時公布": (None, None, A.PROMPT),
    "实时公开": (None, None, A.REAL_TIME),
    "永久公開": (None, None, A.LASTING),
    "长期公示": (None, None, A.LASTING),
}
UNREADABLE = [
    "",
    "√",
    "按规定",
    "20",
    "20日",
    "3月",
    "0个工作日内",
    "9999周内",
    "见附件",
    "2024年",
    "同上",
]


@pytest.mark.parametrize("text", READ)
def test_limit_is_read(text):
    assert read_limit(text) == Limit(*READ[text])


@pytest.mark.parametrize("text", UNREADABLE)
def test_limit_nobody_can_count_on(text):
    assert read_limit(text) is None


@given(st.sampled_from(list(U)), st.integers(1, MAX_N))
def test_limit_reads_its_own_words(unit, n):
    for anchor in (A.FORMED, A.OBTAINED, A.APPROVED, A.DECIDED, A.NOTICE):
        limit = Limit(n, unit, anchor)
        assert read_limit(limit.text) == limit


@pytest.mark.parametrize("anchor", [A.PROMPT, A.REAL_TIME, A.LASTING])
def test_limit_without_number_reads_its_own_words(anchor):
    assert read_limit(Limit(None, None, anchor).text) == Limit(None, None, anchor)


@given(
    st.text(alphabet="每公示期个工作日天月年季度内起后0123456789十二半不少于；，及时", max_size=20)
)
def test_any_text_is_read_or_refused(text):
    limit = read_limit(text)
    assert limit is None or (limit.n is None) == (limit.unit is None)
