"""The lists of the open data: their fields, and the rows of those that have one file each."""

from dataclasses import dataclass
from typing import Any

from gongkai.catalogue import access as catalogue
from gongkai.channels import access as channels
from gongkai.portal import links
from gongkai.portal.shell import Shell

Fields = tuple[tuple[str, str, str], ...]
"""Key in JSON, head in CSV, and what it means."""

DOCUMENTS: Fields = (
    ("index_number", "索引号", "公开时编定，不变"),
    ("title", "标题", "现在公开的文本的标题"),
    ("summary", "内容概述", "发布机构写的一句话，可能为空"),
    ("doc_number", "发文字号", "没有文号的为空"),
    ("topic", "主题分类", "政务信息主题分类，可能为空"),
    ("genre", "文件类型", "政策文件、政策解读、公示公告等"),
    ("column", "栏目", "所在栏目的名称"),
    ("organ", "发布机构", "机关全称"),
    ("formed_on", "成文日期", "年-月-日"),
    ("published_at", "发布时间", "年-月-日 时:分，北京时间"),
    ("revised_at", "最近更新", "年-月-日 时:分，北京时间"),
    ("address", "网址", "从网站首页起的路径"),
)
ORGANS: Fields = (
    ("slug", "网址名", "机关页面地址的一段，唯一"),
    ("name", "全称", "机关全称"),
    ("short_name", "简称", "常用简称"),
    ("kind", "类别", "县、乡镇、街道、村、社区"),
    ("parent", "上级", "上级机关的网址名，最上级为空"),
    ("credit_code", "统一社会信用代码", "可能为空"),
    ("address", "办公地址", "可能为空"),
    ("office_hours", "办公时间", "可能为空"),
    ("phone", "电话", "可能为空"),
    ("fax", "传真", "可能为空"),
    ("email", "邮箱", "可能为空"),
    ("postcode", "邮政编码", "可能为空"),
)
COLUMNS: Fields = (
    ("slug", "网址名", "栏目页面地址的一段，唯一"),
    ("name", "名称", "栏目名称"),
    ("section", "部分", "指南、制度、法定主动公开内容、年报"),
    ("kind_code", "法定类别", "条例的条和项，如 20.7；没有的为空"),
    ("column_type", "栏目类别", "政府网站栏目分类"),
    ("description", "描述", "栏目的用途和内容"),
    ("address", "网址", "从网站首页起的路径"),
)
ITEMS: Fields = (
    ("organ", "机关", "目录所属机关的网址名"),
    ("number", "序号", "在这个机关目录中的序号"),
    ("field", "领域", "26个领域之一或者其他"),
    ("level1", "一级事项", ""),
    ("level2", "二级事项", ""),
    ("elements", "公开内容（要素）", "分号隔开"),
    ("basis", "公开依据", ""),
    ("limit", "公开时限", "目录原文"),
    ("body", "公开主体", ""),
    ("channels", "公开渠道和载体", "顿号隔开"),
    ("audience", "公开对象", ""),
    ("mode", "公开方式", "主动、依申请公开"),
    ("levels", "公开层级", "顿号隔开"),
)
PLACES: Fields = (
    ("organ", "机关", "设置机关的网址名"),
    ("kind", "类别", "公开栏、查阅场所、查询点等"),
    ("name", "名称", ""),
    ("address", "地址", ""),
    ("equipment", "设备", "可能为空"),
    ("opened_on", "启用日期", "年-月-日"),
)
CARRIERS: Fields = (
    ("organ", "机关", "开办机关的网址名"),
    ("kind", "类别", "政府网站、微信公众号、公示栏等"),
    ("name", "名称", ""),
    ("address", "网址或账号", "可能为空"),
    ("filing_number", "备案号", "可能为空"),
    ("since", "启用日期", "年-月-日"),
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """One list: its name for files and for people, what it holds, and its fields."""

    key: str
    name: str
    about: str
    fields: Fields


SETS = {
    "documents": Dataset(
        "documents", "公开的政府信息", "现在可以查阅的全部信息，每月一份", DOCUMENTS
    ),
    "organs": Dataset("organs", "机关", "县、乡镇、街道、村、社区", ORGANS),
    "columns": Dataset("columns", "栏目", "政府信息公开的全部栏目", COLUMNS),
    "items": Dataset("items", "标准目录事项", "各机关基层政务公开标准目录的事项", ITEMS),
    "places": Dataset("places", "公开场所", "公开栏、查阅场所、查询点", PLACES),
    "carriers": Dataset("carriers", "公开渠道", "正在使用的网站、账号、公示栏、电子屏", CARRIERS),
}


def standing(shell: Shell) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every list but the documents, by the key of the list."""
    slugs = {organ.pk: organ.slug for organ in shell.organs}
    return {
        "organs": _organs(shell, slugs),
        "columns": _columns(shell),
        "items": _items(shell),
        "places": _places(shell),
        "carriers": _carriers(shell),
    }


def _organs(shell: Shell, slugs: dict[int, str]) -> list[tuple[Any, ...]]:
    return [
        (
            *(o.slug, o.name, o.short_name, o.get_kind_display(), slugs.get(o.parent_id or 0, "")),
            *(o.credit_code, o.address, o.office_hours, o.phone, o.fax, o.email, o.postcode),
        )
        for o in shell.organs
    ]


def _columns(shell: Shell) -> list[tuple[Any, ...]]:
    return [
        (
            *(c.slug, c.name, c.get_section_display(), c.kind_code, c.column_type),
            *(c.description, links.column(c.slug)),
        )
        for c in (node.column for node in shell.columns())
        if c
    ]


def _items(shell: Shell) -> list[tuple[Any, ...]]:
    return [
        (
            *(i.organ.slug, i.number, i.field, i.level1, i.level2, "；".join(i.elements)),
            *(i.basis, i.limit_text, i.body, "、".join(i.channels), i.audience, i.mode),
            "、".join(i.levels),
        )
        for i in catalogue.public(shell.on).order_by("organ__path", "number", "pk")
    ]


def _places(shell: Shell) -> list[tuple[Any, ...]]:
    return [
        (
            *(p.organ.slug, p.get_kind_display(), p.name, p.address, p.equipment),
            p.opened_on.isoformat(),
        )
        for p in channels.public_places(shell.on).order_by("organ__path", "pk")
    ]


def _carriers(shell: Shell) -> list[tuple[Any, ...]]:
    return [
        (
            *(c.organ.slug, c.get_kind_display(), c.name, c.address, c.filing_number),
            c.since.isoformat(),
        )
        for c in channels.public(shell.on).order_by("organ__path", "pk")
    ]
