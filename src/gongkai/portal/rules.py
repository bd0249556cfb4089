"""政府信息公开制度: the law that binds every office, and the rules of the offices themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.catalogue.queries import ColumnNode
from gongkai.disclosures.queries import public
from gongkai.disclosures.queries.counted import StatedRule, stated_rules
from gongkai.disclosures.queries.public import path_of
from gongkai.portal import links, structured
from gongkai.portal.columns import SECTION_WORDS, STANDING_NOTE
from gongkai.portal.page import Page
from gongkai.portal.policies import SHAPES
from gongkai.portal.reading import Change
from gongkai.portal.shell import Place, Shell

NATIONAL = (
    ("法律", "中华人民共和国保守国家秘密法", "2024年修订"),
    ("法律", "中华人民共和国个人信息保护法", "2021年"),
    ("法律", "中华人民共和国无障碍环境建设法", "2023年"),
    ("行政法规", "中华人民共和国政府信息公开条例", "国务院令第711号，2019年修订"),
    ("国务院文件", "政府网站发展指引", "国办发〔2017〕47号"),
    ("国务院文件", "关于全面推进基层政务公开标准化规范化工作的指导意见", "国办发〔2019〕54号"),
    ("国务院文件", "政府信息公开信息处理费管理办法", "国办函〔2020〕109号"),
    ("国务院文件", "关于规范政府信息公开平台有关事项的通知", "国办公开办函〔2019〕61号"),
)
"""Rank, name and number of the rules this program follows itself."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of an office with its validity."""

    title: str
    path: str
    number: str
    published: str
    validity: str
    shape: str
    icon: str


def pages(shell: Shell) -> Iterator[Page]:
    """Render the part of the section that holds the rules."""
    section = next(each for each in shell.sections if each.slug == "rules")
    path = links.SECTIONS["rules"]
    _, lead, kind = SECTION_WORDS["rules"]
    yield shell.render(
        "portal/rules.html",
        path,
        title=f"{section.name} - {shell.site.name}",
        place=Place((*shell.section_trail, (section.name, path)), "disclosure", section.slug),
        meta=structured.column_meta(section.name, lead, "制度", kind),
        name=section.name,
        national=NATIONAL,
        groups=_groups(shell, section),
        columns=section.children,
        note=STANDING_NOTE,
    )


def touched(shell: Shell, change: Change) -> Iterator[Page]:
    """Render it when a changed document is a rule, or stands in one of the part's columns."""
    section = next(each for each in shell.sections if each.slug == "rules")
    columns = {public.column(node.column.pk) for node in section.children if node.column}
    if "rules" in change.genres or columns & change.spots.keys():
        yield from pages(shell)


def _groups(shell: Shell, section: ColumnNode) -> list[tuple[str, list[Rule]]]:
    """Return the offices' own rules, office by office, the newest first."""
    columns = [node.column.pk for node in section.children if node.column]
    groups: dict[int, list[Rule]] = {}
    for each in stated_rules(columns):
        groups.setdefault(each.organ, []).append(_rule(each, shell))
    known = shell.organ_rows
    keys = sorted(groups, key=lambda key: known[key].path)
    return [(known[key].name, groups[key]) for key in keys]


def _rule(stated: StatedRule, shell: Shell) -> Rule:
    validity = stated.validity(shell.on)
    shape, icon = SHAPES.get(validity, ("", "info"))
    published = stated.published_at.astimezone(shell.zone)
    return Rule(
        stated.title,
        path_of(published, stated.seq),
        stated.doc_number,
        published.isoformat()[:10],
        validity,
        shape,
        icon,
    )
