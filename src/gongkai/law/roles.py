"""The roles a post may carry; who does what in a procedure is said in these words."""

from enum import StrEnum


class Role(StrEnum):
    """A role of the open-government work of an office."""

    CLERK = "clerk"
    CHECKER = "checker"
    SIGNER = "signer"
    SUPERVISOR = "supervisor"
    WINDOW = "window"
    ADMIN = "admin"
    CLOCK = "clock"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return LABELS[self]


LABELS: dict[Role, str] = {
    Role.CLERK: "信息员",
    Role.CHECKER: "保密审查",
    Role.SIGNER: "签发",
    Role.SUPERVISOR: "监督",
    Role.WINDOW: "窗口",
    Role.ADMIN: "管理员",
    Role.CLOCK: "时钟",
}
