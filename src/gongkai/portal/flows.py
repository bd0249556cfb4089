"""公开流程: pages drawn from the procedures themselves, so that picture and program agree."""

from collections.abc import Iterator

from markupsafe import Markup

from gongkai.law import disclosure
from gongkai.law.procedure import Procedure, Step
from gongkai.law.roles import Role
from gongkai.portal import links, structured
from gongkai.portal.page import Page
from gongkai.portal.shell import Place, Shell
from gongkai.typeset.procedure_map import legend, procedure_map
from gongkai.typeset.procedure_page import CLOCKS, StepText

NAME = "公开流程"
LEADS = {
    "disclosure": "一件政府信息从起草到公开、更正、撤下的每一步：谁办理，依据什么，什么情形不能办理。",
}
"""Name of a procedure's page → its lead."""


def pages(shell: Shell) -> Iterator[Page]:
    """Render the list of procedures and a page for each in force."""
    found = {"disclosure": disclosure.procedure(shell.on)}
    trail = (*shell.section_trail, (NAME, links.FLOWS))
    entries = [(each.title, _path(key), LEADS[key]) for key, each in found.items()]
    yield shell.render(
        "portal/flows.html",
        links.FLOWS,
        title=f"{NAME} - {shell.site.name}",
        place=Place(trail, "disclosure"),
        meta=structured.column_meta(NAME, "政府信息公开工作的流程", "流程", "信息公开目录"),
        name=NAME,
        entries=entries,
    )
    for key, procedure in found.items():
        yield _flow(shell, key, procedure, trail)


def _path(key: str) -> str:
    return f"{links.FLOWS}{key}.html"


def _flow(
    shell: Shell, key: str, procedure: Procedure, trail: tuple[structured.Crumb, ...]
) -> Page:
    steps = [step_text(step) for step in procedure.steps]
    name = f"{procedure.title}的流程"
    drawing = procedure_map(procedure.title, procedure.states, steps)
    return shell.render(
        "portal/flow.html",
        _path(key),
        title=f"{name} - {shell.site.name}",
        place=Place((*trail, (name, _path(key))), "disclosure"),
        meta=structured.column_meta(name, LEADS[key], "流程", "信息公开目录"),
        name=name,
        lead=LEADS[key],
        drawing=Markup(drawing),  # noqa: S704  drawn here, labels escaped
        legend=legend(procedure.states, steps),
        clocks=CLOCKS,
        states=len(procedure.states),
    )


def step_text(step: Step) -> StepText:
    """Return a step in words."""
    return StepText(
        name=step.name,
        label=step.label,
        sources=step.sources,
        target=step.target,
        roles=tuple(role.label for role in Role if role in step.roles),
        basis=step.basis,
        clock=step.clock,
        only=tuple(sentence for _, sentence in step.only),
        needs=tuple(sentence for _, sentence in step.needs),
    )
