"""Files that come in: an office's list of persons, judged column by column by the law of its kind."""

from gongkai.screening.importers.plan import Judged, Plan, TooLooseChoice, plan_of
from gongkai.screening.importers.public_table import Dropped, PublicTable, public_table

__all__ = [
    "Dropped",
    "Judged",
    "Plan",
    "PublicTable",
    "TooLooseChoice",
    "plan_of",
    "public_table",
]
