"""Posts of an organ and the roles they carry."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack

from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role
from gongkai.organs.models import ChainLink, Organ, Post
from gongkai.organs.operations.change import change, changed_fields, checked, note
from gongkai.organs.operations.refusals import PostInUse, WrongPlace

NEEDED_ROLE = {ChainLink.Act.CHECK: Role.CHECKER, ChainLink.Act.SIGN: Role.SIGNER}
"""The role a post must carry to stand in a chain."""


class PostChanges(TypedDict, total=False):
    """What may change about a post."""

    name: str
    roles: Iterable[Role]
    leader: bool
    duties: str
    order: int


def create_post(
    organ: Organ,
    *,
    name: str,
    roles: Iterable[Role] = (),
    leader: bool = False,
    duties: str = "",
    order: int = 0,
    by: Actor,
    at: datetime,
) -> Post:
    """Create a post; whoever holds it has its roles."""
    with change(organ, by=by) as locked:
        post = Post(
            organ=locked,
            name=name,
            roles=_ordered(roles),
            leader=leader,
            duties=duties,
            order=order,
        )
        checked(post)
        post.save(force_insert=True)
        note(
            post,
            "create_post",
            "设置岗位",
            organ=locked,
            by=by,
            at=at,
            detail={"roles": post.roles},
        )
    return post


def revise_post(post: Post, *, by: Actor, at: datetime, **changes: Unpack[PostChanges]) -> Post:
    """Change a post; a role that a chain relies on cannot be taken from it (PostInUse)."""
    with change(post.organ, by=by) as organ:
        locked = Post.objects.select_for_update().get(pk=post.pk)
        wanted: dict[str, Any] = {**changes}
        if "roles" in changes:
            wanted["roles"] = _ordered(changes["roles"])
        differing = changed_fields(locked, wanted)
        for link in locked.links.select_related("organ").order_by("id"):
            if NEEDED_ROLE[ChainLink.Act(link.act)] not in locked.role_set:
                act = ChainLink.Act(link.act).label
                raise PostInUse(
                    f"“{post.name}”是{link.organ.name}签批流程中的{act}岗位，请先修改签批流程"
                )
        if differing:
            checked(locked)
            locked.save(update_fields=list(differing))
            note(
                locked,
                "revise_post",
                "修改岗位",
                organ=organ,
                by=by,
                at=at,
                detail={"changed": differing},
            )
    return locked


def _ordered(roles: Iterable[Role]) -> list[str]:
    given = set(roles)
    if Role.CLOCK in given:
        raise WrongPlace("“时钟”不是岗位的职责")
    return [role.value for role in Role if role in given]
