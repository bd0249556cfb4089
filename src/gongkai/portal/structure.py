"""机构与领导: the tree of offices from the county down to the village, and who leads each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.organs import queries as organs
from gongkai.portal import links, structured
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell

if TYPE_CHECKING:
    from gongkai.organs.models import Organ

NAME = "机构与领导"
LEADERS_NAME = "领导信息"
KINDS = {
    "county": "县",
    "town": "乡镇",
    "street": "街道",
    "village": "村",
    "community": "社区",
}
_DESCRIPTION = "各机关的职能、领导分工、内设机构、办公地址、办公时间和联系方式"


@dataclass(slots=True)
class Branch:
    """An office in the tree with its departments and the offices below it."""

    organ: "Organ"
    kind: str
    departments: list["Organ"]
    below: list["Branch"] = field(default_factory=list)


def pages(shell: Shell) -> Iterator[Page]:
    """Render the tree and the leaders."""
    yield _tree_page(shell)
    yield _leaders_page(shell)


def tree(shell: Shell) -> list[Branch]:
    """Return the offices as a tree; those without an office above stand at the top."""
    found = {
        organ.pk: Branch(organ, KINDS.get(organ.kind, ""), organs.departments(organ))
        for organ in shell.organs
    }
    top: list[Branch] = []
    for branch in found.values():
        above = found.get(branch.organ.parent_id or 0)
        (above.below if above else top).append(branch)
    return top


def _tree_page(shell: Shell) -> Page:
    counts: dict[str, int] = {}
    for organ in shell.organs:
        kind = KINDS.get(organ.kind, "")
        counts[kind] = counts.get(kind, 0) + 1
    return shell.render(
        "portal/organs.html",
        links.ORGANS,
        title=f"{NAME} - {shell.site.name}",
        place=Place((("首页", links.HOME), (NAME, links.ORGANS)), "organs"),
        meta=structured.column_meta(NAME, _DESCRIPTION, "机构职能,领导信息", "机构职能"),
        name=NAME,
        top=tree(shell),
        counts=counts,
    )


def _leaders_page(shell: Shell) -> Page:
    rows = [(organ, organs.leaders(organ, shell.on)) for organ in shell.organs]
    return shell.render(
        "portal/leaders.html",
        links.LEADERS,
        title=f"{LEADERS_NAME} - {NAME} - {shell.site.name}",
        place=Place(
            (("首页", links.HOME), (NAME, links.ORGANS), (LEADERS_NAME, links.LEADERS)), "organs"
        ),
        meta=structured.column_meta(
            LEADERS_NAME, "各机关负责人的姓名、职务和分工", "领导", "负责人信息"
        ),
        name=LEADERS_NAME,
        rows=[(organ, leaders) for organ, leaders in rows if leaders],
    )
