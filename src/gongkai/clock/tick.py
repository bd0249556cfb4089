"""One tick of the clock."""

from datetime import datetime

from gongkai.disclosures import operations
from gongkai.kernel.actor import CLOCK


def tick(at: datetime) -> list[str]:
    """Publish what is due, take down what is over, forget lists begun and left.

    Return a sentence for each document with which this was not possible.
    """
    _, refused = operations.publish_due(by=CLOCK, at=at)
    _, standing = operations.take_down_due(by=CLOCK, at=at)
    operations.forget_left_lists(by=CLOCK, at=at)
    return [
        *(f"《{document.title}》没有公开：{why}" for document, why in refused),
        *(f"《{document.title}》没有撤下：{why}" for document, why in standing),
    ]


def look(at: datetime) -> bool:
    """Look through the next big text, however long it takes; False when none waits."""
    return operations.screen_next(by=CLOCK, at=at)
