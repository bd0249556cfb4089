"""Why a change of offices and people is refused; every text is a sentence for the user."""

from gongkai.law.procedure import NotAllowed


class NotAdministrator(NotAllowed):
    """Only an administrator of the office may change it."""


class Overtaken(NotAllowed):
    """Somebody else made a change at the same time that excludes this one."""


class Unfit(NotAllowed):
    """A value does not fit its field, or is already taken."""


class WrongPlace(NotAllowed):
    """An organ, post or person does not belong where it is put."""


class WrongDates(NotAllowed):
    """The days given contradict each other or what is already noted."""


class PostInUse(NotAllowed):
    """A post still does something that the change would take from it."""


class AccountRefused(NotAllowed):
    """An account cannot be opened, closed or given this password."""


class WrongCode(NotAllowed):
    """A code of the second factor does not fit."""
