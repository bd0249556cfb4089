"""Whose duty the cases of an office are."""

from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role


def allow(organ: int, by: Actor) -> None:
    """Raise NotAllowed for others than the clerks of the office."""
    if not by.has(Role.CLERK) or organ not in by.organs:
        raise NotAllowed("您的岗位没有办理这个机关复议、诉讼案件的职责")
