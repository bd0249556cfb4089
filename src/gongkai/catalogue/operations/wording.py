"""The words of catalogues: one spelling for fields, channels, levels and audiences."""

import re
import unicodedata

from gongkai.catalogue.models import LEVELS
from gongkai.law.kinds import CHANNELS, FIELDS

OTHER = "其他"
WHOLE_PUBLIC = "全社会"
CERTAIN_GROUP = "特定群体"
_TRADITIONAL = (
    "開內據時間長變個隨動態實體對渠載層級鄉鎮縣區領務號項會廣電視紙質點戶現場社業單欄準獲審"
    "報權範圍眾進規內數點網話體發聽證閱屏"
)
_SIMPLIFIED = (
    "开内据时间长变个随动态实体对渠载层级乡镇县区领务号项会广电视纸质点户现场社业单栏准获审"
    "报权范围众进规内数点网话体发听证阅屏"
)
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED) | str.maketrans(
    {
        "：": ":",
        "；": ";",
        "，": ",",
        "兩": "两",
        "門": "门",
        "聯": "联",
        "請": "请",
        "產": "产",
        "貼": "贴",
    }
)
_FIELD_WORDS: dict[str, str] = {
    "国土空间规划": "国土空间规划|城乡规划",
    "重大建设项目": "重大建设项目",
    "公共资源交易": "公共资源",
    "财政预决算": "财政|预决算",
    "安全生产": "安全生产",
    "税收管理": "税收",
    "农村集体土地征收": "集体土地|征地补偿",
    "国有土地上房屋征收与补偿": "房屋征收",
    "保障性住房": "保障性住房|住房保障",
    "农村危房改造": "危房",
    "生态环境": "生态环境|环境保护",
    "公共文化服务": "公共文化",
    "公共法律服务": "公共法律",
    "扶贫（巩固脱贫攻坚成果和乡村振兴）": "扶贫|脱贫|乡村振兴",
    "救灾": "救灾|自然灾害",
    "食品药品监管": "食品药品",
    "城市综合执法": "综合执法|城市管理",
    "就业": "就业",
    "社会保险": "社会保险|社保",
    "社会救助": "社会救助",
    "养老服务": "养老(?!保险)",
    "户籍管理": "户籍",
    "涉农补贴": "涉农补贴",
    "义务教育": "义务教育",
    "卫生健康": "卫生健康|医疗卫生",
    "市政服务": "市政服务",
}
_CHANNEL_WORDS: tuple[tuple[str, str], ...] = (
    ("政府网站", r"(?:政府|门户)网站|^网站"),
    ("政府公报", r"公报"),
    ("两微一端", r"两微|微信|微博|客户端|新媒体"),
    ("发布会/听证会", r"发布会|听证会"),
    ("广播电视", r"广播|电视"),
    ("纸质媒体", r"^纸质|报纸|报刊"),
    ("公开查阅点", r"查阅点|查阅场所"),
    ("政务服务中心", r"^(?:政务|行政)服务(?:中心|大厅)$|便民服务(?:中心|大厅)"),
    ("便民服务站", r"便民服务站"),
    ("入户/现场", r"入户|^现场"),
    ("社区/企事业单位/村公示栏（电子屏）", r"公示栏|公开栏|公告栏|宣传栏|电子屏"),
    ("精准推送", r"精准推送"),
)
CHANNEL_NAMES = tuple(channel.title for channel in CHANNELS)
_FIELD_TITLES = tuple(field.title for field in FIELDS)


def fold(text: str) -> str:
    """Return a text as it is recognised: half width, simplified where it matters, no blanks."""
    plain = unicodedata.normalize("NFKC", text).translate(_TO_SIMPLIFIED)
    return re.sub(r"\s+", "", plain)


def tidy(text: str) -> str:
    """Return a text as it is kept: no control characters, no empty lines, single blanks."""
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)


def tidy_line(text: str) -> str:
    """Return a text kept on one line."""
    return tidy(text).replace("\n", "")


def field_name(text: str, *, anywhere: bool = False) -> str:
    """Return the official name of one of the 26 fields, any other field as it is written.

    With `anywhere` the name of an office may stand before it, as in titles of catalogues.
    """
    said = re.sub(r"^[(（]?[一二三四五六七八九十0-9]+[)）、.．]", "", tidy_line(text))
    said = re.sub(r"(?:领域)?(?:基层)?(?:政务|信息)公开(?:事项)?(?:标准)?目录.*$|领域$", "", said)
    if said in _FIELD_TITLES:
        return said
    folded = fold(said)
    for name, words in _FIELD_WORDS.items():
        whole = rf"(?:{words})(?:服务|管理|监管|创业|补偿)?"
        if re.search(words, folded) if anywhere else re.fullmatch(whole, folded):
            return name
    return said


def channel_name(text: str) -> str:
    """Return the official name of a channel; any other as 其他：…."""
    said = tidy_line(text).strip("、，,；;。：: ")
    if said in CHANNEL_NAMES:
        return said
    folded = fold(said)
    for name, words in _CHANNEL_WORDS:
        if re.search(words, folded):
            return name
    return f"{OTHER}：{rest}" if (rest := re.sub(rf"^{OTHER}[:：]?", "", said)) else OTHER


def levels_of(text: str) -> tuple[str, ...]:
    """Return the levels that a heading or a cell such as 乡、村级 or 区级 names."""
    said = fold(text).replace("社区", "村")
    marks = ("[县区市旗]", "[乡镇街]", "村|居")
    return tuple(level for level, mark in zip(LEVELS, marks, strict=True) if re.search(mark, said))


def audience_of(text: str) -> str:
    """Return 全社会, 特定群体：… or both, as one phrase."""
    said = tidy_line(text)
    whole = WHOLE_PUBLIC in fold(said) or fold(said) in {"社会", "公众", "社会公众"}
    group = re.sub(rf"{WHOLE_PUBLIC}|全社會|特定群[体體众眾]|^社会公众$|^社会$|^公众$", "", said)
    group = re.sub(r"^[：:；;、，,\s（(]+|[；;、，,\s]+$", "", group)
    if group.endswith(("）", ")")) and not re.search("[（(]", group):
        group = group[:-1]
    certain = bool(group) or re.search("特定群[体众]", fold(said)) is not None
    named = f"{CERTAIN_GROUP}：{group}" if group else CERTAIN_GROUP
    return "；".join([WHOLE_PUBLIC] * whole + [named] * certain)
