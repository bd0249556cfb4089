"""One tick of the clock."""

from datetime import datetime

from gongkai.disclosures import operations
from gongkai.kernel.actor import CLOCK


def tick(at: datetime) -> list[str]:
    """Publish what is due; return a sentence for each document that could not be published."""
    _, refused = operations.publish_due(by=CLOCK, at=at)
    return [f"《{document.title}》没有公开：{why}" for document, why in refused]
