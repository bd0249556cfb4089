"""Home addresses to the door; those of offices, enterprises and projects are not personal."""

from gongkai.text.late import late
from gongkai.text.personal.kinds import Found
from gongkai.text.personal.labels import clause_after, clause_before
from gongkai.text.personal.offices import is_home, is_office
from gongkai.text.personal.written import DIGITS, past

NUMERALS = "一二三四五六七八九十"
_N = f"(?:[{DIGITS}]{{1,5}}|[{NUMERALS}百零〇]{{1,5}}|[A-Za-z])"
_PART = f"{_N}(?:[-－—之]{_N}){{0,3}}[ \u3000]?(?:号院|号楼|号|栋|幢|座|单元|层|楼|室|户|组|队|排|弄|#|门)"
STREETS = "路街道巷弄里胡同村庄屯组队园苑区府城湾寨坪沟塘店集湖桥岭坊堡冲垸圩埠楼栋幢座场宅营墩坝坡渡洼畈咀湾"
"""Characters a name of a street, estate or hamlet ends in."""

DOOR = (
    rf"(?:[{DIGITS}]{{0,2}}[-－—][{DIGITS}]{{1,2}}[-－—][{DIGITS}]{{3,4}}(?![{DIGITS}])|"
    rf"[{DIGITS}]{{0,4}}(?:[-－—][{DIGITS}]{{1,5}}){{0,3}}[ \u3000]?"
    r"(?:号楼(?!宇)|号院|号(?!文|令|线|公告|通知|决定|函|台风|机组|井|坑|桥|楼宇|地块|前|后|以|起|公路|国道|会议|柜|窗|标)|栋|幢|座|单元|室|#|弄|排))"
)
"""What follows the first figure of a house number, as a pattern."""

_REST = late(
    f"(?:[ \u3000]?{_PART})*(?:[ \u3000]?(?:[{DIGITS}]{{1,5}}|[A-Za-z])(?:[-－][{DIGITS}]{{1,4}})?室?"
    f"(?![{DIGITS}A-Za-z元万年月日个人户名]))?"
)
_SHORTEST = 6
"""Characters of an address that leads anywhere without a label."""

_LAST = late("[^，,、：:（(）) 　]*$")
_IN_WORDS = late(f"[{STREETS}]([{NUMERALS}百零〇]{{1,5}}号)$")
_LABEL = late(
    "住址|住所|地址|家住|现住|户籍地?|居住[地在于]?|租住|住在|住于|户口所在地|暂住|居所|坐落|位于|送至|寄往|常住地|住|在|到|从|于|至"
)
_DEEP = late(r"单元|室|幢|栋|号楼|户|座|\d[-－—]\d{1,2}[-－—]\d{3}")
_HAMLET = late(f"[村组屯庄队湾寨坪沟冲垸圩]{_N}号")


def address(text: str, start: int, end: int) -> list[Found]:
    """The address whose first house number is ``text[start:end]``, to its last door."""
    end = past(_REST, text, end)
    told = clause_before(text, start)
    begin = _LAST.search(told).start()  # type: ignore[union-attr]
    told, words = told[:begin], told[begin:]
    if label := _LABEL.search(words):
        told, words = told + words[: label.end()], words[label.end() :]
    begin = start - len(words)
    sure = _sure(told, text[begin:end], clause_after(text, end))
    return [Found("address", begin, end, "".join(text[begin:end].split()), sure)] if sure else []


def in_words(text: str, end: int) -> list[Found]:
    """As :func:`address` for a house number in words, whose 号 ends at ``end``."""
    figure = _IN_WORDS.search(text, max(0, end - 6), end)
    return address(text, figure.start(1), end) if figure else []


def _sure(told: str, whole: str, after: str) -> float:
    if is_home(told[-14:]):
        return 0.9
    if is_office(told) or is_office(whole) or is_office(after):
        return 0.0
    if len(whole) < _SHORTEST:
        return 0.3
    if _DEEP.search(whole):
        return 0.7
    if told.rstrip("：: ").endswith(("地址", "住")):
        return 0.7
    return 0.7 if _HAMLET.search(whole) else 0.3
