"""The standard column tree: arts. 20 and 21 of 条例 in the four parts of 国办公开办函〔2019〕61号."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.catalogue.models import Column, ColumnType, Section
from gongkai.catalogue.operations.column_rights import BASIS, refuse_stranger
from gongkai.kernel.actor import Actor
from gongkai.kernel.ledger_line import record
from gongkai.law.kinds import content_kind

T = ColumnType


@dataclass(frozen=True, slots=True)
class StandardColumn:
    """A column to lay; `code` is the kind of art. 20 or 21, `fields` those of the 26 it serves."""

    slug: str
    name: str
    type: ColumnType
    description: str
    keywords: str
    code: str = ""
    fields: tuple[str, ...] = ()
    children: tuple["StandardColumn", ...] = ()


C = StandardColumn


def _kind(
    code: str,
    slug: str,
    type_: ColumnType,
    keywords: str,
    fields: tuple[str, ...] = (),
    children: tuple[StandardColumn, ...] = (),
) -> StandardColumn:
    """A column that carries the name and the words of the law."""
    kind = content_kind(code)
    return C(slug, kind.column, type_, kind.title, keywords, code, fields, children)


FUNCTIONS = (
    C("organisation", "机构设置", T.FUNCTIONS, "机构设置、职责、地址、电话和办公时间", "机构设置,内设机构"),
    C("leaders", "负责人信息", T.LEADERS, "负责人姓名、职务和分工", "领导信息,分工"),
)  # fmt: skip
POLICIES = (
    C("normative-documents", "行政规范性文件", T.POLICIES, "现行有效和已经废止的行政规范性文件", "规范性文件,有效性"),
    C("other-documents", "其他文件", T.POLICIES, "规范性文件以外可以公开的公文", "公文,通知"),
    C("interpretations", "政策解读", T.INTERPRETATION, "与政策文件同步发布的解读材料", "政策解读,图解"),
)  # fmt: skip
SERVICES = (
    C("permits", "行政许可", T.SERVICES, "行政许可的依据、条件、程序和办理结果", "行政许可,许可结果"),
    C("service-guides", "办事指南", T.SERVICES, "对外管理服务事项的办理指南和结果", "办事指南,公共服务", fields=("户籍管理", "税收管理")),
    C("culture", "公共文化服务", T.SERVICES, "公共文化设施开放和文化活动安排", "文化站,文化活动", fields=("公共文化服务",)),
    C("legal-services", "公共法律服务", T.SERVICES, "人民调解、法律援助和法治宣传", "人民调解,法律援助", fields=("公共法律服务",)),
)  # fmt: skip
ENFORCEMENT = (
    C("penalties", "行政处罚", T.DATA, "行政处罚的依据、程序和处罚决定", "行政处罚,处罚决定", fields=("城市综合执法",)),
    C("coercion", "行政强制", T.DATA, "行政强制的依据、条件和程序", "行政强制"),
)  # fmt: skip
FINANCE = (
    C("budgets", "部门预算", T.DATA, "经批准的年度预算和说明", "预算,三公经费"),
    C("accounts", "部门决算", T.DATA, "经批准的年度决算和说明", "决算,三公经费"),
)  # fmt: skip
PROCUREMENT = (
    C("trading", "公共资源交易", T.DATA, "公共资源交易的公告和结果", "招标,中标,交易结果", fields=("公共资源交易",)),
)  # fmt: skip
LIVELIHOOD = (
    _kind("21t.8", "social-assistance", T.DATA, "低保,特困,临时救助", ("社会救助",)),
    C("rural-revitalisation", "乡村振兴", T.DATA, "巩固脱贫成果、衔接资金和项目", "衔接资金,帮扶", fields=("扶贫（巩固脱贫攻坚成果和乡村振兴）",)),
    C("subsidies", "惠民惠农补贴", T.DATA, "惠民惠农补贴的政策、标准和发放结果", "一卡通,耕地地力补贴", fields=("涉农补贴",)),
    C("education", "义务教育", T.DATA, "招生范围、学校信息和资助政策", "招生,学区,资助", fields=("义务教育",)),
    C("health", "卫生健康", T.DATA, "医疗卫生服务、健康政策和奖励扶助", "家庭医生,奖励扶助", fields=("卫生健康",)),
    C("social-insurance", "社会保险", T.DATA, "养老、医疗等社会保险的政策和经办", "养老保险,医疗保险", fields=("社会保险",)),
    C("employment", "就业创业", T.DATA, "就业政策、岗位信息和补贴结果", "招聘,技能培训,公益性岗位", fields=("就业",)),
    C("elderly-care", "养老服务", T.DATA, "养老机构、居家服务和高龄津贴", "养老机构,高龄津贴", fields=("养老服务",)),
    C("housing", "住房保障", T.DATA, "农村危房改造和保障性住房", "危房改造,公租房", fields=("农村危房改造", "保障性住房")),
)  # fmt: skip
EMERGENCIES = (
    C("plans-and-warnings", "预案与预警", T.RESPONSE, "应急预案、预警信息和应对情况", "应急预案,预警"),
    C("disaster-relief", "救灾", T.DATA, "灾情、救灾款物和受灾群众救助", "救灾物资,受灾救助", fields=("救灾",)),
)  # fmt: skip
INSPECTIONS = (
    C("environment", "生态环境", T.DATA, "环境保护监督检查和治理情况", "环境保护,整治", fields=("生态环境",)),
    C("work-safety", "安全生产", T.DATA, "安全生产检查、隐患和整改", "安全检查,隐患整改", fields=("安全生产",)),
    C("food-and-drugs", "食品药品", T.DATA, "食品药品监督检查", "食品安全,药品", fields=("食品药品监管",)),
    C("public-health", "公共卫生", T.DATA, "公共卫生监督检查", "公共卫生"),
    C("product-quality", "产品质量", T.DATA, "产品质量监督检查", "产品质量"),
)  # fmt: skip
OTHERS = (
    C("public-notices", "公示公告", T.OVERVIEW, "依照规定应当公示的名单、结果和公告", "公示,公告"),
    C("proposals", "建议提案办理", T.RESPONSE, "人大代表建议和政协提案的办理结果", "建议,提案"),
    C("open-catalogue", "公开目录", T.CATALOGUE, "基层政务公开标准目录和信息目录", "标准目录,信息目录"),
    C("consultations", "意见征集", T.CONSULTATION, "重大行政决策和文件的意见征集", "征求意见,意见采纳"),
)  # fmt: skip
STANDARD: dict[Section, tuple[StandardColumn, ...]] = {
    Section.GUIDE: (
        C("guide", "信息公开指南", T.GUIDE, "信息的分类、编排、获取方式和公开机构的联系方式", "公开指南,依申请公开"),
    ),
    Section.RULES: (
        C("rules", "信息公开制度", T.POLICIES, "政府信息公开的法律法规和本机关工作制度", "公开条例,公开制度"),
    ),
    Section.STATUTORY: (
        _kind("20.2", "functions", T.FUNCTIONS, "机构职能,联系方式", (), FUNCTIONS),
        _kind("20.1", "policies", T.POLICIES, "政策文件,规范性文件", (), POLICIES),
        _kind("20.3", "plans", T.POLICIES, "规划,计划", ("国土空间规划",)),
        _kind("20.4", "statistics", T.DATA, "统计公报,统计数据"),
        _kind("20.5", "services", T.SERVICES, "行政许可,公共服务", (), SERVICES),
        _kind("20.6", "enforcement", T.DATA, "行政处罚,行政强制", (), ENFORCEMENT),
        _kind("20.7", "finance", T.DATA, "预算,决算", ("财政预决算",), FINANCE),
        _kind("20.8", "fees", T.DATA, "收费目录,收费标准"),
        _kind("20.9", "procurement", T.DATA, "集中采购,采购结果", (), PROCUREMENT),
        _kind("20.10", "projects", T.DATA, "重大项目,批准,实施", ("重大建设项目",)),
        _kind("20.11", "livelihood", T.DATA, "民生,政策措施", (), LIVELIHOOD),
        _kind("20.12", "emergencies", T.RESPONSE, "应急预案,预警", (), EMERGENCIES),
        _kind("20.13", "inspections", T.DATA, "监督检查", (), INSPECTIONS),
        _kind("20.14", "personnel", T.DATA, "招考,录用"),
        _kind("21t.1", "rural-policy", T.POLICIES, "农业农村政策"),
        _kind("21t.2", "irrigation", T.DATA, "农田水利"),
        _kind("21t.3", "land-transfer", T.DATA, "土地承包,经营权流转"),
        _kind("21t.4", "homesteads", T.DATA, "宅基地审核"),
        _kind("21t.5", "land-expropriation", T.DATA, "土地征收", ("农村集体土地征收",)),
        _kind("21t.6", "house-expropriation", T.DATA, "房屋征收", ("国有土地上房屋征收与补偿",)),
        _kind("21t.7", "levies", T.DATA, "筹资筹劳,一事一议"),
        _kind("21c.1", "municipal-works", T.DATA, "市政建设", ("市政服务",)),
        _kind("21c.2", "public-services", T.SERVICES, "公共服务"),
        _kind("21c.3", "public-welfare", T.DATA, "公益事业"),
        _kind("21c.6", "public-order", T.DATA, "治安管理"),
        _kind("20.15", "others", T.OVERVIEW, "其他法定公开", (), OTHERS),
    ),
    Section.REPORT: (
        C("annual-reports", "信息公开年报", T.REPORT, "政府信息公开工作年度报告", "年度报告"),
    ),
}  # fmt: skip


def _all(columns: tuple[StandardColumn, ...]) -> Iterator[StandardColumn]:
    for column in columns:
        yield column
        yield from _all(column.children)


FIELD_COLUMNS: dict[str, str] = {
    field: column.slug
    for columns in STANDARD.values()
    for column in _all(columns)
    for field in column.fields
}
"""Under which column the items of a field usually stand."""


def lay_columns(*, by: Actor, at: datetime) -> list[Column]:
    """Create the standard columns that are not there yet; return the new ones."""
    refuse_stranger(by)
    with transaction.atomic():
        made = [
            column
            for section, columns in STANDARD.items()
            for column in _lay(section, columns, None)
        ]
        if made:
            record(
                "catalogue.lay_columns",
                label=f"建立标准栏目 {len(made)} 个",
                subject=f"organs.organ:{by.organ}",
                by=by,
                at=at,
                basis=BASIS,
                detail={"columns": [column.slug for column in made]},
            )
    return made


def _lay(
    section: Section, columns: tuple[StandardColumn, ...], parent: Column | None
) -> Iterator[Column]:
    for order, column in enumerate(columns, start=1):
        laid, is_new = Column.objects.get_or_create(
            slug=column.slug,
            defaults={
                "section": section,
                "parent": parent,
                "order": order * 10,
                "name": column.name,
                "column_type": column.type,
                "description": column.description,
                "keywords": column.keywords,
                "kind_code": column.code,
            },
        )
        if is_new:
            yield laid
        yield from _lay(section, column.children, laid)
