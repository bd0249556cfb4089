"""A chunk plan gives the bytes of its template, whatever the words."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from gongkai.disclosures.queries.beside import Attached, Beside, Linked, Told
from gongkai.disclosures.queries.public import LongLine, Text
from gongkai.portal import articles, columns, home, kinds, kiosk, offices, plan, rules
from gongkai.portal.articles import Articles
from gongkai.portal.feeds import Feeds
from gongkai.portal.listings import _Book
from gongkai.portal.page import Page
from gongkai.portal.pager import Pagers, pager_of
from gongkai.portal.plan import Plans
from gongkai.portal.rows import Drawn, Rows
from gongkai.portal.share import ALL
from gongkai.portal.shell import Shell
from gongkai.portal.words import words_of
from tests.portal.press import EVIL, ON

HARD = (
    "",
    "柳溪镇",
    EVIL,
    "a'b&amp;\\u003c\u2028\n",
    "~1~/~/~/~",
    "\\",
    "𠮷",
    "{{ title }}",
    "a\x1fb",
    "a\x1f<",
)
words = st.sampled_from(HARD) | st.text(max_size=12)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
bodies = st.sampled_from(
    [
        "<p>正文</p>",
        f'<p><img src="files/{"a" * 64}.png"></p><table><tr></tr></table>',
        "<p>&lt;</p>",
    ]
)


def texts(organs, keys):
    return st.builds(
        Text,
        pk=st.just(1), seq=st.integers(1, 10**7), published_at=moments, revised_at=moments,
        index_number=words, genre=st.sampled_from(["policy", "list", "notice"]),
        organ=st.sampled_from(organs), department=st.none() | words, column=st.sampled_from(keys),
        repealed_on=st.none() | days, repealed_as=st.sampled_from(["废止", "失效"]),
        replaced_by=st.none(), interprets=st.none(), version=st.just(1), title=words,
        doc_number=words, body=bodies, summary=words, source=words, keywords=words, topic=words,
        formed_on=st.none() | days, effective_on=st.none() | days, expires_on=st.none() | days,
        display_until=st.none() | days, objection_channel=words,
    )  # fmt: skip


linked = st.builds(Linked, words, st.just("/xxgk/2026/11/7.html"))
besides = st.builds(
    Beside,
    notices=st.lists(st.builds(Told, st.sampled_from(["corrected", "restored"]), moments, words)),
    attachments=st.lists(st.builds(Attached, words, st.just("b" * 64), st.just("pdf"), st.just(9))),
    interpretations=st.lists(linked, max_size=2),
    policy=st.none() | linked,
    replacement=st.none() | linked,
)


@pytest.fixture
def shell(press) -> Shell:
    return Shell(ON)


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_articles(shell, data):
    text = data.draw(texts(list(shell.organ_names), [None, *shell.column_rows]))
    articles, here = Articles(shell), data.draw(besides)
    made = articles.page(text, here)
    seen = []
    articles._plans = SimpleNamespace(fill=lambda *told: seen.append(told) or b"")
    articles.page(text, here)
    assert made.data.decode() == articles.render(*seen[0])


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_list_pages(shell, data):
    lines = st.builds(
        LongLine, st.integers(1, 99), st.integers(1, 10**6), moments, words,
        st.none() | days, st.just(1), words, words, words,
    )  # fmt: skip
    rows = data.draw(st.lists(lines, max_size=3))
    node = data.draw(st.sampled_from(list(shell.columns())))
    book = _Book(shell, columns._listing(shell, node), 500)
    number = data.draw(st.integers(0, 20))
    planned = book._page(rows, number, 20).data
    seen = []
    book._plans = SimpleNamespace(fill=lambda *told: seen.append(told) or b"")
    book._page(rows, number, 20)
    assert planned.decode() == book._render(*seen[0])


@given(title=words, until=st.none() | days, at=moments)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_and_items_of_feeds(shell, title, until, at):
    line, seen = LongLine(1, 7, at, title, until, 1, "i", "n", title), []
    for make, name, draw in (
        (Rows, "_plans", lambda drawer: drawer.drawn([line], "../")),
        (Feeds, "_items", lambda drawer: drawer.page("/rss.xml", "t", "/", [line]).text),
    ):
        drawn, drawer = draw(make(shell)), make(shell)
        template = lambda shape, words, by=drawer: seen.append(words) or by._render(shape, words)  # noqa: E731
        each = lambda told, by=template: [by(*one).encode() for one in told]  # noqa: E731
        setattr(drawer, name, SimpleNamespace(fill_each=each))
        assert drawn == draw(drawer)
    assert len(seen) == 2


@given(st.lists(st.tuples(st.sampled_from("ab"), words, words), max_size=9))
def test_many_are_filled_as_one_by_one(rows):
    told = [(shape, (one, other)) for shape, one, other in rows]
    made = Plans(lambda shape, words: f"{shape}{escape(words[0])}|{words[1]}|{escape(words[0])}")
    assert made.fill_each(told) == [made.fill(*each) for each in told]


def test_lines_are_drawn_once(monkeypatch):
    monkeypatch.setattr("gongkai.portal.rows.KEPT", 3)
    asked = []
    drawn = Drawn(lambda lines: asked.append([*lines]) or [str(line).encode() for line in lines])
    assert drawn([1, 2, 3]) == b"123"
    assert drawn([3, 4, 1]) == b"341"
    assert drawn([2, 5]) == b"25"
    assert drawn([1]) == b"1"
    assert asked == [[1, 2, 3], [4], [5], [1]]


def test_pagers(shell):
    pagers = Pagers(shell)
    for number in range(9):
        assert pagers.drawn(pager_of(number, 8)) == Pagers(shell).drawn(pager_of(number, 8))


def test_most_plans_are_kept(monkeypatch):
    monkeypatch.setattr(plan, "MOST_PLANS", 2)
    made: list[object] = []
    plans = Plans(lambda shape, words: made.append(shape) or f"{shape}{words[0]}")
    for shape in (1, 1, 2, 3, 3, 1):
        assert plans.fill(shape, ("<&",)) == f"{shape}<&".encode()
    assert made == [1, 2, 3, 1]


def test_words_of_a_text_that_is_not_public_yet(shell):
    text = Text(
        1, 0, datetime(2026, 11, 20, 1, tzinfo=UTC), None, None, "policy", next(iter(shell.organ_names)),
        None, None, None, "", None, None, 1, "题", "", "", "", "", "", "", None, None, None, None, "",
    )  # fmt: skip
    shape, said = words_of(shell, text, "")
    assert (shape.validity, said.index_number) == ("有效", "公开时编定")
    assert said.revised == said.published


GATHERING = (home.every, columns.every, offices.every, articles.every)
TOGETHER = (kinds.pages, rules.pages, kiosk.pages)


def gathered():
    shell = Shell(ON)
    found = [page for every in GATHERING for page in every(shell, ALL)]
    found += [page for pages in TOGETHER for page in pages(shell)]
    return {each.path: each.data for each in found if isinstance(each, Page)}


def test_gathering_pages_are_what_their_templates_make(printed, press, monkeypatch):
    press.publish(EVIL, column="rules", genre="rules", doc_number=EVIL)
    filled = gathered()
    plain = lambda self, shape, words: self._render(shape, tuple(words)).encode()  # noqa: E731
    monkeypatch.setattr(Plans, "fill", plain)
    told = gathered()
    assert filled.keys() == told.keys()
    assert [path for path, data in filled.items() if data != told[path]] == []
