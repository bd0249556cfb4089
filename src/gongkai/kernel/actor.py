"""Who acts: the person, the roles he holds at that moment and for which organs."""

from dataclasses import dataclass, field

from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person (or the clock) at the moment of acting; built by `organs.access.actor`.

    `organ` is the office acted for and `office` its short name; `organs` are those whose affairs
    the actor may see; `posts` the posts held or deputised; `acts_for` the persons whose open tasks
    he carries (himself, absent and departed colleagues).
    """

    person: int | None
    name: str
    roles: frozenset[Role]
    organ: int | None = None
    office: str = ""
    organs: frozenset[int] = field(default_factory=frozenset)
    posts: frozenset[int] = field(default_factory=frozenset)
    acts_for: frozenset[int] = field(default_factory=frozenset)

    @property
    def someone(self) -> int:
        """The key of the person who acts; NotAllowed when it is the clock, which signs nothing."""
        if self.person is None:
            raise NotAllowed("这一步须由工作人员本人办理")
        return self.person

    def has(self, role: Role) -> bool:
        """True when the actor holds this role."""
        return role in self.roles


CLOCK = Actor(person=None, name="系统时钟", roles=frozenset({Role.CLOCK}))
"""The actor of everything that happens because a time has come."""
