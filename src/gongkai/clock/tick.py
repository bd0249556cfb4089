"""One tick of the clock."""

from datetime import datetime, timedelta

from gongkai.disclosures import operations
from gongkai.foi import operations as foi
from gongkai.kernel.actor import CLOCK

COUNTED = timedelta(days=1)
"""How long it is remembered how often an address tried something."""


def tick(at: datetime) -> list[str]:
    """Publish what is due, take down what is over, reckon requests, forget lists begun and left.

    Return a sentence for each document with which this was not possible.
    """
    _, refused = operations.publish_due(by=CLOCK, at=at)
    _, standing = operations.take_down_due(by=CLOCK, at=at)
    foi.recompute_due(by=CLOCK, at=at)
    foi.forget_limits(before=at - COUNTED)
    operations.forget_left_lists(by=CLOCK, at=at)
    return [
        *(f"《{document.title}》没有公开：{why}" for document, why in refused),
        *(f"《{document.title}》没有撤下：{why}" for document, why in standing),
    ]


def look(at: datetime) -> bool:
    """Look through the next big text, however long it takes; False when none waits."""
    return operations.screen_next(by=CLOCK, at=at)
