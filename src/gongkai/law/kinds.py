"""What must be public: the kinds of arts. 20 and 21, the 26 fields, the channels, the topics.

Source: 政府信息公开条例 arts. 20, 21, 23, 26; 国办发〔2019〕54号 and the published standard
catalogues for fields and channels; the topic classes are those portals usually carry.
"""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.tables import table


class OrganKind(StrEnum):
    """The kinds of body the rules tell apart; a department belongs to the office it stands in."""

    COUNTY = "county"
    TOWN = "town"
    STREET = "street"
    VILLAGE = "village"
    COMMUNITY = "community"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        """The Chinese name users see."""
        return _ORGAN_LABELS[self]


_ORGAN_LABELS: dict[OrganKind, str] = {
    OrganKind.COUNTY: "县级人民政府",
    OrganKind.TOWN: "乡镇人民政府",
    OrganKind.STREET: "街道办事处",
    OrganKind.VILLAGE: "村民委员会",
    OrganKind.COMMUNITY: "社区居民委员会",
    OrganKind.DEPARTMENT: "内设机构",
}


@dataclass(frozen=True, slots=True)
class ContentKind:
    """A kind of information to be disclosed unasked.

    `number` runs within `article`; `limit` and `result_limit` are keys of `figures` (the
    second for decisions and results), None where the law only says 及时.
    """

    code: str
    article: int
    number: int
    title: str
    column: str
    limit: str | None
    result_limit: str | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry of a numbered official list."""

    number: int
    code: str
    title: str


def _kinds(name: str, article: int, prefix: str) -> tuple[ContentKind, ...]:
    return tuple(
        ContentKind(
            f"{prefix}.{number}",
            article,
            number,
            row["title"],
            row["column"],
            row["limit"],
            row.get("result_limit"),
        )
        for number, row in enumerate(table("kinds")[name], start=1)
    )


def _numbered(name: str) -> tuple[Numbered, ...]:
    rows = enumerate(table("kinds")[name], start=1)
    return tuple(Numbered(number, code, title) for number, (code, title) in rows)


ART20: tuple[ContentKind, ...] = _kinds("art20", 20, "20")
ART21_CITY: tuple[ContentKind, ...] = _kinds("art21_city", 21, "21c")
ART21_TOWN: tuple[ContentKind, ...] = _kinds("art21_town", 21, "21t")
FIELDS: tuple[Numbered, ...] = _numbered("fields")
CHANNELS: tuple[Numbered, ...] = _numbered("channels")
TOPICS: tuple[Numbered, ...] = _numbered("topics")

PLATFORM_PARTS: tuple[Numbered, ...] = _numbered("platform_parts")


def applicable(organ: OrganKind) -> tuple[ContentKind, ...]:
    """Return the kinds a body of this kind must disclose unasked, in the order of the law.

    Ask for the office, not for a department in it. A street office, an arm of the district,
    applies the city and county list of art. 21; villages and communities are not administrative
    bodies and owe nothing under these articles (their duty is 村务公开 and 居务公开).
    """
    if organ in {OrganKind.VILLAGE, OrganKind.COMMUNITY}:
        return ()
    return ART20 + (ART21_TOWN if organ is OrganKind.TOWN else ART21_CITY)


def content_kind(code: str) -> ContentKind:
    """Return the kind with this code (`20.7`, `21t.3`). Raises KeyError."""
    return {kind.code: kind for kind in ART20 + ART21_CITY + ART21_TOWN}[code]
