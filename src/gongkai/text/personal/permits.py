"""Passports, travel permits, officers' cards and vehicle plates."""

import re

from gongkai.text.late import late
from gongkai.text.personal.kinds import Found
from gongkai.text.personal.labels import clause_before
from gongkai.text.personal.written import HAN, bare

PASSPORT = r"[A-Za-z]?[ -]?\d{3}[ -]?\d{4,6}(?![0-9A-Za-z])"
"""What follows the first letter of a passport, as a pattern."""

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE_GAP = r"[ 　]?[·.•・．‧∙⋅･°\-－—–]?[ 　]?"
"""What may stand after the letter of a plate, as a pattern."""

_SIGN = "A-HJ-NP-Za-hj-np-z0-9Ａ-ＨＪ-ＮＰ-Ｚ０-９"
PLATE = (
    rf"{PLATE_GAP}(?=(?:[^\W\d_]{{0,2}}\d){{2}})"
    rf"[{_SIGN}](?:[ 　]?[{_SIGN}]){{3,4}}(?:[ 　]?[{_SIGN}]|[学警港澳挂领使试超])(?![A-Za-z0-9]|[-－—/][A-Za-z]?\d)"
)
"""What follows the province and the letter of a plate, as a pattern."""

_PASSPORT = late("护照|通行证|回乡证|旅行证|台胞证|居住证|证件号|护 照")
_PERMIT = late(
    "(?:通行证|台胞证|回乡证|军官证|士兵证|士官证|警官证|文职人员证|护照|旅行证|军人证|优待证)(?:件)?(?:号码?|编号)?[\\s:：为是]{0,3}"
    f"(?:[{HAN}]{{1,3}}字?第?)?$"
)
_CODE = late(
    "编号|型号|合同|订单|项目|文号|单号|批号|设备|发票|代码|案号|图号|许可|登记证|备案|标段|路线|规格|桩号|航班|车次|批次|路段|国道|省道|高速|县道|公路"
)
_SHAPE = late(r"(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7})", re.IGNORECASE)
_FIGURES = 3
"""Figures a plate has that nothing else says is one."""

_PLATE_LABEL = late(
    "(?:车牌|号牌|牌照|车号|牌号|车辆|号码)(?:号码?|号|为|是|照)*[\\s:：为是（(]{0,3}$"
)
_DOTS = late(r"[·.•・．‧∙⋅･°—–]")
_OFFICIAL_CAR = late(
    "公务用车|公务车|执法车|公车|救护车|消防车|垃圾车|公交|洒水车|校车|环卫车|应急车|宣传车"
)


def passport(text: str, start: int, end: int) -> list[Found]:
    """The passport or permit with a letter in front, ``text[start:end]``."""
    number = bare(text[start:end]).upper()
    before = clause_before(text, start, 24)
    if _PASSPORT.search(before):
        return [Found("passport", start, end, number, 0.95)] if 8 <= len(number) <= 11 else []
    if _CODE.search(before) or not _SHAPE.fullmatch(number):
        return []
    return [Found("passport", start, end, number, 0.6)]


def permit(text: str, start: int, end: int, before: str) -> list[Found]:
    """The number ``text[start:end]``, if a permit's name ends ``before``."""
    if not _PERMIT.search(before):
        return []
    return [Found("passport", start, end, bare(text[start:end]), 0.9)]


def plate(text: str, letter: int, end: int) -> list[Found]:
    """The vehicle plate whose ``letter`` has its province in front, if it is not the office's own."""
    start = letter - (2 if text[letter - 1] in " \u3000" else 1)
    before = clause_before(text, start, 16)
    number = bare(text[start:end])
    known = text[start] in PROVINCES and sum(map(str.isdigit, number)) >= _FIGURES
    if _CODE.search(before) or _OFFICIAL_CAR.search(before):
        return []
    if not known and not _PLATE_LABEL.search(before):
        return []
    return [Found("plate", start, end, _DOTS.sub("", number).upper(), 0.9)]
