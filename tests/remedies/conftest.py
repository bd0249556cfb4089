"""柳溪镇 as respondent: a case comes in, is answered, decided."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongkai.law.remedies import Dispute as Way
from gongkai.law.remedies import Result, Track
from gongkai.remedies import operations
from gongkai.remedies.models import Dispute
from tests.people import CHINA, County, county

__all__ = ["county"]

AT = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)
COPY = operations.Copy(
    way=Way.RECONSIDERATION,
    title="不服不予公开的答复",
    forum="青禾县人民政府",
    number="青政复〔2026〕12号",
    track=Track.SUMMARY,
    received_on=date(2026, 11, 19),
    concerns=True,
    why="争议的是依申请公开的答复",
    request="foi.request:7",
    disputed="柳政公开答〔2026〕7号",
)
SUIT = replace(
    COPY,
    way=Way.SUIT_DIRECT,
    track=Track.COURT,
    forum="青禾县人民法院",
    number="（2026）青行初3号",
)
ITEMS = [operations.Item("答复书", "已经依法答复", 2), operations.Item("检索记录", "已经检索", 1)]


@dataclass
class Respondent:
    """The office and who acts for it."""

    county: County

    def actor(self, name: str, at: datetime = AT) -> Any:
        return self.county.actor(name, at.date())

    @property
    def clerk(self) -> Any:
        return self.actor("李办")

    @property
    def head(self) -> Any:
        return self.actor("王主任")

    def registered(self, copy: operations.Copy = COPY, at: datetime = AT) -> Dispute:
        return operations.register(copy, organ=self.county.liuxi.pk, by=self.clerk, at=at)

    def responded(self, copy: operations.Copy = COPY) -> Dispute:
        case = self.registered(copy)
        operations.list_evidence(case, ITEMS, by=self.clerk, at=AT)
        return operations.respond(case, response="答复合法", by=self.head, at=AT)

    def decided(
        self, result: Result = Result.UPHELD, copy: operations.Copy = COPY, on: date | None = None
    ) -> Dispute:
        on = on or date(2026, 12, 18)
        decision = operations.Decision(result, "决字〔2026〕5号", on, on + timedelta(days=1))
        later = datetime(on.year, on.month, on.day, 9, tzinfo=CHINA) + timedelta(days=2)
        case = self.responded(copy)
        return operations.decide(case, decision, by=self.clerk, at=later)


@pytest.fixture
def respondent(county: County) -> Respondent:
    return Respondent(county)
