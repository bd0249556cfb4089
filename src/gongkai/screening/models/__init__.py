"""Tables of screening; documents are opaque references, so that anything can be screened."""

from gongkai.screening.models.assessment import Assessment, ListRule
from gongkai.screening.models.finding import Finding, Salt
from gongkai.screening.models.remark import Remark
from gongkai.screening.models.review import Checklist, Review
from gongkai.screening.models.run import Run, RunPart
from gongkai.screening.models.stop import Stop
from gongkai.screening.models.withholding import Withholding
from gongkai.screening.models.wording import WordEdition, WordRule

__all__ = [
    "Assessment",
    "Checklist",
    "Finding",
    "ListRule",
    "Remark",
    "Review",
    "Run",
    "RunPart",
    "Salt",
    "Stop",
    "Withholding",
    "WordEdition",
    "WordRule",
]
