"""What the desk knows about each type of document: its words, icon and the fields it needs."""

from dataclasses import dataclass

EVERY = ("title", "summary", "source", "keywords", "topic", "formed_on", "item", "column")
POLICY_DATES = ("doc_number", "effective_on", "expires_on")
POSTING = ("display_until", "objection_channel")


@dataclass(frozen=True, slots=True)
class GenreWords:
    """A type of document as it is offered."""

    key: str
    label: str
    hint: str
    icon: str
    fields: tuple[str, ...]


GENRES: tuple[GenreWords, ...] = (
    GenreWords("policy", "政策文件", "有文号的规范性文件、工作方案", "file-text", POLICY_DATES),
    GenreWords("interpretation", "政策解读", "与所解读的政策一起公开", "book-open", ()),
    GenreWords("notice", "公示公告", "公告、通告、结果公示", "megaphone", ("doc_number", *POSTING)),
    GenreWords("list", "名单类公示", "救助、补贴、评选等名单，到期撤下", "users", POSTING),
    GenreWords("budget", "预算决算", "预算、决算及其附表", "wallet", ("doc_number",)),
    GenreWords("plan", "规划计划", "规划、年度计划和总结", "flag", ("doc_number",)),
    GenreWords(
        "information", "一般政府信息", "动态、统计、机构信息等", "newspaper", ("doc_number",)
    ),
    GenreWords("rules", "公开制度", "政务公开的制度和规定", "gavel", POLICY_DATES),
    GenreWords("guide", "公开指南", "政府信息公开指南", "info", ()),
    GenreWords("report", "年度报告", "政府信息公开工作年度报告", "chart-column", ()),
    GenreWords("warning", "预警应急", "预警、突发事件应对情况", "triangle-alert", ("doc_number",)),
)

BY_KEY = {genre.key: genre for genre in GENRES}


def fields_of(key: str) -> tuple[str, ...]:
    """Return the names of the metadata fields of a type, in the order of the form."""
    own = BY_KEY[key].fields
    first = tuple(name for name in own if name == "doc_number")
    rest = tuple(name for name in own if name != "doc_number")
    return ("title", *first, *EVERY[1:6], *rest, *EVERY[6:])
