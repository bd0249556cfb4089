"""Lists of persons: how long each kind is posted, and that its effect is assessed before.

Sources: 个人信息保护法 art. 19 (kept no longer than the purpose needs), arts. 55 and 56 (assessment
before publication, its record kept three years); posting periods are rules of the field or of the
place and therefore settings.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law.figures import Confidence, Unit
from gongkai.law.workdays import WorkCalendar

ASSESS = "《个人信息保护法》第五十五条、第五十六条"
TAKE_DOWN = "《个人信息保护法》第十九条"

OTHER = "other"


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of list; `period` counts `unit`s from publication, 0 where nothing is fixed.

    `columns` are the addresses of the columns of the site in which such lists stand.
    """

    key: str
    label: str
    columns: frozenset[str]
    period: int
    unit: Unit
    basis: str
    confidence: Confidence
    assessed: bool = True

    @property
    def text(self) -> str:
        """The posting period in words."""
        return (
            f"公示{self.period}{self.unit.label}" if self.period else "按每份名单填写的公示截止日"
        )

    def ends_on(self, published_on: date, calendar: WorkCalendar) -> date | None:
        """Return the last day of posting; the day of publication is not counted."""
        if not self.period:
            return None
        if self.unit is Unit.WD:
            return calendar.add_workdays(published_on, self.period)
        return published_on + timedelta(days=self.period)

    def with_own(self, period: int, unit: str, assessed: bool) -> "ListKind":
        """Return the kind as an installation has set it."""
        return replace(self, period=period, unit=Unit(unit), assessed=assessed)


KINDS: tuple[ListKind, ...] = (
    ListKind(
        "aid", "社会救助名单", frozenset({"social-assistance"}), 7, Unit.CD,
        "社会救助审核确认的有关规定", Confidence.LOCAL,
    ),
    ListKind(
        "subsidy", "惠民惠农补贴名单", frozenset({"subsidies", "elderly-care"}), 7, Unit.WD,
        "惠民惠农财政补贴资金管理的有关规定", Confidence.RECALLED,
    ),
    ListKind(
        "housing", "住房保障和危房改造名单", frozenset({"housing"}), 7, Unit.WD,
        "《公共租赁住房管理办法》及农村危房改造的有关规定", Confidence.RECALLED,
    ),
    ListKind(
        "employment", "招聘、录用名单", frozenset({"employment", "personnel"}), 7, Unit.WD,
        "公开招聘和公务员录用的有关规定", Confidence.RECALLED,
    ),
    ListKind(
        OTHER, "其他名单", frozenset(), 0, Unit.CD, TAKE_DOWN, Confidence.RECALLED, assessed=False
    ),
)  # fmt: skip


def kind_of(column: str) -> ListKind:
    """Return the kind of list that stands in a column; 其他名单 where none is named."""
    return next((kind for kind in KINDS if column in kind.columns), kind(OTHER))


def kind(key: str) -> ListKind:
    """Return the kind with this key. Raises LookupError."""
    for row in KINDS:
        if row.key == key:
            return row
    raise LookupError(key)
