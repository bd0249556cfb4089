"""The national rules of open government that bind every office, as the public site lists them."""

from typing import NamedTuple


class NationalRule(NamedTuple):
    """A rule: its rank, its name, and the number or year of its present form."""

    rank: str
    name: str
    number: str


RULES = tuple(
    NationalRule(*row)
    for row in (
        ("法律", "中华人民共和国保守国家秘密法", "2024年修订"),
        ("法律", "中华人民共和国个人信息保护法", "2021年"),
        ("法律", "中华人民共和国无障碍环境建设法", "2023年"),
        ("行政法规", "中华人民共和国政府信息公开条例", "国务院令第711号，2019年修订"),
        ("国务院文件", "政府网站发展指引", "国办发〔2017〕47号"),
        ("国务院文件", "关于全面推进基层政务公开标准化规范化工作的指导意见", "国办发〔2019〕54号"),
        ("国务院文件", "政府信息公开信息处理费管理办法", "国办函〔2020〕109号"),
        ("国务院文件", "关于规范政府信息公开平台有关事项的通知", "国办公开办函〔2019〕61号"),
    )
)
"""The rules this program follows itself, highest rank first."""
