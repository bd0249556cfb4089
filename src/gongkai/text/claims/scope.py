"""What a figure covers and what it measures, read from the words round it."""

import re

from gongkai.text.claims.claim import Scope

_WHEN = re.compile(
    r"(?P<until>截[至止](?:\d{4}年)?[^，。；,;]{0,10}?(?:日|底|末|月份?(?![底末\d])|目前|今))"
    r"|(?P<year>(?:19|20)\d{2})年(?:度)?(?![前后底])|(?P<before>(?:上年度?|去年|上一年度?)(?!结转)|同期)"
    r"|(?P<part>[上下]半年|(?:第?[一二三四1-4]|本|上)季度|\d{1,2}月份|前[\d一二三四五六七八九十]+个?月|本月|当月|今年以来|“?十[一二三四五]五”?(?:期间|时期))"
    r"|(?P<all>全年|本年度|今年|年内|一年来|当年|本年)"
)
_ACTS = re.compile(
    "新收|收到|接收|受理|办结|答复|予以公开|部分公开|不予公开|无法提供|不予处理|结转|主动公开|公开(?!申请|条例|工作|行政|指南|目录|年|专栏|栏|平台|率|制度)|发布|"
    "公布|制定|制发|废止|承办|办理|处理|解决|回应|回复|举办|召开|开展|组织|培训|新增|现行有效|维持|纠正|"
    "完成|投入|支出|收入|发放|拨付|建成|新建|改造|检查|整改|处罚|补正|撤销|解读|转办|交办"
)
_WHOSE = re.compile(
    "全区|全县|全市|全镇|全乡|全街道|全街|全省|全村|全系统|全局|本机关|本单位|本级|各部门|各乡镇|各镇|"
    r"[区县市镇乡](?:人民)?政府(?:办公室|办)?(?:代表[区县市]政府)?|街道办事处|我[区县市镇乡局街]道?|本[区县市镇乡局村]"
)
_TOTAL = re.compile("全年|累计|合计|共计|总计|总共|一共|共|总数|总量|总")
_TOPICS = (
    ("行政复议", "复议"), ("行政诉讼", "诉讼|应诉|起诉"), ("结转", "结转"), ("规范性文件", "规范性文件"),
    ("规章", "规章"), ("行政许可", "行政许可"), ("行政处罚", "行政处罚"), ("行政强制", "行政强制"),
    ("依申请公开", "公开申请|依申请|申请"), ("舆情", "舆情"), ("政策解读", "解读"), ("提案", "提案"), ("建议", "建议"),
    ("投诉举报", "投诉|举报"), ("收费", "收费"), ("主动公开", "公开.{0,4}信息|信息|公开"),
)  # fmt: skip
_TOPIC_PATTERNS = [(name, re.compile(words)) for name, words in _TOPICS]
_FILLER = re.compile(
    r"其中|分别|累计|合计|共计|总计|总共|一共|已经|大约|超过|突破|达到|多达|不少于|不低于|不超过|至少|不足|不到|接近|将近|"
    r"同时|此外|另外|目前|先后|“|”|\s|(?<=.)(?:共|约|近|达|(?<!行)为|有|仅|是|了|的|已|均|超|过|控制在)+$|^[和及与、的共等已均约近：:]+"
)
_LIMITS = re.compile(r"[，,。；;：:（）()\n！？!?]")
_NO_NOUN = re.compile(r"(?:以上|以下|左右|和|及|与|等|占|比|较|同比|增|减|下降|上升|提高|，)")


def scope_of(before: str, lead: str, behind: str = "") -> Scope:
    """From the sentence up to the figure, what stands between the last figure and it, and behind."""
    said = _ACTS.findall(lead) or _ACTS.findall(_LIMITS.split(behind)[0].split("、")[0])
    acts = tuple(dict.fromkeys(said))
    whose = _last(_WHOSE, before)
    return Scope(_when(before), acts, whose[0] if whose else "", bool(_TOTAL.search(lead)))


def subject_of(lead: str, after: str) -> str:
    """The noun phrase a figure measures, without time and filling words: before it and behind it."""
    clause = _LIMITS.split(lead)[-1]
    behind = _LIMITS.split(after)[0].split("、")[0]
    if _NO_NOUN.match(behind):
        behind = ""
    return _bare(_WHEN.sub("", clause)) + _bare(behind)


def _bare(words: str) -> str:
    """Without filling words, however many stand together."""
    shorter = _FILLER.sub("", words)
    return shorter if shorter == words else _bare(shorter)


def topic_of(words: str) -> str:
    """The subject of disclosure that words are about; empty where none is known."""
    return next((name for name, pattern in _TOPIC_PATTERNS if pattern.search(words)), "")


def _when(before: str) -> str:
    found = _last(_WHEN, before)
    if not found:
        return ""
    if found.lastgroup == "before":
        return "上年"
    if found.lastgroup == "all":
        return _year_before(before) or "全年"
    return str(found["year"] or found[0])


def _year_before(before: str) -> str:
    """The year of the sentence, where it has one: 2026年全年."""
    years = [found["year"] for found in _WHEN.finditer(before) if found["year"]]
    return str(years[-1]) if years else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(list(pattern.finditer(text))[-1:]), None)
