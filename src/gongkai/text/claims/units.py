"""Measure words and units: how they are written, what they are normalised to."""

from decimal import Decimal

SHARES = frozenset({"%", "个百分点", "倍"})
_NOT_BEFORE = {
    "项": "目", "条": "例款件", "人": "大民口均员才力事身社", "份": "额子", "名": "单称录义牌额",
    "次": "序要日年", "户": "籍口型主外", "分": "之钟别类局管公", "家": "庭长属禽具乡",
    "台": "账湾风", "部": "分门署", "张": "三贴家", "天": "然气津", "期": "间限望末货", "场": "所地",
    "处": "理置罚级长室分", "位": "于置", "种": "植子", "套": "餐路",
    "本": "年级地人县市区省镇乡街机单部局报着次月季科息身来金土村社", "头": "条", "口": "头",
    "间": "接隔断", "块": "状", "起": "草到来步诉点义码施始用止见",
    "成": "立员果效为本功人长都熟绩品交", "个": "别体性一", "件": "套", "类": "似", "点": "击赞", "篇": "章幅",
    "米": "面", "宗": "旨教", "批": "准复评", "字": "样", "号": "", "所": "有以谓在属得",
}  # fmt: skip
"""Characters that make another word with the measure word: 3项目 are no three 项."""
_WORDS = """
人次 件次 户次 条次 家次 场次 篇次 项次 台次 辆次 个百分点 个工作日 工作日 个小时 小时 个月 分钟 件 次
人 户 条 项 份 个 名 家 起 篇 期 场 册 块 处 宗 例 批 只 头 台 套 座 张 辆 所 间 本 部分
方面 大类 部 位 种 类 枚 株 棵 口 艘 支 班 轮 天 岁 点 字 组 幢 栋 幅 则 封 箱 盏 根 环节
步骤 领域
"""
_COUNTS = tuple(_WORDS.split())
_MEASURES = {
    "亩": ("亩", 1), "公顷": ("公顷", 1), "公里": ("公里", 1), "千米": ("公里", 1), "米": ("米", 1),
    "平方米": ("平方米", 1), "平米": ("平方米", 1), "平方公里": ("平方公里", 1), "立方米": ("立方米", 1),
    "吨": ("吨", 1), "公斤": ("公斤", 1), "千克": ("公斤", 1), "斤": ("斤", 1), "千瓦时": ("千瓦时", 1),
    "升": ("升", 1), "元": ("元", 1), "元/月": ("元/月", 1), "元/年": ("元/年", 1), "元/人": ("元/人", 1),
    "块钱": ("元", 1), "美元": ("美元", 1), "%": ("%", 1), "％": ("%", 1), "成": ("%", 10), "倍": ("倍", 1),
    "分": ("分", 1),
}  # fmt: skip
UNITS = {count: (count, 1) for count in _COUNTS} | _MEASURES
SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
COUNTED = frozenset(_COUNTS) - {"点", "字", "天", "岁", "班", "轮", "支", "口", "部", "所", "本"}
"""Measure words that are believed behind a number in words; the others make too many idioms."""
SURE_ONE = frozenset("件起次项份条名人户例宗篇")
"""Measure words with which 一 may be a figure (诉讼一起), not an article."""


def normal(scale: str, unit: str) -> tuple[str, Decimal]:
    """The normalised unit, and what one of the written unit is worth in it."""
    name, worth = UNITS[unit]
    return name, Decimal(worth) * SCALES[scale]


def pattern() -> str:
    """A regular expression for any unit, the longest first."""
    return "|".join(
        f"{unit}(?![{taboo}])" if (taboo := _NOT_BEFORE.get(unit)) else unit
        for unit in sorted(UNITS, key=len, reverse=True)
    )
