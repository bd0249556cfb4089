"""Setting the sign-off chain of an organ."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.kernel.actor import Actor
from gongkai.organs.access import office_of
from gongkai.organs.models import ChainLink, Organ, Post
from gongkai.organs.operations.change import CHECK_BASIS, change, checked, note
from gongkai.organs.operations.posts import NEEDED_ROLE
from gongkai.organs.operations.refusals import WrongPlace


def set_chain(
    organ: Organ, *, checks: Sequence[Post], sign: Post, by: Actor, at: datetime
) -> list[ChainLink]:
    """Set which posts check and which signs; documents on their way go on by the new chain."""
    acts = [(post, ChainLink.Act.CHECK) for post in checks] + [(sign, ChainLink.Act.SIGN)]
    if not checks:
        raise WrongPlace("签批流程至少要有一个保密审查岗位")
    if len({post.pk for post, _ in acts}) < len(acts):
        raise WrongPlace("同一个岗位在签批流程中只能出现一次，审查和签发须分开")
    with change(organ, by=by) as locked:
        for post, act in acts:
            _must_suit(post, act, locked)
        locked.chain.all().delete()
        links = [
            ChainLink(organ=locked, order=order, act=act, post=post)
            for order, (post, act) in enumerate(acts, start=1)
        ]
        for link in links:
            checked(link)
        ChainLink.objects.bulk_create(links)
        detail = {"checks": [post.pk for post in checks], "sign": sign.pk}
        note(
            locked,
            "set_chain",
            "设置签批流程",
            organ=locked,
            by=by,
            at=at,
            basis=CHECK_BASIS,
            detail=detail,
        )
    return links


def _must_suit(post: Post, act: ChainLink.Act, organ: Organ) -> None:
    """A chain runs through posts of the organ's own office or of one above it."""
    if not organ.path.startswith(office_of(post.organ).path):
        raise WrongPlace(f"“{post.name}”不是{organ.name}或者它上级的岗位")
    role = NEEDED_ROLE[act]
    if role not in post.role_set:
        raise WrongPlace(f"“{post.name}”没有“{role.label}”的职责，不能作{act.label}岗位")
