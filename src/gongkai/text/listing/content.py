"""What the words of a heading say its column holds, apart from personal data."""

import re
from enum import StrEnum


class Content(StrEnum):
    """What a column holds; the value is told to the clerk."""

    INDEX = "序号"
    PERSONAL = "个人信息"
    PLACE = "村（社区）、组"
    MONEY = "金额"
    COUNT = "人数、数量"
    CATEGORY = "类别、等级"
    ORGANISATION = "单位、学校"
    TICKET = "准考证号"
    GRADE = "成绩、名次"
    MATTER = "事项、结果"
    DATE = "日期"
    SEX = "性别"
    AGE = "年龄"
    PRIVATE = "出生、民族等个人情况"
    REMARK = "备注"
    UNKNOWN = "没有认出"


_WORDS: dict[Content, str] = {
    Content.INDEX: r"^(?:序|编)?号$|^序号|^编号$|^次序$|^No\.?$|^NO\.?$",
    Content.PRIVATE: "出生|生日|民族|婚姻|婚否|政治面貌|宗教|血型|籍贯",
    Content.REMARK: "备注|说明|^附注|^注$|其他情况|其它情况",
    Content.SEX: "性别",
    Content.AGE: "年龄|周岁",
    Content.TICKET: "准考证|考号|报名序号",
    Content.GRADE: "成绩|分数|得分|总分|名次|排名|笔试|面试|学分",
    Content.MONEY: (
        r"金额|补助(?!项目|类|对象|方式)|^合计|^小计|补差|标准|资金|元）|元\)|（元|救助金|保障金|"
        "低保金|工资|奖金|单价|费$"
    ),
    Content.COUNT: "人数|户数|人口|数量|面积|亩|头数|株数|次数|合计人|户籍人|^数$",
    Content.DATE: "日期|时间|年月|年度|月份|起止|年份|季度",
    Content.ORGANISATION: "单位|学校|班级|年级|岗位|职位|职务|部门|机构|公司|企业|科室|^院系|专业",
    Content.CATEGORY: "类别|类型|等级|级别|方式|种类|性质|档次|类$|属性|项目|品种|作物|奖项|称号|荣誉",
    Content.MATTER: "案由|事由|结果|决定|违法|处罚|依据|结论|意见$|是否",
    Content.PLACE: "村|社区|乡镇|街道|组别|小组|居委|选区|镇$|^组$|区划|所在地|^地区",
}  # fmt: skip
_PATTERNS = tuple((content, re.compile(words)) for content, words in _WORDS.items())


def content_of(heading: str) -> Content:
    """Return what a heading says, of what is not personal by itself."""
    words = "".join(heading.split())
    found = (content for content, pattern in _PATTERNS if pattern.search(words))
    return next(found, Content.UNKNOWN)
