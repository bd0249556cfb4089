"""Files that come in: an office's list of persons, judged by the law of its kind; its own words."""

from gongkai.screening.importers.plan import Judged, Plan, TooLooseChoice, plan_of
from gongkai.screening.importers.public_table import Dropped, PublicTable, public_table
from gongkai.screening.importers.words import SEVERITIES, BadWords, read_words, words_workbook

__all__ = [
    "SEVERITIES",
    "BadWords",
    "Dropped",
    "Judged",
    "Plan",
    "PublicTable",
    "TooLooseChoice",
    "plan_of",
    "public_table",
    "read_words",
    "words_workbook",
]
